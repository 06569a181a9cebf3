import { describe, expect, it } from 'vitest';
import type { Instruction } from './instruction.ts';
import { randomBattle } from './test-support/random-battle.ts';
import { traceRound } from './tracer.ts';
import { createTypescriptEngine } from './typescript-engine.ts';

const dat: Instruction = { opcode: 'DAT', modifier: 'F', aMode: '$', aValue: 0, bMode: '$', bValue: 0 };
const rules = { coreSize: 10, cycles: 20, processes: 4, length: 5, distance: 5, pSpaceSize: 1 };

function traced(...instructions: Instruction[]) {
  const warrior = { name: '', author: '', instructions, start: 0, pin: null };
  const rounds = [{ positions: [0], starter: 0 }];
  return traceRound({ warriors: [warrior], rules, rounds, ending: 'one-left', countsCoverage: false }, 0);
}

describe('a traced step', () => {
  it('of MOV }1, <2 names the cells gone through, read and written', () => {
    // A goes through 1 (A-value 3) to 4 and raises 1; B goes through 2, lowered from 6 to 5, to 7.
    const { step, owners } = traced(
      { ...dat, opcode: 'MOV', modifier: 'I', aMode: '}', aValue: 1, bMode: '<', bValue: 2 },
      { ...dat, aValue: 3 },
      { ...dat, bValue: 6 },
    );
    expect(step()).toEqual({
      warrior: 0,
      address: 0,
      reads: [1, 2, 4],
      writes: [1, 2, 7],
      hasSpawned: false,
      hasEnded: false,
      hasDied: false,
    });
    expect([...owners]).toEqual([0, 0, 0, -1, -1, -1, -1, 0, -1, -1]);
    expect(step()).toMatchObject({ address: 1, hasEnded: true, hasDied: true });
    expect(step()).toBeNull();
  });

  it('of SPL says when a process is made', () => {
    const { step } = traced({ ...dat, opcode: 'SPL', modifier: 'B', aValue: 0 }, dat);
    expect([step(), step(), step()].map((seen) => [seen?.address, seen?.hasSpawned, seen?.hasEnded])).toEqual([
      [0, true, false],
      [1, false, true],
      [0, true, false],
    ]);
  });
});

describe('a traced round', () => {
  it('writes nowhere but where the trace says, and ends as the engine ends it', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const battle = randomBattle(seed, { coreSizes: [80, 97], cycles: [10, 60], rounds: 1 });
      const { machine, step } = traceRound(battle, 0);
      let codes = machine.codes.slice();
      let values = machine.values.slice();
      let instructions = 0;
      for (let seen = step(); seen !== null; seen = step()) {
        instructions += 1;
        for (let cell = 0; cell < codes.length; cell++) {
          if (codes[cell] === machine.codes[cell] && values[cell] === machine.values[cell]) continue;
          expect(seen.writes, `seed ${seed}, instruction ${instructions}`).toContain(cell);
        }
        codes = machine.codes.slice();
        values = machine.values.slice();
      }
      const engine = createTypescriptEngine();
      expect(engine.fight(battle)).toEqual({ rounds: [machine.finish()], instructions });
      expect(engine.state().codes).toEqual(codes);
    }
  }, 60_000);
});
