import type { Instruction } from '../mars/instruction.ts';
import type { Warrior } from '../mars/warrior.ts';

/**
 * The source of a warrior, one instruction a line in the columns of pMARS listings, with every modifier and mode written.
 * Values above half the core are written as negative. It assembles to the same code, name, author, start and pin under
 * rules with the same core size (and a length that allows it).
 */
export function disassemble(warrior: Warrior, coreSize: number): string {
  const { name, author, instructions, start, pin } = warrior;
  const lines = [';redcode-94', `;name ${name}`, `;author ${author}`, `;assert CORESIZE == ${coreSize}`];
  if (pin !== null) lines.push(`${' '.repeat(7)}PIN      ${pin}`);
  const isInside = start < instructions.length;
  lines.push(`${' '.repeat(7)}ORG      ${isInside ? 'START' : start}`);
  for (const [index, instruction] of instructions.entries()) {
    lines.push(`${(index === start ? 'START' : '').padEnd(7)}${instructionText(instruction, coreSize)}`);
  }
  lines.push(`${' '.repeat(7)}END`, '');
  return lines.join('\n');
}

/** One instruction, as in `MOV.I  $     0, $     1`. */
export function instructionText(instruction: Instruction, coreSize: number): string {
  const { opcode, modifier, aMode, aValue, bMode, bValue } = instruction;
  const value = (number: number): string => String(signed(number, coreSize)).padStart(6);
  return `${opcode}.${modifier.padEnd(2)} ${aMode}${value(aValue)}, ${bMode}${value(bValue)}`;
}

function signed(value: number, coreSize: number): number {
  return value > coreSize / 2 ? value - coreSize : value;
}
