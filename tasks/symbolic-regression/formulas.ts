import { randomFrom, rootKey, subKey } from '../../src/base/random.ts';
import type { Split } from '../../src/core/evaluation.ts';

/** A formula of two variables that is to be found again, and the range that both are drawn from. */
export interface Formula {
  readonly name: string;
  readonly value: (a: number, b: number) => number;
  readonly range: readonly [low: number, high: number];
}

/** Textbook formulas, from easy to hard. Their order is the number by which a candidate is asked. */
export const FORMULAS: readonly Formula[] = [
  { name: 'kinetic energy', value: (mass, speed) => 0.5 * mass * speed ** 2, range: [0.5, 4] },
  {
    name: 'period of a pendulum',
    value: (length, gravity) => 2 * Math.PI * Math.sqrt(length / gravity),
    range: [0.5, 10],
  },
  { name: 'resistors in parallel', value: (first, second) => 1 / (1 / first + 1 / second), range: [0.5, 5] },
  {
    name: 'sum of velocities, c = 1',
    value: (first, second) => (first + second) / (1 + first * second),
    range: [0.05, 0.95],
  },
  {
    name: 'normal density',
    value: (x, deviation) => Math.exp(-(x ** 2) / (2 * deviation ** 2)) / deviation,
    range: [0.3, 2],
  },
  {
    name: 'damped oscillation',
    value: (time, damping) => Math.exp(-damping * time) * Math.cos(3 * time),
    range: [0.1, 2.5],
  },
];

export interface Sample {
  readonly a: number;
  readonly b: number;
  readonly target: number;
}

const COUNT: Readonly<Record<Split, number>> = { train: 40, validation: 40, test: 60 };

const made = new Map<string, readonly (readonly Sample[])[]>();

/** Points of each formula; splits draw from different streams over the same range, without noise. */
export function samplesOf(split: Split): readonly (readonly Sample[])[] {
  return remembered(split, COUNT[split], 1);
}

/** Points from 1 to 1.5 times the range, where only the right formula goes on to be right. */
export function samplesBeyond(): readonly (readonly Sample[])[] {
  return remembered('beyond', COUNT.test, 1.5);
}

function remembered(stream: string, count: number, stretch: number): readonly (readonly Sample[])[] {
  const known = made.get(stream);
  if (known !== undefined) return known;
  const key = subKey(subKey(rootKey(0), 'symbolic-regression'), stream);
  const samples = FORMULAS.map(({ value, range: [low, high] }, index) => {
    const random = randomFrom(subKey(key, index));
    const [from, to] = stretch === 1 ? [low, high] : [high, stretch * high];
    const draw = (): number => Math.round(1e4 * (from + random.float() * (to - from))) / 1e4;
    return Array.from({ length: count }, () => {
      const [a, b] = [draw(), draw()];
      return { a, b, target: value(a, b) };
    });
  });
  made.set(stream, samples);
  return samples;
}

/**
 * r / (1 + r) for the root mean square error r in standard deviations of the targets: 0 is the formula, 1/2 is what the mean of
 * the targets has, and less wrong is less at any distance, so that a search can move before it is near. Answers that are not
 * finite have 1.
 */
export function errorOf(samples: readonly Sample[], answers: readonly number[]): number {
  const mean = samples.reduce((total, { target }) => total + target, 0) / samples.length;
  let variance = 0;
  let squares = 0;
  for (const [index, { target }] of samples.entries()) {
    variance += (target - mean) ** 2;
    squares += ((answers[index] as number) - target) ** 2;
  }
  const distance = Math.sqrt(squares / variance);
  return Number.isFinite(distance) ? distance / (1 + distance) : 1;
}
