import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { meritOf } from '../core/evaluation.ts';
import type { Task } from '../core/task.ts';
import type { Machine } from '../engine/create-executor.ts';
import type { Workspace } from '../store/contract.ts';
import type { ChampionPoint, RunCurve } from './run-curve.ts';
import { heldOutStage, scoreHeldOut } from './score-held-out.ts';

/** A run with the merit that each of its champions has on data that no search saw. */
export interface HeldOutCurve extends RunCurve {
  /** Champions that were measured, with merits that are decided on. Costs rise from one to the next. */
  readonly points: readonly HeldOutPoint[];
}

export interface HeldOutPoint extends ChampionPoint {
  readonly heldOut: number;
}

/** Moments at which a curve is looked at, evenly spaced in log cost from `amount / SPAN` to `amount`. */
const CHECKPOINTS = 40;
const SPAN = 1_000;

/**
 * Scores of programs on the test split, by task version and program, kept in the study's folder: each is measured once.
 * null where a program failed and would fail again.
 */
type Scores = Record<string, number | null>;

const SCORES_FILE = 'held-out.json';
const SAVE_EVERY = 50;

/**
 * Measures the champions of a study's runs on the test split, outside of every run and its budget. Of each run those are
 * measured that were champion at one of the checkpoints; at other times a champion shows what the one before it did.
 * Where a task has no test split, the merit that champions were chosen by is exact or the best there is, and is taken; but
 * where it is a draw, fresh ones are taken, as many as the final test of a run takes.
 *
 * Fails with KAIZEN_STUDY_UNMEASURED where the machine, the evaluator or a model fails at a program: what is known by then
 * is kept. A timeout counts as the program's failure, but not for ever, because a busy machine makes some.
 */
export async function measureHeldOut(
  curves: readonly RunCurve[],
  study: { readonly folder: string; readonly amount: number },
  context: { readonly workspace: Workspace; readonly tasks: ReadonlyMap<string, Task>; readonly machine: Machine },
  onProgress: (done: number, total: number) => void = () => {},
): Promise<HeldOutCurve[]> {
  const path = join(study.folder, SCORES_FILE);
  const kept: Scores = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Scores) : {};
  const scores: Scores = { ...kept };
  const save = (): void => {
    writeFileSync(`${path}.new`, JSON.stringify(kept));
    renameSync(`${path}.new`, path);
  };
  const wanted = new Map<Task, Set<string>>();
  for (const curve of curves) {
    const task = context.tasks.get(curve.task) as Task;
    if (heldOutStage(task) === null) continue;
    const programs = wanted.get(task) ?? new Set();
    for (const { program } of atCheckpoints(curve, study.amount)) {
      if (!Object.hasOwn(scores, scoreKey(task, program))) programs.add(program);
    }
    wanted.set(task, programs);
  }
  const total = [...wanted.values()].reduce((sum, { size }) => sum + size, 0);
  let done = 0;
  try {
    for (const [task, programs] of wanted) {
      if (programs.size === 0) continue;
      const all = [...programs].map((program) => context.workspace.program(program));
      await scoreHeldOut(task, all, context.machine, ({ hash }, result) => {
        const key = scoreKey(task, hash);
        scores[key] = result.status === 'ok' ? result.measurement.score : null;
        if (result.status !== 'timeout') kept[key] = scores[key];
        done += 1;
        if (done % SAVE_EVERY === 0) save();
        onProgress(done, total);
      });
    }
  } finally {
    if (done > 0) save();
  }
  return curves.map((curve) => withHeldOut(curve, context.tasks.get(curve.task) as Task, scores, study.amount));
}

/** The champions that are current at a checkpoint, and the best seed program; the last one is always among them. */
export function atCheckpoints({ champions, seedPrograms }: RunCurve, amount: number): ChampionPoint[] {
  const start = champions.findLast(({ candidate }) => candidate < seedPrograms);
  const kept = new Set<ChampionPoint | undefined>([start, champions.at(-1)]);
  for (let index = 0; index < CHECKPOINTS; index++) {
    const limit = amount * SPAN ** (index / (CHECKPOINTS - 1) - 1);
    kept.add(champions.findLast(({ cost }) => cost <= limit));
  }
  return champions.filter((champion) => kept.has(champion));
}

function withHeldOut(curve: RunCurve, task: Task, scores: Readonly<Scores>, amount: number): HeldOutCurve {
  if (heldOutStage(task) === null) {
    return { ...curve, points: curve.champions.map((point) => ({ ...point, heldOut: point.selection })) };
  }
  const points = atCheckpoints(curve, amount).flatMap((point): HeldOutPoint[] => {
    const score = scores[scoreKey(task, point.program)];
    // A champion that fails on held-out data is worth nothing there.
    const heldOut = typeof score === 'number' ? meritOf(score, task.direction) : Number.NEGATIVE_INFINITY;
    return [{ ...point, heldOut }];
  });
  return { ...curve, points };
}

function scoreKey(task: Task, program: string): string {
  return `${task.version.slice(0, 16)}/${program}`;
}
