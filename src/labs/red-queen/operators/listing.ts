import type { Random } from '../../../base/random.ts';
import type { Instruction } from '../mars/instruction.ts';
import type { Rules } from '../mars/rules.ts';

/** The code of a warrior, as edits see it. */
export interface Listing {
  /** At least one. */
  readonly instructions: readonly Instruction[];
  /** Index of the instruction that runs first. */
  readonly start: number;
}

export interface EditContext {
  readonly rules: Rules;
  readonly random: Random;
}

/** Makes a changed listing; null when there is nothing to change. Values come out in 0 .. coreSize − 1. */
export type Edit = (listing: Listing, context: EditContext) => Listing | null;

/** The listing with one instruction changed. */
export function withInstruction(listing: Listing, index: number, change: Partial<Instruction>): Listing {
  const instructions = listing.instructions.map((old, at) => (at === index ? { ...old, ...change } : old));
  return { ...listing, instructions };
}

/**
 * Replaces `removed` instructions from `index` by a block. The start stays on the instruction that it was on, or on the
 * nearest one that is left. Null when the outcome is empty or longer than the rules allow.
 */
export function splice(
  listing: Listing,
  index: number,
  removed: number,
  block: readonly Instruction[],
  rules: Rules,
): Listing | null {
  const { instructions, start } = listing;
  const length = instructions.length - removed + block.length;
  if (length < 1 || length > rules.length) return null;
  const changed = [...instructions.slice(0, index), ...block, ...instructions.slice(index + removed)];
  const moved = start < index ? start : start < index + removed ? index : start + block.length - removed;
  return { instructions: changed, start: Math.min(moved, length - 1) };
}

/** A value as the core holds it: −1 becomes coreSize − 1. */
export function wrap(value: number, { coreSize }: Rules): number {
  return ((value % coreSize) + coreSize) % coreSize;
}

/** A value as people read it: the shorter way round the core, so coreSize − 1 becomes −1. */
export function unwrap(value: number, { coreSize }: Rules): number {
  return value > coreSize / 2 ? value - coreSize : value;
}
