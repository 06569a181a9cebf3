import type { Mode, Modifier, Opcode } from '../mars/instruction.ts';

/**
 * The modifier of an instruction that is written without one, from its opcode and modes: the conversion rules from
 * ICWS'88 in the draft standard of ICWS'94 (appendix A.2.1), and what pMARS 0.9.2 adds for its own opcodes.
 */
export function defaultModifier(opcode: Opcode, aMode: Mode, bMode: Mode): Modifier {
  switch (opcode) {
    case 'DAT':
    case 'NOP':
      return 'F';
    case 'MOV':
    case 'CMP':
    case 'SEQ':
    case 'SNE':
      return aMode === '#' ? 'AB' : bMode === '#' ? 'B' : 'I';
    case 'ADD':
    case 'SUB':
    case 'MUL':
    case 'DIV':
    case 'MOD':
      return aMode === '#' ? 'AB' : bMode === '#' ? 'B' : 'F';
    case 'SLT':
    case 'LDP':
    case 'STP':
      return aMode === '#' ? 'AB' : 'B';
    default:
      return 'B';
  }
}
