import type { IdiomSource } from '../../core/task.ts';

/**
 * Templates that are of use in most formulas, for tasks that bring none of their own. They are read like a task's
 * idioms and written in the language of the program.
 */
export const STANDARD_IDIOMS: readonly IdiomSource[] = [
  {
    file: 'standard-idioms.ts',
    text: `
export const saturate = (x: number): number => x / (1 + Math.abs(x));
export const clampedRatio = (a: number, b: number): number => Math.min(1, Math.max(0, a / (Math.abs(b) + 0.001)));
export const decay = (x: number): number => Math.exp(-Math.abs(x));
export const mix = (a: number, b: number): number => 0.5 * a + 0.5 * b;
export const damped = (a: number, b: number): number => a + 0.1 * (b - a);
export const distance = (a: number, b: number): number => Math.abs(a - b);
export const squared = (a: number, b: number): number => (a - b) * (a - b);
export const threshold = (x: number, limit: number, a: number, b: number): number => (x > limit ? a : b);
export const within = (x: number, low: number, high: number): boolean => low < x && x < high;
`,
  },
];
