import type { Clock } from '../base/clock.ts';
import { KaizenError, messageOf } from '../base/errors.ts';
import { bestKnownOf } from '../core/best-known.ts';
import { meritOf, type Split, type StageResult } from '../core/evaluation.ts';
import type { Program } from '../core/program.ts';
import { scoreStageOf } from '../core/score-stage.ts';
import type { Stage, Task } from '../core/task.ts';
import { checkNoise } from './check-noise.ts';
import { createExecutor, type Machine } from './create-executor.ts';
import type { Executor, SessionOptions } from './executor.ts';
import type { TaskCheck } from './task-check.ts';

/** A program that must not score, by its file. */
export interface Cheat {
  readonly name: string;
  readonly program: Program;
}

interface Scored {
  readonly result: StageResult;
  readonly score: number | null;
  readonly steps: number;
  readonly cpuMs: number;
  readonly wallMs: number;
}

/** Evaluations that a small run takes, for the estimate. */
const RUN_EVALUATIONS = 1_000;

/**
 * Looks at a task before anything is spent on it: the seed program on every stage and split, the same program twice in different
 * processes, the score under other seeds (noise), known cheats, the distance to the best known value, and what a run would
 * cost on this machine. Rejects only where no evaluation is possible at all.
 */
export async function checkTask(task: Task, cheats: readonly Cheat[], machine: Machine): Promise<TaskCheck[]> {
  const { clock } = machine;
  const stage = scoreStageOf(task);
  if (stage === undefined) {
    const state = 'bad' as const;
    return [
      { name: 'stages', state, found: 'no stage on the train split', next: 'add {"name": "train", "split": "train"}' },
    ];
  }
  const checks: TaskCheck[] = [];
  if (task.usesModels === true) {
    const next = `what follows is what the evaluator does without one; try it: kaizen run ${task.name} --task-model <name>`;
    checks.push({ name: 'models', state: 'limited', found: 'the evaluator asks a model, and a check has none', next });
  }
  const options = task.noise === undefined ? {} : { repetition: { repeat: 0, draws: task.noise.draws } };
  const seed = task.seeds[0] as Program;
  const executor = await createExecutor(task, 1, { ...machine, workers: 1 });
  let first: Scored;
  try {
    first = await score(executor, seed, stage.name, 'train', clock, options);
    checks.push(seedCheck(first, task));
    if (first.score === null) return checks;
    checks.push(await repeatCheck(executor, seed, stage.name, first.score, options));
    for (const other of otherStages(task, stage)) {
      checks.push(stageCheck(other, await score(executor, seed, other.name, other.split, clock, options), task));
    }
    for (const cheat of cheats)
      checks.push(await cheatCheck(executor, cheat, stage.name, first.score, task, clock, options));
    // The first one started processes and imported libraries; the second is what a run pays.
    first = await score(executor, seed, stage.name, 'train', clock, options);
  } finally {
    await executor.close();
  }
  if (first.score !== null) {
    checks.push(await checkNoise(task, seed, stage.name, first.score, machine));
    checks.push(headroomCheck(task, first.score));
  }
  checks.push(costCheck(first, machine.workers));
  return checks;
}

async function score(
  executor: Executor,
  program: Program,
  name: string,
  split: Split,
  clock: Clock,
  options: SessionOptions,
): Promise<Scored> {
  const session = executor.begin(program, options);
  const startedAt = clock.monotonic();
  try {
    const result = await session.evaluate({ name, split });
    const { steps, cpuMs } = session.usage;
    const value = result.status === 'ok' ? result.measurement.score : null;
    return { result, score: value, steps, cpuMs, wallMs: clock.monotonic() - startedAt };
  } finally {
    session.close();
  }
}

function reasonOf(result: StageResult): string {
  return result.status === 'ok' ? 'ok' : `${result.status}: ${result.reason}`;
}

function seedCheck({ result, score: value }: Scored, { unit }: Task): TaskCheck {
  if (value !== null) return { name: 'seed', state: 'good', found: `${value} ${unit} on train` };
  const next = 'repair the seed program or the evaluator: a run would stop here';
  return { name: 'seed', state: 'bad', found: reasonOf(result), next };
}

