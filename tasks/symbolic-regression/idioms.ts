/**
 * Building blocks for formulas. Each is an arrow function: its parameters are holes that genetic operators fill with
 * expressions of the program, its body is what is grafted in. They are shapes that formulas often have; none of them is one.
 */

/** A straight line. */
export const line = (a: number, slope: number, x: number): number => a + slope * x;

/** A product with a factor. */
export const scaled = (factor: number, a: number, b: number): number => factor * a * b;

/** A quotient that stays finite. */
export const ratio = (a: number, b: number): number => a / (1 + Math.abs(b));

/** A square. */
export const squared = (value: number): number => value * value;

/** A root that stays a number. */
export const root = (value: number): number => Math.sqrt(Math.abs(value));

/** Something that fades. */
export const decay = (value: number): number => Math.exp(-Math.abs(value));

/** Something that swings. */
export const swing = (value: number, speed: number): number => Math.cos(value * speed);

/** One over one more than something. */
export const inverse = (value: number): number => 1 / (1 + Math.abs(value));
