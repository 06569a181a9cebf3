import type { Warrior } from '../warrior.ts';

/** A warrior as a load file: one instruction a line, nothing to expand. pMARS assembles it to exactly this warrior. */
export function loadFile(warrior: Warrior): string {
  const lines = warrior.instructions.map(
    ({ opcode, modifier, aMode, aValue, bMode, bValue }) =>
      `${opcode}.${modifier} ${aMode}${aValue}, ${bMode}${bValue}`,
  );
  const pin = warrior.pin === null ? [] : [`PIN ${warrior.pin}`];
  return [';redcode', ';assert 1', `ORG ${warrior.start}`, ...pin, ...lines, 'END', ''].join('\n');
}
