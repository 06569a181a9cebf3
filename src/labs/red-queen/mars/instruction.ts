/**
 * The instruction set of ICWS'94 with the extensions of pMARS 0.9.2: 19 opcodes, 7 modifiers, 8 addressing modes. The
 * order is the numbering: `OPCODES.indexOf` and its sisters give the codes that cells hold.
 *
 * `CMP` does what `SEQ` does, but is an opcode of its own: in pMARS a cell written as CMP and one written as SEQ are
 * different cells to MOV.I, SEQ.I and SNE.I. An assembler keeps the word that the author wrote.
 */
export const OPCODES = [
  'DAT',
  'MOV',
  'ADD',
  'SUB',
  'MUL',
  'DIV',
  'MOD',
  'JMP',
  'JMZ',
  'JMN',
  'DJN',
  'SPL',
  'SLT',
  'SEQ',
  'SNE',
  'NOP',
  'LDP',
  'STP',
  'CMP',
] as const;

export const MODIFIERS = ['A', 'B', 'AB', 'BA', 'F', 'X', 'I'] as const;

/** Immediate, direct, B-indirect, B-predecrement, B-postincrement, A-indirect, A-predecrement, A-postincrement. */
export const MODES = ['#', '$', '@', '<', '>', '*', '{', '}'] as const;

export type Opcode = (typeof OPCODES)[number];
export type Modifier = (typeof MODIFIERS)[number];
export type Mode = (typeof MODES)[number];

/** One instruction as it stands in the core. Values lie in 0 .. coreSize − 1. */
export interface Instruction {
  readonly opcode: Opcode;
  readonly modifier: Modifier;
  readonly aMode: Mode;
  readonly aValue: number;
  readonly bMode: Mode;
  readonly bValue: number;
}
