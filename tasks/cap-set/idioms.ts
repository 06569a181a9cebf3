/**
 * Building blocks for priorities of vectors. Each is an arrow function: its parameters are holes that genetic operators fill
 * with expressions of the program, its body is what is grafted in.
 */

/** Equal to something or not. */
export const whether = (value: number, wanted: number): number => (value === wanted ? 1 : 0);

/** Nearer to something is better. */
export const near = (value: number, middle: number): number => -Math.abs(value - middle);

/** A first reason, and a second one where the first decides nothing. */
export const thenBy = (first: number, second: number): number => 100 * first + second;

/** Remainder by a small number. */
export const cycle = (value: number, period: number): number => value % Math.max(2, Math.abs(period));

/** One rule in one case, another one else. */
export const cases = (value: number, wanted: number, inCase: number, otherwise: number): number =>
  value === wanted ? inCase : otherwise;

/** A weighted sum. */
export const weighted = (a: number, weight: number, b: number): number => a + weight * b;

/** Both reasons together. */
export const product = (a: number, b: number): number => a * b;

/** The larger of two reasons. */
export const either = (a: number, b: number): number => Math.max(a, b);
