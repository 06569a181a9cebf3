/**
 * Building blocks for rules that do what is above 0. Each is an arrow function: its parameters are holes that genetic operators fill with
 * expressions of the program, its body is what is grafted in. They are shapes of rules; every weight and limit is a hole.
 */

/** A weighted sum. */
export const weighted = (a: number, weight: number, b: number): number => a + weight * b;

/** A difference that counts for more the less there is. */
export const ratio = (a: number, b: number): number => a / (1 + Math.abs(b));

/** Something early, something else late. */
export const fade = (share: number, early: number, late: number): number => share * early + (1 - share) * late;

/** One rule below a limit, another one above. */
export const threshold = (value: number, limit: number, below: number, above: number): number =>
  value < limit ? below : above;

/** Small differences do not count. */
export const beyond = (value: number, limit: number): number => Math.max(0, value - limit);

/** More than in proportion. */
export const squared = (value: number): number => value * value;

/** Less than in proportion. */
export const damped = (value: number): number => Math.sqrt(Math.abs(value));

/** The larger of two reasons. */
export const either = (a: number, b: number): number => Math.max(a, b);

/** Both reasons together. */
export const product = (a: number, b: number): number => a * b;