/** Every other stage as a run asks for it, then the splits that no stage has, such as that of the final test. */
function otherStages({ stages, splits }: Task, checked: Stage): Pick<Stage, 'name' | 'split'>[] {
  const left = splits.filter((split) => stages.every((stage) => stage.split !== split));
  return [...stages.filter(({ name }) => name !== checked.name), ...left.map((split) => ({ name: split, split }))];
}

function stageCheck(
  { name, split }: Pick<Stage, 'name' | 'split'>,
  { result, score: value }: Scored,
  { unit }: Task,
): TaskCheck {
  if (value !== null) return { name, state: 'good', found: `${value} ${unit}` };
  const next = `let the evaluator answer the ${name === split ? '' : `stage ${name} on the `}split ${split}`;
  return { name, state: 'bad', found: reasonOf(result), next };
}

async function repeatCheck(
  executor: Executor,
  seed: Program,
  name: string,
  expected: number,
  options: SessionOptions,
): Promise<TaskCheck> {
  const session = executor.begin(seed, { ...options, fresh: true });
  const result = await session.evaluate({ name, split: 'train' });
  session.close();
  const again = result.status === 'ok' ? result.measurement.score : null;
  if (again === expected) return { name: 'repeat', state: 'good', found: 'the same program twice has the same score' };
  return {
    name: 'repeat',
    // Repeats average such noise all the same; only the run cannot be repeated.
    state: options.repetition === undefined ? 'bad' : 'limited',
    found: `the same program scored ${expected}, then ${again ?? reasonOf(result)}`,
    next: 'draw all chance from the seed that the evaluator is given, and keep times out of the score',
  };
}

async function cheatCheck(
  executor: Executor,
  cheat: Cheat,
  stage: string,
  seedScore: number,
  { direction }: Task,
  clock: Clock,
  options: SessionOptions,
): Promise<TaskCheck> {
  const { result, score: value } = await score(executor, cheat.program, stage, 'train', clock, options);
  const name = `cheat ${cheat.name}`;
  if (value === null) return { name, state: 'good', found: reasonOf(result).slice(0, 100) };
  const isBetter = meritOf(value, direction) > meritOf(seedScore, direction);
  if (!isBetter) return { name, state: 'good', found: `${value}, no better than the seed` };
  return {
    name,
    state: 'bad',
    found: `scores ${value}, better than the seed`,
    next: 'check what it does in the evaluator',
  };
}

function headroomCheck(task: Task, own: number): TaskCheck {
  const best = bestKnownOf(task);
  if (best === null) {
    const next = 'write best-known.json, so that reports can say how far a run came';
    return { name: 'headroom', state: 'limited', found: 'no best known value', next };
  }
  const gap = meritOf(best.score, task.direction) - meritOf(own, task.direction);
  if (gap > 0)
    return { name: 'headroom', state: 'good', found: `${gap} from the seed to the best known (${best.score})` };
  return { name: 'headroom', state: 'limited', found: `the seed is as good as the best known (${best.score})` };
}

function costCheck({ steps, cpuMs, wallMs }: Scored, workers: number): TaskCheck {
  const seconds = (Math.max(1, wallMs) * RUN_EVALUATIONS) / workers / 1_000;
  const unit = steps > 0 ? `${steps} steps` : `${cpuMs.toFixed(0)} ms CPU`;
  const found = `${wallMs.toFixed(1)} ms and ${unit} for the seed; ${RUN_EVALUATIONS} evaluations by ${workers}: about ${Math.ceil(seconds)} s`;
  return { name: 'cost', state: 'good', found };
}

/** Why a task could not be looked at. */
export function failedCheck(thrown: unknown): TaskCheck {
  if (!(thrown instanceof KaizenError)) throw thrown;
  return {
    name: 'task',
    state: 'bad',
    found: messageOf(thrown),
    ...(thrown.next !== undefined && { next: thrown.next }),
  };
}
