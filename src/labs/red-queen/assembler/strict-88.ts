import type { Mode, Opcode } from '../mars/instruction.ts';

const MODES_88: readonly Mode[] = ['#', '$', '@', '<'];
const OPCODES_88: readonly Opcode[] = ['DAT', 'MOV', 'ADD', 'SUB', 'CMP', 'JMP', 'JMZ', 'JMN', 'DJN', 'SLT', 'SPL'];

/**
 * What ICWS'88 has against an instruction that ICWS'94 allows, as pMARS checks it with `-8`; undefined if nothing.
 */
export function objectionOf88(opcode: Opcode, aMode: Mode, bMode: Mode): string | undefined {
  if (!OPCODES_88.includes(opcode)) return `ICWS'88 has no ${opcode}`;
  for (const mode of [aMode, bMode]) if (!MODES_88.includes(mode)) return `ICWS'88 has no mode ${mode}`;
  switch (opcode) {
    case 'DAT':
      return [aMode, bMode].every((mode) => mode === '#' || mode === '<') ? undefined : 'DAT takes modes # and < only';
    case 'MOV':
    case 'ADD':
    case 'SUB':
    case 'CMP':
      return bMode === '#' ? `the second operand of ${opcode} cannot be immediate` : undefined;
    case 'SLT':
      return undefined;
    default:
      return aMode === '#' ? `the first operand of ${opcode} cannot be immediate` : undefined;
  }
}
