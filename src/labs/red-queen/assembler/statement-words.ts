import { OPCODES } from '../mars/instruction.ts';

/** Words that stand where an opcode does and make no instruction. */
const PSEUDO_OPCODES = ['ORG', 'END', 'PIN'] as const;

export type StatementWord = (typeof OPCODES)[number] | (typeof PSEUDO_OPCODES)[number];

const WORDS: ReadonlySet<string> = new Set([...OPCODES, ...PSEUDO_OPCODES]);

/** The opcode or pseudo-opcode that a word is, in any case of letters. */
export function statementWord(word: string): StatementWord | undefined {
  const upper = word.toUpperCase();
  return WORDS.has(upper) ? (upper as StatementWord) : undefined;
}

export function isPseudoOpcode(word: StatementWord): word is (typeof PSEUDO_OPCODES)[number] {
  return word === 'ORG' || word === 'END' || word === 'PIN';
}
