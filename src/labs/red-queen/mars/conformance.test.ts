import { describe, expect, it } from 'vitest';
import { OPCODES } from './instruction.ts';
import { randomBattle } from './test-support/random-battle.ts';
import { createTypescriptEngine } from './typescript-engine.ts';
import { createWasmEngine } from './wasm-engine.ts';

/** More, in scratch: `randomBattle` takes any seed. */
const BATTLES = 250;

describe('the two engines', () => {
  it('agree on results and on the state they leave, for random programs under random rules', () => {
    const reference = createTypescriptEngine();
    const engine = createWasmEngine();
    const opcodes = new Set<string>();
    let instructions = 0;
    let deaths = 0;
    for (let seed = 1; seed <= BATTLES; seed++) {
      const battle = randomBattle(seed);
      for (const { instructions: cells } of battle.warriors) for (const { opcode } of cells) opcodes.add(opcode);
      const wanted = reference.fight(battle);
      expect(engine.fight(battle), `seed ${seed}`).toEqual(wanted);
      // Comparing whole states is slow in vitest: bytes first.
      const [one, other] = [reference.state(), engine.state()];
      for (const field of ['codes', 'aValues', 'bValues'] as const) {
        expect(Buffer.compare(Buffer.from(one[field].buffer), Buffer.from(other[field].buffer)), `seed ${seed}`).toBe(
          0,
        );
      }
      expect(other.processes, `seed ${seed}`).toEqual(one.processes);
      expect(other.pSpaces, `seed ${seed}`).toEqual(one.pSpaces);
      instructions += wanted.instructions;
      for (const round of wanted.rounds) deaths += round.deaths.filter((turn) => turn !== null).length;
    }
    expect(opcodes.size).toBe(OPCODES.length);
    expect(instructions).toBeGreaterThan(100_000);
    expect(deaths).toBeGreaterThan(BATTLES);
  }, 120_000);

  it('take any number of rounds from 0, and one battle does not change the next', () => {
    for (const create of [createTypescriptEngine, createWasmEngine]) {
      const engine = create();
      const [small, large] = [randomBattle(3, { coreSizes: [80] }), randomBattle(4, { coreSizes: [65_536] })];
      const before = engine.fight(small);
      engine.fight(large);
      expect(engine.fight(small)).toEqual(before);
      expect(engine.fight({ ...small, rounds: [] })).toEqual({ rounds: [], instructions: 0 });
    }
  });
});
