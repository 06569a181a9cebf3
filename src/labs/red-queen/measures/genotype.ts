import { mean } from '../../../base/statistics.ts';
import type { Instruction } from '../mars/instruction.ts';
import type { Warrior } from '../mars/warrior.ts';

/**
 * How differently two warriors are written: Levenshtein distance between their instructions without their values,
 * divided by the longer length, so 0 (the same) .. 1 (nothing in common).
 *
 * Source: V. I. Levenshtein, "Binary codes capable of correcting deletions, insertions and reversals", 1966.
 */
export function codeDistance(one: readonly Instruction[], other: readonly Instruction[]): number {
  if (one.length === 0 && other.length === 0) return 0;
  const left = one.map(shapeOf);
  let previous = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [row, shape] of left.entries()) {
    const current = [row + 1];
    for (const [column, instruction] of other.entries()) {
      const replaced = (previous[column] as number) + (shapeOf(instruction) === shape ? 0 : 1);
      current.push(Math.min(replaced, (previous[column + 1] as number) + 1, (current[column] as number) + 1));
    }
    previous = current;
  }
  return (previous[other.length] as number) / Math.max(one.length, other.length);
}

function shapeOf({ opcode, modifier, aMode, bMode }: Instruction): string {
  return `${opcode}.${modifier}${aMode}${bMode}`;
}

/** Mean over all pairs of warriors, 0 (the same code) .. 1; 0 for fewer than two. */
export function meanCodeDistance(warriors: readonly Pick<Warrior, 'instructions'>[]): number {
  const distances = warriors.flatMap((one, index) =>
    warriors.slice(index + 1).map((other) => codeDistance(one.instructions, other.instructions)),
  );
  return distances.length === 0 ? 0 : mean(distances);
}
