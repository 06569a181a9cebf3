/**
 * Building blocks for schedules and starting places. Each is an arrow function: its parameters are holes that genetic
 * operators fill with expressions of the program, its body is what is grafted in. Every rate, limit and amplitude is a
 * hole or is jittered when it is grafted in.
 */

/** In proportion to the heat, which falls from 1 to 0. */
export const cooling = (start: number, heat: number): number => start * heat;

/** Falls fast at first and leaves more time near the end. */
export const lateCooling = (start: number, heat: number): number => start * heat ** 3;

/** From one value to another while it cools. */
export const blend = (heat: number, hot: number, cold: number): number => cold + heat * (hot - cold);

/** From one value to another, most of the way at first. */
export const fastBlend = (heat: number, hot: number, cold: number): number => cold + heat ** 3 * (hot - cold);

/** One value while it is hot, another one after. */
export const phases = (heat: number, moment: number, hot: number, cold: number): number => (heat > moment ? hot : cold);

/** Never lower than a floor. */
export const atLeast = (value: number, floor: number): number => Math.max(value, floor);

/** Up and down while it cools. */
export const shaking = (value: number, amplitude: number, heat: number, rate: number): number =>
  value + amplitude * heat * Math.sin(rate * heat);

/** A share of something. */
export const share = (value: number, part: number): number => value * Math.min(1, Math.abs(part));
