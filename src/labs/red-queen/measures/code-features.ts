import { type Instruction, MODES, MODIFIERS, OPCODES } from '../mars/instruction.ts';
import type { Rules } from '../mars/rules.ts';

/** Values up to here are hops within a warrior rather than distances in the core. */
const NEAR = 8;

/**
 * A warrior's code as numbers, without running it: how often each opcode, modifier, A-mode, B-mode and pair of opcodes in a
 * row occurs (as shares of the instructions), its length, and what its values are like: shares that are 0, near, and
 * multiples of 2, 4 and 5, and the share of different values. Every warrior has as many features, in one order.
 */
export function codeFeatures(instructions: readonly Instruction[], { coreSize, length }: Rules): number[] {
  const count = Math.max(1, instructions.length);
  const share = (isCounted: (instruction: Instruction, index: number) => boolean): number =>
    instructions.filter(isCounted).length / count;
  const values = instructions.flatMap(({ aValue, bValue }) => [aValue, bValue]);
  const valueShare = (isCounted: (value: number) => boolean): number => values.filter(isCounted).length / (2 * count);
  const isNear = (value: number): boolean => value !== 0 && (value <= NEAR || value >= coreSize - NEAR);
  const pairs = new Float64Array(OPCODES.length ** 2);
  for (const [index, { opcode }] of instructions.entries()) {
    const next = instructions[index + 1];
    if (next === undefined) continue;
    const at = OPCODES.indexOf(opcode) * OPCODES.length + OPCODES.indexOf(next.opcode);
    pairs[at] = (pairs[at] as number) + 1 / count;
  }
  return [
    ...OPCODES.map((opcode) => share((instruction) => instruction.opcode === opcode)),
    ...MODIFIERS.map((modifier) => share((instruction) => instruction.modifier === modifier)),
    ...MODES.map((mode) => share(({ aMode }) => aMode === mode)),
    ...MODES.map((mode) => share(({ bMode }) => bMode === mode)),
    instructions.length / length,
    valueShare((value) => value === 0),
    valueShare(isNear),
    ...[2, 4, 5].map((divisor) => valueShare((value) => value !== 0 && value % divisor === 0)),
    new Set(values).size / (2 * count),
    ...pairs,
  ];
}
