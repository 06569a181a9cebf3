import { mean } from '../base/statistics.ts';
import { bestKnownOf } from '../core/best-known.ts';
import { addWithin, NO_SPREAD } from '../core/noise.ts';
import type { Program } from '../core/program.ts';
import type { Task } from '../core/task.ts';
import { recommendRepeats } from '../search/racing/recommend-repeats.ts';
import { createExecutor, type Machine } from './create-executor.ts';
import type { Executor } from './executor.ts';
import { repeatStage } from './repeat-stage.ts';
import type { TaskCheck } from './task-check.ts';

/** Draws of the seed program's score that show how large the noise is. */
const DRAWS = 6;
/** Where so many are equal, there is none: each seed costs a start of the sandbox. */
const QUICK_DRAWS = 4;
/** A difference of this share of the way to the best known, or of the score where none is known, should be seen. */
const SHARE = 0.1;
const DOUBT = 0.1;

/**
 * Whether the score depends on chance, how much, and how often candidates should be evaluated because of it. `own` is the
 * score under the first seed.
 */
export async function checkNoise(
  task: Task,
  seed: Program,
  stage: string,
  own: number,
  machine: Machine,
): Promise<TaskCheck> {
  const scores = await drawScores(task, seed, stage, own, machine);
  const { squares, degrees } = addWithin(NO_SPREAD, scores);
  const { noise } = task;
  if (squares === 0 || degrees < 1) {
    if (noise === undefined) return good('none: the score does not depend on the run’s seed');
    const next = 'take noise out of task.json, or let the evaluator draw from the seed that it is given';
    return {
      name: 'noise',
      state: 'limited',
      found: `none in ${scores.length} repeats, but the task declares some`,
      next,
    };
  }
  const deviation = Math.sqrt(squares / degrees);
  const difference = SHARE * wayToGo(task, mean(scores)) || deviation;
  const { least, most } = recommendRepeats(deviation, difference, degrees, DOUBT);
  const low = Math.min(...scores);
  const high = Math.max(...scores);
  const found = `${low} to ${high} over ${scores.length} seeds, standard deviation ${deviation.toPrecision(3)}`;
  if (noise !== undefined && noise.most >= most)
    return good(`${found}; ${noise.most} repeats of those in doubt suffice`);
  const section = `"noise": {"least": ${least}, "most": ${most}, "draws": "${noise?.draws ?? 'own'}"}`;
  return {
    name: 'noise',
    state: 'limited',
    found,
    next: `a lucky program may win: put ${section} into task.json, or score more instances at once`,
  };
}

/** Scores under other chance than the run's: repeats where the task has them, else other seeds. */
async function drawScores(task: Task, seed: Program, name: string, own: number, machine: Machine): Promise<number[]> {
  const stage = { name, split: 'train' } as const;
  const { noise } = task;
  if (noise !== undefined) {
    return withExecutor(task, 1, machine, async (executor) => {
      const { result } = await repeatStage(executor, seed, stage, { draws: noise.draws, first: 0, count: DRAWS });
      return result.status === 'ok' ? [...(result.repeats?.scores ?? [])] : [];
    });
  }
  const scores = [own];
  for (let draw = 2; draw <= DRAWS; draw++) {
    if (draw > QUICK_DRAWS && new Set(scores).size === 1) break;
    await withExecutor(task, draw, machine, async (executor) => {
      const session = executor.begin(seed);
      const result = await session.evaluate(stage);
      session.close();
      if (result.status === 'ok') scores.push(result.measurement.score);
    });
  }
  return scores;
}

async function withExecutor<T>(
  task: Task,
  seed: number,
  machine: Machine,
  work: (executor: Executor) => Promise<T>,
): Promise<T> {
  const executor = await createExecutor(task, seed, { ...machine, workers: 1 });
  try {
    return await work(executor);
  } finally {
    await executor.close();
  }
}

/** From the seed program to the best known score; its own size where nobody knows one, or where it is reached. */
function wayToGo(task: Task, own: number): number {
  const best = bestKnownOf(task);
  const gap = best === null ? 0 : Math.abs(best.score - own);
  return gap > 0 ? gap : Math.abs(own);
}

function good(found: string): TaskCheck {
  return { name: 'noise', state: 'good', found };
}
