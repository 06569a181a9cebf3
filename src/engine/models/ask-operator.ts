import type { JsonObject } from '../../base/json.ts';
import { type Random, randomFrom, slotKey } from '../../base/random.ts';
import type { Candidate, Member, ParentReference } from '../../core/candidate.ts';
import type { StageResult } from '../../core/evaluation.ts';
import type { ProposalRecord } from '../../core/event.ts';
import type { ModelAccess } from '../../core/model.ts';
import { ModelFault } from '../../core/model-fault.ts';
import type { ModelOperator, ModelProposalInput, ModelTask, ShownCandidate } from '../../core/model-operator.ts';
import type { Novelty, Vector } from '../../core/novelty.ts';
import type { Program } from '../../core/program.ts';
import { programSize } from '../../search/operators/program-size.ts';
import { type Briefing, type ParentDraw, referencesTo } from './briefing.ts';
import { type CandidateSource, showCandidate } from './show-candidate.ts';

export interface AskInput {
  readonly seed: number;
  readonly slot: number;
  readonly operator: ModelOperator;
  readonly briefing: Briefing;
  readonly task: ModelTask;
  readonly novelty: Novelty | null;
  /** Vectors for the novelty check, of a child and its neighbours; undefined where nothing is embedded. */
  readonly vectorsAround: (child: Program, purpose: string) => Promise<ReadonlyMap<string, Vector>> | undefined;
  readonly models: ModelAccess;
  readonly source: CandidateSource;
  /** Whether the slot knows that a program was proposed before. */
  readonly isKnown: (hash: string) => boolean;
  readonly tryOut: (program: Program) => Promise<readonly StageResult[]>;
}

type LimitedInput = Omit<AskInput, 'tryOut'> & Pick<ModelProposalInput, 'tryOut'>;

export interface Asked {
  readonly parents: readonly ParentReference[];
  readonly proposal: ProposalRecord;
  readonly program: Program | null;
}

/**
 * Asks a model operator for a child that is new: with the next set of parents after each answer that cannot be used, that
 * was proposed before, or that the novelty check refuses. A fault of a model ends it: the slot's credit pays for that.
 */
export async function askOperator(input: AskInput): Promise<Asked> {
  const { briefing } = input;
  // The tries are those of the slot, however many sets of parents it takes.
  const within = { ...input, tryOut: limited(input.tryOut, input.operator.reserve.tries) };
  let reason = 'no-attempt';
  for (const [index, draw] of briefing.draws.entries()) {
    try {
      const answer = await askOnce(within, draw, `propose/${index}`);
      if (typeof answer !== 'string') return answer;
      reason = answer;
    } catch (thrown) {
      if (!(thrown instanceof ModelFault)) throw thrown;
      // With nothing left for another set of parents, the reason of the last one says more.
      if (thrown.code !== 'KAIZEN_MODEL_RESERVE_SPENT' || reason === 'no-attempt') reason = thrown.code;
      break;
    }
  }
  return { parents: referencesTo(briefing.draws[0] as ParentDraw), proposal: { rejected: reason }, program: null };
}

async function askOnce(input: LimitedInput, draw: ParentDraw, purpose: string): Promise<Asked | string> {
  const { operator, briefing, task, models, seed, slot, novelty, source } = input;
  const show = ({ id }: Candidate, member: Member | null): ShownCandidate =>
    showCandidate(source, id, member, briefing.neighbours) as ShownCandidate;
  const answer = await operator.ask({
    parent: show(draw.parent, draw.member),
    inspirations: draw.inspirations.map((member) => show(member, member)),
    best: briefing.bestScore === null ? null : { score: briefing.bestScore },
    task,
    guidance: briefing.guidance,
    random: (name): Random => randomFrom(slotKey(seed, slot, `${purpose}/${name}`)),
    models,
    purpose,
    tryOut: input.tryOut,
  });
  if (answer.kind === 'rejected') return answer.reason;
  const { program } = answer;
  if (input.isKnown(program.hash)) return 'duplicate';
  if (novelty !== null) {
    const neighbours = briefing.neighbours.map(({ id, program: hash }) => ({ id, program: source.programOf(hash) }));
    const vectors = (await input.vectorsAround(program, purpose)) ?? new Map<string, Vector>();
    const verdict = await novelty.judge({ program, neighbours, vectors, models, purpose: `${purpose}/novelty` });
    if (!verdict.isNovel) return 'not-novel';
  }
  const used = draw.inspirations.filter(({ id }) => answer.shown.includes(id));
  const generations = [draw.parent, ...used].map(({ generation }) => generation);
  return {
    parents: referencesTo({ parent: draw.parent, inspirations: used }),
    proposal: {
      program: program.hash,
      size: programSize(program),
      generation: Math.max(...generations) + 1,
      note: { ...answer.note, ...guideNote(briefing) },
    },
    program,
  };
}

function guideNote({ guidance }: Briefing): JsonObject {
  return guidance.note === undefined ? {} : { guide: guidance.note };
}

function limited(tryOut: AskInput['tryOut'], tries: number): ModelProposalInput['tryOut'] {
  let left = tries;
  return async (program) => {
    if (left <= 0) return null;
    left -= 1;
    return tryOut(program);
  };
}
