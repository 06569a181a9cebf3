import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Engine, RoundResult } from './battle.ts';
import { encodeInstruction } from './encoding.ts';
import { Machine } from './machine.ts';
import { pmarsRounds } from './placement.ts';
import { survivalTable } from './score.ts';
import { type GoldenBattle, type GoldenDump, warriorsOf } from './test-support/golden.ts';
import { createTypescriptEngine } from './typescript-engine.ts';
import { createWasmEngine } from './wasm-engine.ts';

function facts<Fact>(name: string): Fact[] {
  return JSON.parse(readFileSync(join(import.meta.dirname, 'golden', name), 'utf8')) as Fact[];
}

const battles = facts<GoldenBattle>('battles.json');
const dumps = facts<GoldenDump>('dumps.json');

function survivals(engine: Engine, fact: GoldenBattle): number[][] {
  const warriors = warriorsOf(fact);
  const rounds = pmarsRounds(fact.rules, warriors.length, fact.rounds, fact.position);
  const result = engine.fight({ warriors, rules: fact.rules, rounds, ending: 'pmars', countsCoverage: false });
  return survivalTable(result.rounds as readonly RoundResult[]);
}

describe('battles as pMARS 0.9.2 fights them', () => {
  it('are many, with two to eight warriors, survivors and dead, shared p-spaces and small process limits', () => {
    expect(battles.length).toBeGreaterThan(100);
    expect(new Set(battles.map(({ warriors }) => warriors.length))).toEqual(new Set([2, 3, 4, 5, 6, 7, 8]));
    expect(battles.filter(({ warriors }) => warriors.filter(({ pin }) => pin === 1).length > 1).length).toBeGreaterThan(
      10,
    );
    expect(battles.filter(({ rules }) => rules.processes === 1).length).toBeGreaterThan(10);
    const survived = battles.flatMap((fact) => fact.survivals.map((row) => row.reduce((sum, count) => sum + count, 0)));
    expect(survived.filter((count) => count === 0).length).toBeGreaterThan(50);
    expect(survived.filter((count) => count > 0).length).toBeGreaterThan(50);
  });

  it.each([createTypescriptEngine, createWasmEngine])('%o agrees on every one', (create) => {
    const engine = create();
    for (const [index, fact] of battles.entries())
      expect(survivals(engine, fact), `battle ${index}`).toEqual(fact.survivals);
  });
});

describe("cores as pMARS's debugger shows them", () => {
  it('are equal cell by cell, and so are the queues', () => {
    expect(new Set(dumps.map(({ executed }) => executed))).toEqual(new Set([1, 10, 100, 1000]));
    for (const [index, fact] of dumps.entries()) {
      const warriors = warriorsOf(fact);
      const rounds = pmarsRounds(fact.rules, 2, 1, fact.position);
      const machine = new Machine({ warriors, rules: fact.rules, rounds, ending: 'pmars', countsCoverage: false });
      machine.load(0);
      machine.run(fact.executed);
      const empty = encodeInstruction({ opcode: 'DAT', modifier: 'F', aMode: '$', aValue: 0, bMode: '$', bValue: 0 });
      const cells = Array.from(machine.codes, (code, address) => {
        const pair = machine.values[address] as number;
        return [address, code, pair & 0xffff, pair >>> 16];
      }).filter(([, code, a, b]) => code !== empty || a !== 0 || b !== 0);
      expect(cells, `dump ${index}`).toEqual(fact.cells);
      for (const [warrior, queue] of fact.processes.entries()) {
        if (queue !== null) expect(machine.processes(warrior), `dump ${index}`).toEqual(queue);
      }
    }
  });
});
