/**
 * Building blocks for balancing losses. Each is an arrow function: its parameters are holes that genetic operators fill with
 * expressions of the program, its body is what is grafted in. They are shapes of penalties; every weight and limit is a
 * hole.
 */

/** A weighted sum of two reasons. */
export const weighted = (a: number, weight: number, b: number): number => a + weight * b;

/** Counts only what is above a limit. */
export const above = (value: number, limit: number): number => Math.max(0, value - limit);

/** Counts only what is below a limit. */
export const below = (value: number, limit: number): number => Math.max(0, limit - value);

/** More than in proportion. */
export const squared = (value: number): number => value * value;

/** Less than in proportion, on both sides of 0. */
export const damped = (value: number): number => Math.sign(value) * Math.sqrt(Math.abs(value));

/** Grows slowly; safe at 0. */
export const logarithm = (value: number): number => Math.log1p(Math.abs(value));

/** One thing below a limit, another above. */
export const threshold = (value: number, limit: number, under: number, over: number): number =>
  value < limit ? under : over;

/** Levels out between −1 and 1. */
export const saturate = (value: number, scale: number): number => value / (1 + Math.abs(value) + Math.abs(scale));

/** One thing relative to another; never divides by 0. */
export const ratio = (part: number, whole: number): number => part / (1 + Math.abs(whole));

/** Scales by how far something is from 1. */
export const strengthen = (value: number, base: number, evenness: number): number => value * (base + 1 - evenness);

/** Both reasons together. */
export const product = (a: number, b: number): number => a * b;
