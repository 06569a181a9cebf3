/**
 * Building blocks for plans of an agent. Each is an arrow function: its parameters are holes that genetic operators fill with
 * expressions of the program, its body is what is grafted in. They are shapes of plans; every number is a hole.
 */

/** One thing at first, another later. */
export const later = (asked: number, limit: number, early: number, late: number): number =>
  asked < limit ? early : late;

/** One thing while there is agreement, another without it. */
export const agreed = (agreement: number, limit: number, yes: number, no: number): number =>
  agreement >= limit ? yes : no;

/** Takes turns among the first few. */
export const turns = (asked: number, count: number): number => Math.abs(asked) % (1 + Math.floor(Math.abs(count)));

/** Something every few times, something else between. */
export const everyFew = (asked: number, count: number, special: number, otherwise: number): number =>
  Math.abs(asked) % (1 + Math.floor(Math.abs(count))) === 0 ? special : otherwise;

/** One thing for one number, another for all others. */
export const only = (value: number, which: number, special: number, otherwise: number): number =>
  Math.floor(value) === Math.floor(which) ? special : otherwise;

/** A weighted sum. */
export const weighted = (a: number, weight: number, b: number): number => a + weight * b;

/** Between two values by a share. */
export const blend = (share: number, one: number, other: number): number =>
  other + Math.min(1, Math.max(0, share)) * (one - other);

/** The larger of two. */
export const either = (a: number, b: number): number => Math.max(a, b);

/** Fades out. */
export const fade = (value: number): number => 1 / (1 + Math.abs(value));
