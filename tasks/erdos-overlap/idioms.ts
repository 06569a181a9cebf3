/**
 * Building blocks for step functions that are improved by small steps: shapes to start from, and schedules. The parameters
 * are holes that genetic operators fill with expressions of the program; the body is what is grafted in.
 */

/** In proportion to the heat, which falls from 1 to 0. */
export const cooling = (start: number, heat: number): number => start * heat;

/** Falls fast at first and leaves more time for small steps. */
export const lateCooling = (start: number, heat: number): number => start * heat ** 3;

/** Rises as the heat falls, by equal factors in equal times. */
export const sharpening = (start: number, rate: number, heat: number): number =>
  start * Math.exp(Math.min(20, Math.abs(rate) * Math.max(0, 1 - heat)));

/** One value while it is hot, another one after. */
export const phases = (heat: number, moment: number, hot: number, cold: number): number => (heat > moment ? hot : cold);

/** A wave around a level. */
export const wave = (level: number, amplitude: number, turns: number, x: number): number =>
  level + amplitude * Math.sin(turns * x);

/** A hill that is highest in the middle. */
export const hill = (height: number, middle: number, x: number): number => height - Math.abs(x - middle);

/** High at one end, falling like a root. */
export const ridge = (height: number, x: number): number => height / Math.sqrt(Math.abs(x) + 0.01);

/** Two levels. */
export const step = (x: number, place: number, left: number, right: number): number => (x < place ? left : right);

/** Never lower than a floor. */
export const atLeast = (value: number, floor: number): number => Math.max(value, floor);
