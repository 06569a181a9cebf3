/**
 * Building blocks for circle packing. Each is an arrow function: its parameters are holes that genetic operators fill
 * with expressions of the program, its body is what is grafted in. They are shapes of schedules and of layouts; every
 * rate, limit and amplitude is a hole or is jittered when it is grafted in.
 */

/** In proportion to the heat, which falls from 1 to 0. */
export const cooling = (start: number, heat: number): number => start * heat;

/** Falls fast at first and leaves more time for small steps. */
export const lateCooling = (start: number, heat: number): number => start * heat ** 3;

/** Falls by equal factors in equal times. */
export const exponentialCooling = (start: number, rate: number, heat: number): number =>
  start * Math.exp(-Math.abs(rate) * Math.max(0, 1 - heat));

/** One value while it is hot, another one after. */
export const phases = (heat: number, moment: number, hot: number, cold: number): number => (heat > moment ? hot : cold);

/** From one value to another while it cools. */
export const blend = (heat: number, hot: number, cold: number): number => cold + heat * (hot - cold);

/** Never lower than a floor. */
export const atLeast = (value: number, floor: number): number => Math.max(value, floor);

/** A small deviation that breaks symmetry. */
export const wobble = (value: number, amplitude: number, phase: number): number => value + amplitude * Math.sin(phase);

/** A share of something. */
export const share = (value: number, part: number): number => value * Math.min(1, Math.abs(part));
