import { hashOf } from '../../../base/hash.ts';
import type { CandidateId } from '../../../core/candidate.ts';
import type { Components } from '../../../core/component.ts';
import { addCost, type Budget, type Cost, ZERO_COST } from '../../../core/cost.ts';
import type { Event } from '../../../core/event.ts';
import { entryText, type Program } from '../../../core/program.ts';
import type { RunState } from '../../../core/run-state.ts';
import { createSpec } from '../../../engine/create-spec.ts';
import { type RunContext, resumeRun, startRun } from '../../../engine/run.ts';
import type { Workspace } from '../../../store/contract.ts';
import type { Rules } from '../mars/rules.ts';
import { archiveOf } from '../measures/archive-of.ts';
import { redcodeModelOperators } from '../operators/redcode-model.ts';
import { REDCODE_OPERATORS, redcodeOperators } from '../operators/redcode-operators.ts';
import type { Source } from '../sets/warrior-set.ts';
import { writeLabel } from './round-label.ts';
import { type CoevolutionModels, modelsIdentity, modelsOfRound, roundRequest } from './round-models.ts';
import type { BattleMode } from './warrior-evaluator.ts';
import { warriorTask } from './warrior-task.ts';

/** Battles are short: few slots in flight are enough to keep two workers busy. */
const LAG = 12;

/** Everything that decides which champions come out. */
export interface CoevolutionPlan {
  /** Part of the label of its runs; see `round-label.ts`. */
  readonly name: string;
  readonly seed: number;
  readonly rules: Rules;
  readonly mode: BattleMode;
  readonly rounds: number;
  /** How many past champions stay opponents: `all` is full Digital Red Queen, 0 a static target. */
  readonly history: number | 'all';
  /** Executed instructions of one round (`steps`). What a round leaves over is added to the next one. */
  readonly instructionsPerRound: number;
  /** Opponents of every round. */
  readonly initial: readonly Source[];
  /** Judges champions in the final test of each round; the search never meets them. */
  readonly heldOut: readonly Source[];
  readonly placements: Readonly<Record<string, number>>;
  /** Share of the turns that battles of each stage last; see `warrior-evaluator.ts`. */
  readonly turnShares: Readonly<Record<string, number>>;
  /** What the first round starts from, and later ones that inherit nothing. */
  readonly seeds: readonly Program[];
  /**
   * Programs that a later round starts with: all past champions, and as many of the best elites of the round before as are
   * missing. With 0 a round starts from `seeds` and past champions, as in the paper.
   */
  readonly inherited: number;
  /** Share of a score in pairs that is points as hills give them, the rest being share of life; see `warrior-score.ts`. */
  readonly pointsWeight: number;
  /** Selection of parents: `map-elites` as in the paper, `best-of-n` for the brute-force baseline. */
  readonly preset: 'map-elites' | 'best-of-n' | 'evolution';
  /** Models that propose warriors beside the edits. */
  readonly models?: CoevolutionModels;
  /** Parts of the search in place of the preset's. */
  readonly components?: Partial<Components>;
  /** False leaves champions as the search found them; default true. */
  readonly simplify?: boolean;
  /** Hash of the study that its runs are made for. */
  readonly study?: string;
}

export interface Champion extends Source {
  readonly program: Program;
}

export interface RoundOutcome {
  /** From 1. */
  readonly round: number;
  /** The run that it was, such as `r0007`. */
  readonly run: string;
  readonly cost: Cost;
  readonly champion: Champion;
}

export type CoevolutionContext = Pick<RunContext, 'workspace' | 'machine' | 'models' | 'isPauseRequested'> & {
  readonly onRound?: (outcome: RoundOutcome) => void;
  readonly onStart?: (round: number, run: string, state: RunState) => void;
  readonly observe?: (round: number, event: Event, state: RunState) => void;
};

/**
 * Digital Red Queen's outer loop: each round is a run of its own with a fresh archive, against the initial opponents and
 * the champions of earlier rounds; its champion joins them. The runs are all the state there is: what is found in the
 * workspace is not done again, so a coevolution that was killed goes on where it was.
 *
 * Returns the rounds that are finished; fewer than planned when it was paused.
 *
 * Source: Digital Red Queen (arXiv 2601.03335), algorithm 1. Differences, each because of a defect of the published code:
 * placements are drawn for each program instead of fixed, the starter rotates, and no score ends a round early.
 */
export async function coevolve(plan: CoevolutionPlan, context: CoevolutionContext): Promise<RoundOutcome[]> {
  const outcomes: RoundOutcome[] = [];
  let spent = ZERO_COST;
  for (let round = 1; round <= plan.rounds; round++) {
    const champions = outcomes.map(({ champion }) => champion);
    const before = outcomes.at(-1);
    const elites = before === undefined ? [] : elitesOf(context.workspace, before.run, plan.inherited);
    const run = await workOnRound(plan, round, { champions, elites, spent }, context);
    const { status, cost } = context.workspace.run(run);
    if (status !== 'finished') return outcomes;
    spent = addCost(spent, cost);
    const outcome = { round, run, cost, champion: championOf(context.workspace, run, round) };
    outcomes.push(outcome);
    context.onRound?.(outcome);
  }
  return outcomes;
}

