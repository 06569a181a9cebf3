/**
 * Building blocks for orders of vectors. Each is an arrow function: its parameters are holes that genetic operators fill
 * with expressions of the program, its body is what is grafted in.
 */

/** One coordinate counts more than another. */
export const digits = (high: number, low: number, base: number): number => base * high + low;

/** The size of a coordinate counts and its sign does not. */
export const sizes = (first: number, second: number, base: number): number => base * Math.abs(first) + Math.abs(second);

/** The difference of two coordinates. */
export const difference = (first: number, second: number): number => first - second;

/** The largest coordinate. */
export const largest = (first: number, second: number): number => Math.max(first, second);

/** How many coordinates are not 0. */
export const support = (first: number, second: number): number =>
  Math.abs(Math.sign(first)) + Math.abs(Math.sign(second));

/** Coordinates of one sign. */
export const agreement = (first: number, second: number): number => first * second;

/** Even coordinates against odd ones. */
export const parity = (value: number): number => Math.abs(value) - 2 * Math.floor(Math.abs(value) / 2);

/** Only when something is there. */
export const whenPresent = (value: number, then: number, otherwise: number): number => (value === 0 ? otherwise : then);
