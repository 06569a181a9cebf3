import { type Key, randomFrom, rootKey, subKey } from '../base/random.ts';
import type { Repetition } from '../core/noise.ts';
import type { Program } from '../core/program.ts';

/** Below this all generators that evaluators use take a seed. */
const SEEDS = 2_147_483_647;

/** Where a session's chance comes from: seeds of the candidate's own generators, and of the evaluator's on each stage. */
export interface Chance {
  readonly candidate: number;
  evaluator(stage: string): number;
}

/**
 * Without repeats everything begins with the run's seed. A repeat has seeds by name: (run seed, program, stage, repeat), or
 * without the program where draws are common. So each repeat is a fresh draw, and the same one whenever it is asked for.
 */
export function chanceOf(seed: number, program: Program, repetition: Repetition | undefined): Chance {
  if (repetition === undefined) return { candidate: seed, evaluator: () => seed };
  const { repeat, draws } = repetition;
  const key = subKey(subKey(rootKey(seed), 'repeat'), draws === 'common' ? 'common' : program.hash);
  const draw = (from: Key): number => randomFrom(subKey(from, repeat)).integer(SEEDS);
  return {
    candidate: draw(subKey(key, 'candidate')),
    evaluator: (stage) => draw(subKey(subKey(key, 'evaluator'), stage)),
  };
}
