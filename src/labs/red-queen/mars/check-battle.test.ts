import { describe, expect, it } from 'vitest';
import type { Battle } from './battle.ts';
import type { Instruction } from './instruction.ts';
import { createTypescriptEngine } from './typescript-engine.ts';
import { createWasmEngine } from './wasm-engine.ts';

const imp: Instruction = { opcode: 'MOV', modifier: 'I', aMode: '$', aValue: 0, bMode: '$', bValue: 1 };
const warrior = { name: 'imp', author: '', instructions: [imp, imp], start: 0, pin: null };
const good: Battle = {
  warriors: [warrior, warrior],
  rules: { coreSize: 10, cycles: 5, processes: 2, length: 2, distance: 2, pSpaceSize: 1 },
  rounds: [{ positions: [0, 5], starter: 1 }],
  ending: 'one-left',
  countsCoverage: true,
};
const withCell = (cell: Partial<Instruction>): Battle => ({
  ...good,
  warriors: [warrior, { ...warrior, instructions: [{ ...imp, ...cell }] }],
});
const withRules = (rules: Partial<Battle['rules']>): Battle => ({ ...good, rules: { ...good.rules, ...rules } });

const refused: [string, Battle][] = [
  ['no warriors', { ...good, warriors: [], rounds: [] }],
  ['65 warriors', { ...good, warriors: Array.from({ length: 65 }, () => warrior), rounds: [] }],
  ['a core without cells', withRules({ coreSize: 0 })],
  ['a core too large for 16 bits', withRules({ coreSize: 65_537 })],
  ['half a cycle', withRules({ cycles: 0.5 })],
  ['more cycles than can be counted', withRules({ cycles: 2 ** 30 })],
  ['no processes', withRules({ processes: 0 })],
  ['a p-space larger than the core', withRules({ pSpaceSize: 11 })],
  [
    'a warrior longer than the core',
    { ...good, warriors: [warrior, { ...warrior, instructions: new Array(11).fill(imp) }] },
  ],
  ['a start behind the end', { ...good, warriors: [warrior, { ...warrior, start: 2 }] }],
  ['a value outside the core', withCell({ aValue: 10 })],
  ['a negative value', withCell({ bValue: -1 })],
  ['a fraction', withCell({ bValue: 1.5 })],
  ['no number', withCell({ bValue: Number.NaN })],
  ['an unknown opcode', withCell({ opcode: 'XYZ' as 'DAT' })],
  ['too few positions', { ...good, rounds: [{ positions: [0], starter: 0 }] }],
  ['a position outside', { ...good, rounds: [{ positions: [0, 10], starter: 0 }] }],
  ['a starter that is not there', { ...good, rounds: [{ positions: [0, 5], starter: 2 }] }],
  ['an overlap', { ...good, rounds: [{ positions: [0, 1], starter: 0 }] }],
  ['an overlap around the end', { ...good, rounds: [{ positions: [0, 9], starter: 0 }] }],
  ['the same place', { ...good, rounds: [{ positions: [4, 4], starter: 0 }] }],
];

describe.each([createTypescriptEngine, createWasmEngine])('%o', (create) => {
  it('fights a good battle: two imps that never meet', () => {
    expect(create().fight(good)).toEqual({
      rounds: [{ deaths: [null, null], executed: [5, 5], spawned: [0, 0], covered: [5, 5] }],
      instructions: 10,
    });
  });

  it.each(refused)('refuses %s', (_, battle) => {
    expect(() => create().fight(battle)).toThrow('KAIZEN_BATTLE_INVALID');
  });

  it('has no state before its first battle', () => {
    expect(() => create().state()).toThrow('KAIZEN_BATTLE_MISSING');
  });
});
