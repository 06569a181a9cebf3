import { randomFrom, slotKey } from '../base/random.ts';
import type { ArchiveStatus } from '../core/archive.ts';
import { type CandidateId, isBetter, type Member } from '../core/candidate.ts';
import { type Cost, costOf } from '../core/cost.ts';
import { type StageResult, scoreOf } from '../core/evaluation.ts';
import type { ArmCredit, IslandChange, Measured, SlotEnd } from '../core/event.ts';
import { candidateOf, isNewChampion, memberOf, validationMerit } from '../core/reduce.ts';
import type { MutableRegion } from '../core/region.ts';
import type { OpenSlot, RunState } from '../core/run-state.ts';
import type { Task } from '../core/task.ts';
import { memberReward } from '../search/allocation/member-reward.ts';
import type { Algorithms } from './components.ts';
import { estimated, inheritedRepeats } from './racing.ts';

/** How a slot's work ended, before it is committed. */
export interface SlotOutcome {
  readonly slot: number;
  /** Empty when nothing was evaluated. */
  readonly results: readonly StageResult[];
  readonly twin: CandidateId | null;
  readonly cost: Partial<Cost>;
}

/** The event that ends a slot, decided on the state as it is at its turn. */
export function commitSlot(
  state: RunState,
  outcome: SlotOutcome,
  { algorithms, task }: { algorithms: Algorithms; task: Task },
  measured: Measured,
): SlotEnd {
  const open = state.open.get(outcome.slot) as OpenSlot;
  const { operator, proposal } = open.opened;
  const cost = costOf(outcome.cost);
  const end = (reward: number, merit: number | null) => ({
    slot: outcome.slot,
    cost,
    credit: creditFor(state, algorithms, operator, reward, cost),
    ...learnedFrom(state, algorithms, open, merit),
    measured,
  });
  const reject = (reason: string): SlotEnd => ({ type: 'candidate.rejected', ...end(0, null), reason });

  const candidate = candidateOf(open);
  if (candidate === null) return reject((proposal as { rejected: string }).rejected);
  const twin = outcome.twin === null ? null : (state.members.get(outcome.twin) ?? null);
  if (outcome.twin !== null && (twin === null || candidate.size >= twin.size)) return reject('same-behaviour');

  const results = twin === null ? outcome.results : inherit(twin, task, state);
  const member = estimated(state, memberOf(candidate, results, state.spec));
  const base = { results, ...(twin && { inheritedFrom: twin.id }) } as const;
  if (member === null) {
    const kept = { archive: 'rejected', changes: [], isBest: false, isChampion: false } as const;
    return { type: 'candidate.evaluated', ...end(0, null), ...base, ...kept };
  }

  const isBest = state.best === null || isBetter(member, state.best);
  const validation = validationMerit(results, state.spec);
  const isChampion = state.spec.task.hasValidation
    ? validation !== null && isNewChampion(state, validation, member.size)
    : isBest;
  const kept = keep(state, member, isBest, algorithms);
  const reward = memberReward(state, member, kept.archive !== 'rejected');
  const estimate = state.spec.noise && { estimate: scoreOf(member.merit, state.spec.task.direction) };
  return {
    type: 'candidate.evaluated',
    ...end(reward, member.merit),
    ...base,
    ...kept,
    isBest,
    isChampion,
    ...estimate,
  };
}

/** Asks the acceptance rule and the archive; seed programs found every island. */
function keep(
  state: RunState,
  member: Member,
  isBest: boolean,
  { acceptance, archive }: Algorithms,
): Pick<Extract<SlotEnd, { type: 'candidate.evaluated' }>, 'archive' | 'changes'> {
  const draw = (purpose: string) => randomFrom(slotKey(state.spec.seed, member.id, purpose));
  const isSeed = member.parents.length === 0;
  const parent = state.members.get(member.parents[0]?.id ?? -1) ?? null;
  if (!isBest && !isSeed && !acceptance.accept(member, parent, draw('acceptance'))) {
    return { archive: 'rejected', changes: [] };
  }
  const islands = isSeed ? state.regions.map((_, island) => island) : [member.island];
  const changes: IslandChange[] = [];
  let status: ArchiveStatus = 'rejected';
  for (const island of islands) {
    const outcome = archive.add(state.regions[island] as MutableRegion, member, draw(`archive/${island}`));
    if (outcome.status !== 'rejected') status = outcome.status;
    for (const { place, candidate } of outcome.changes) changes.push({ island, place, candidate });
  }
  return { archive: status, changes };
}

function creditFor(
  state: RunState,
  { allocator }: Algorithms,
  operator: string,
  reward: number,
  cost: Cost,
): ArmCredit | null {
  const arm = state.arms.get(operator);
  if (arm === undefined) return null;
  const { weight, reward: total, compute } = allocator.credit(arm, { reward, compute: cost[state.spec.computeUnit] });
  return { weight, reward: total, compute };
}

function learnedFrom(state: RunState, algorithms: Algorithms, { opened }: OpenSlot, merit: number | null) {
  const operator = algorithms.operators.find(({ name }) => name === opened.operator);
  if (operator?.learn === undefined || !('program' in opened.proposal)) return {};
  const parent = state.members.get(opened.parents[0]?.id ?? -1);
  const learned = operator.learn(state.learned.get(operator.name) ?? {}, {
    slot: opened.slot,
    note: opened.proposal.note,
    merit,
    parentMerit: parent?.merit ?? Number.NEGATIVE_INFINITY,
  });
  return learned === undefined ? {} : { learned };
}

/** The results of a candidate that behaves the same, as far as a member remembers them. */
function inherit(twin: Member, task: Task, { spec }: RunState): StageResult[] {
  return task.stages.flatMap(({ name, split }): StageResult[] => {
    const merit = twin.stageMerits[name];
    if (merit === undefined) return [];
    const score = scoreOf(merit, spec.task.direction);
    const isScore = name === spec.task.scoreStage;
    const instances = twin.instanceMerits.map((instance) => scoreOf(instance, spec.task.direction));
    return [
      {
        status: 'ok',
        stage: name,
        split,
        measurement: {
          score,
          ...(isScore && instances.length > 0 && { instances }),
          ...(isScore && twin.descriptors.length > 0 && { descriptors: twin.descriptors }),
          ...(twin.behaviour !== null && { behaviour: twin.behaviour }),
        },
        ...inheritedRepeats(twin, name, spec.task.direction),
      },
    ];
  });
}