/** What a round begins with. */
interface Inheritance {
  readonly champions: readonly Champion[];
  readonly elites: readonly Program[];
  /** What the rounds before it took. */
  readonly spent: Cost;
}

/** Starts, resumes or finds the run of a round, and returns its name. */
async function workOnRound(
  plan: CoevolutionPlan,
  round: number,
  { champions, elites, spent }: Inheritance,
  { workspace, machine, models, isPauseRequested, onStart, observe }: CoevolutionContext,
): Promise<string> {
  const { rules, mode, heldOut, placements, turnShares, pointsWeight, preset } = plan;
  const telling = plan.models && { tellsOfDeaths: true };
  const seeds = seedsOf(plan, champions, elites);
  const opponents = opponentsOf(plan, champions);
  const scored = { rules, mode, opponents, heldOut, placements, turnShares, pointsWeight, ...telling };
  const task = warriorTask(scored, seeds);
  const { arm, seed } = writeLabel({ name: plan.name, plan: identityOf(plan), seed: plan.seed, round });
  const context: RunContext = {
    workspace,
    task,
    taskSource: null,
    machine,
    operators: redcodeOperators(rules),
    modelOperators: redcodeModelOperators(rules),
    ...(models && { models: modelsOfRound(round, models) }),
    isPauseRequested,
    onStart: (run, state) => onStart?.(round, run, state),
    observe: (event, state) => observe?.(round, event, state),
  };
  const known = workspace.runs().find((row) => row.arm === arm && row.taskVersion === task.version);
  if (known?.status === 'finished') return known.id;
  if (known !== undefined) return (await resumeRun(known.id, context)).id;
  const spec = createSpec({
    task,
    budget: budgetOf(plan, round, spent, task.limits.steps),
    seed,
    preset,
    components: { ...plan.components, operators: REDCODE_OPERATORS.map((name) => ({ name })) },
    seedPrograms: seeds,
    arm,
    lag: LAG,
    ...(plan.models && { models: roundRequest(plan.models), further: context }),
    ...(plan.simplify === false && { simplify: false }),
    ...(plan.study !== undefined && { study: plan.study }),
  });
  return (await startRun(spec, seeds, context)).id;
}

/** What is left of the shares of all rounds so far. */
function budgetOf(plan: CoevolutionPlan, round: number, spent: Cost, leastSteps: number): Budget {
  const ofModels = Object.entries(plan.models?.budgetPerRound ?? {}) as [keyof Budget, number][];
  return {
    steps: Math.max(round * plan.instructionsPerRound - spent.steps, leastSteps),
    ...Object.fromEntries(ofModels.map(([unit, share]) => [unit, round * share - spent[unit]])),
  };
}

/** What decides the champions of a round, so that a run of another plan is never taken for one of this. */
function identityOf({ name: _, rounds: __, seeds, models, ...plan }: CoevolutionPlan): string {
  const asked = models && { models: modelsIdentity(models) };
  return hashOf({ ...plan, ...asked, seeds: seeds.map(({ hash }) => hash) }).slice(0, 12);
}

function opponentsOf({ initial, history }: CoevolutionPlan, champions: readonly Champion[]): Source[] {
  const first = history === 'all' ? 0 : Math.max(0, champions.length - history);
  return [...initial, ...champions.slice(first)].map(({ name, text }) => ({ name, text }));
}

function seedsOf({ seeds, inherited }: CoevolutionPlan, champions: readonly Champion[], elites: readonly Program[]) {
  const past = champions.map(({ program }) => program);
  if (champions.length === 0 || inherited === 0) return distinct([...seeds, ...past]);
  return distinct([...past, ...elites]).slice(0, Math.max(inherited, distinct(past).length));
}

/** The best elites of a round's archive, best first; of equals the older. */
function elitesOf(workspace: Workspace, run: string, count: number): Program[] {
  if (count === 0) return [];
  return archiveOf(workspace, run)
    .sort((one, other) => other.merit - one.merit || one.id - other.id)
    .slice(0, count)
    .map(({ program }) => workspace.program(program));
}

function championOf(workspace: Workspace, run: string, round: number): Champion {
  const { championCandidate } = workspace.run(run);
  const { program: hash } = workspace.candidate(run, championCandidate as CandidateId);
  const program = workspace.program(hash as string);
  return { name: `champion of round ${round}`, text: entryText(program), program };
}

function distinct(programs: readonly Program[]): Program[] {
  return [...new Map(programs.map((program) => [program.hash, program])).values()];
}
