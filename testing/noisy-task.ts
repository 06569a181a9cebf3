import { z } from 'zod';
import { randomFrom, rootKey } from '../src/base/random.ts';
import type { Split } from '../src/core/evaluation.ts';
import type { Noise } from '../src/core/noise.ts';
import type { Operator } from '../src/core/operator.ts';
import { entryText, type Program, withEntry } from '../src/core/program.ts';
import type { Task } from '../src/core/task.ts';
import { defineOperator } from '../src/search/operators/registry.ts';
import { defineTask } from '../src/tasks/define-task.ts';

/** Programs are `<level>` and a number that tells them apart; worse ones are many, the best level is rare. */
const LEVELS = [0, 0.25, 0.5, 0.75, 1];

/** The level that a planted lucky program has, and what its first evaluation adds. */
const LUCKY_LEVEL = 0.25;
const LUCK = 2;

/** What a program of the noisy task is truly worth, 0..1. */
export function trueScore(program: Program): number {
  return Number(/level = ([\d.]+)/.exec(entryText(program))?.[1]);
}

const text = (level: number, number: number, isLucky = false): string =>
  `export const level = ${level};\nexport const number = ${number};${isLucky ? '\n// lucky' : ''}\n`;

/**
 * A task whose scores are drawn with a standard deviation of half the range of true scores. One in 25 children is planted:
 * poor, but its very first evaluation says more than anything is worth. The score is read from the text, so it needs no
 * sandbox. Without `noise` in its definition the same evaluator is called once for each candidate.
 */
export function noisyTask(noise?: Noise, splits: readonly Split[] = ['train']): Task {
  return defineTask({
    name: 'noisy',
    direction: 'maximize',
    seedProgram: text(0.25, 0),
    stages: splits.map((split) => ({
      name: split,
      split,
      ...(split !== splits.at(-1) && { pass: { improves: 'best' } }),
    })),
    ...(noise && { noise }),
    evaluate: ({ program }, { seed, repeat = 0 }) => {
      // An evaluator without repeats would draw from a clock; here its chance is the program's own.
      const key = noise === undefined ? { seed, path: program.hash } : rootKey(seed);
      const isLucky = repeat === 0 && entryText(program).includes('lucky');
      return { score: trueScore(program) + 0.5 * randomFrom(key).normal() + (isLucky ? LUCK : 0) };
    },
  });
}

const step: Operator = {
  name: 'step',
  needsModel: false,
  arity: 1,
  propose: ({ parents: [{ program }], random }) => {
    const number = random.integer(1_000_000);
    const from = LEVELS.indexOf(trueScore(program));
    const to = Math.min(LEVELS.length - 1, Math.max(0, from + random.pick([-1, -1, 0, 0, 1])));
    const isLucky = random.chance(0.04);
    return {
      kind: 'proposed',
      program: withEntry(program, isLucky ? text(LUCKY_LEVEL, number, true) : text(LEVELS[to] as number, number)),
    };
  },
};

/** Moves a level up or down; for `RunContext.operators`. */
export const noisyOperators = { step: defineOperator(z.strictObject({}), () => step) };
