/**
 * Building blocks for priorities of online bin packing. Each is an arrow function: its parameters are holes that genetic
 * operators fill with expressions of the program, its body is what is grafted in.
 *
 * They carry knowledge of the domain (an exact fit is special, a small gap is hard to fill, a large one is still useful)
 * but no solved rule and no tuned number: every threshold, weight and exponent is a hole.
 */

/** Says something special about bins that the item fills exactly. */
export const exactFit = (gap: number, full: number, otherwise: number): number => (gap === 0 ? full : otherwise);

/** Tells two cases apart. */
export const threshold = (value: number, limit: number, below: number, above: number): number =>
  value < limit ? below : above;

/** Treats a range of values differently from the rest. */
export const between = (value: number, low: number, high: number, inside: number, outside: number): number =>
  low <= value && value < high ? inside : outside;

/** Lets the size of a gap count more or less than in proportion; any base is safe. */
export const power = (value: number, exponent: number): number => Math.abs(value) ** exponent;

/** One size relative to another; never divides by 0. */
export const ratio = (part: number, whole: number): number => part / (1 + Math.abs(whole));

/** What remains when a space is filled with pieces of one size; never divides by 0. */
export const modularRest = (space: number, piece: number): number => Math.abs(space) % (1 + Math.abs(piece));

/** Highest at a target, falling off on both sides. */
export const bell = (value: number, target: number, width: number): number =>
  Math.exp(-(((value - target) / (1 + Math.abs(width))) ** 2));

/** Prefers values near a target. */
export const nearTarget = (value: number, target: number): number => -Math.abs(value - target);

/** Takes points off for a small gap that is not an exact fit, because few items will fill it. */
export const smallGapPenalty = (gap: number, limit: number, penalty: number): number =>
  0 < gap && gap < limit ? -Math.abs(penalty) : 0;

/** Fades out with distance. */
export const decay = (value: number, scale: number): number => Math.exp(-Math.abs(value) / (1 + Math.abs(scale)));

/** Rounds down to steps, so that several gaps count as equal and the fullest bin wins among them. */
export const steps = (value: number, width: number): number => Math.floor(value / (1 + Math.abs(width)));

/** Grows fast at first and then levels out, between −1 and 1. */
export const saturate = (value: number, scale: number): number => value / (1 + Math.abs(value) + Math.abs(scale));

/** Mixes two opinions; the weight is pressed into 0..1. */
export const blend = (weight: number, one: number, other: number): number =>
  other + Math.min(1, Math.max(0, weight)) * (one - other);
