import { type Instruction, MODES, MODIFIERS, OPCODES } from './instruction.ts';
import type { Warrior } from './warrior.ts';

/** The code of `DAT.F $0, $0`, which fills an empty core. */
export const EMPTY_CODE = 0o0411;

/** An assembled warrior in numbers. */
export interface WarriorImage {
  /** One code for each instruction. */
  readonly codes: Uint16Array;
  /** The A-value in the low 16 bits, the B-value in the high 16 bits. */
  readonly values: Int32Array;
  /** The greatest value; −1 if there is an instruction with a value that no core can hold. */
  readonly greatestValue: number;
}

const opcodeNumbers = new Map<string, number>(OPCODES.map((name, index) => [name, index]));
const modifierNumbers = new Map<string, number>(MODIFIERS.map((name, index) => [name, index]));
const modeNumbers = new Map<string, number>(MODES.map((name, index) => [name, index]));

/**
 * Opcode, modifier and modes as one number of 14 bits, in octal digits: opcode (two digits), modifier, A-mode, B-mode.
 * NaN if one of them does not exist.
 */
export function encodeInstruction(instruction: Instruction): number {
  const opcode = opcodeNumbers.get(instruction.opcode) ?? Number.NaN;
  const modifier = modifierNumbers.get(instruction.modifier) ?? Number.NaN;
  const aMode = modeNumbers.get(instruction.aMode) ?? Number.NaN;
  const bMode = modeNumbers.get(instruction.bMode) ?? Number.NaN;
  return opcode * 512 + modifier * 64 + aMode * 8 + bMode;
}

/** The instruction with that code; null if there is none. */
export function decodeInstruction(code: number, aValue: number, bValue: number): Instruction | null {
  const opcode = OPCODES[code >> 9];
  const modifier = MODIFIERS[(code >> 6) & 7];
  const aMode = MODES[(code >> 3) & 7];
  const bMode = MODES[code & 7];
  if (opcode === undefined || modifier === undefined || aMode === undefined || bMode === undefined) return null;
  return { opcode, modifier, aMode, aValue, bMode, bValue };
}

const images = new WeakMap<readonly Instruction[], WarriorImage>();

/** The warrior in numbers. Made once: a warrior fights many battles. */
export function imageOf(warrior: Warrior): WarriorImage {
  const known = images.get(warrior.instructions);
  if (known !== undefined) return known;
  const codes = new Uint16Array(warrior.instructions.length);
  const values = new Int32Array(warrior.instructions.length);
  let greatestValue = 0;
  for (const [index, instruction] of warrior.instructions.entries()) {
    const { aValue, bValue } = instruction;
    const code = encodeInstruction(instruction);
    codes[index] = code;
    values[index] = aValue | (bValue << 16);
    if (Number.isNaN(code) || !isCellValue(aValue) || !isCellValue(bValue)) greatestValue = Number.NaN;
    greatestValue = Math.max(greatestValue, aValue, bValue);
  }
  const image = { codes, values, greatestValue: Number.isNaN(greatestValue) ? -1 : greatestValue };
  images.set(warrior.instructions, image);
  return image;
}

function isCellValue(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value < 65_536;
}
