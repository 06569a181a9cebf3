import { describe, expect, it } from 'vitest';
import { randomBattle } from '../../mars/test-support/random-battle.ts';
import { traceRound } from '../../mars/tracer.ts';
import { createTypescriptEngine } from '../../mars/typescript-engine.ts';
import { fightRounds } from './battle-rounds.ts';
import { NEVER } from './recording.ts';
import { timelineOf } from './timeline.ts';

const options = { coreSizes: [80, 97], cycles: [10, 60], rounds: 3 } as const;

describe('timelineOf', () => {
  it('is right by hand: three warriors, one dies in turn 2, one in turn 4', () => {
    // Turn 1: 3 instructions; 2: 3; 3: 2; 4: 2; 5: 1.
    const { total, turns, positionAt, turnAt } = timelineOf({
      deaths: [2, null, 4],
      executed: [2, 5, 4],
      spawned: [0, 0, 0],
      covered: [0, 0, 0],
    });
    expect([total, turns]).toEqual([11, 5]);
    expect([0, 1, 2, 3, 4, 5].map(positionAt)).toEqual([0, 3, 6, 8, 10, 11]);
    expect([0, 1, 3, 4, 6, 7, 8, 10, 11].map(turnAt)).toEqual([0, 1, 1, 2, 2, 3, 3, 4, 5]);
  });
});

describe('a recorded round', () => {
  it('shows at any position what the machine holds there, in whatever order it is asked', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const battle = { ...randomBattle(seed, { ...options, rounds: 1 }), ending: 'one-left' as const };
      const { record } = fightRounds(battle);
      const recording = record(0);
      const { total } = recording.timeline;
      for (const position of [total, 0, total >> 1, (total >> 1) - 1, 3, total - 1]) {
        recording.seek(position);
        const plain = traceRound(battle, 0);
        for (let done = 0; done < recording.position; done++) plain.step();
        const at = `seed ${seed}, position ${position}`;
        expect(recording.machine.save(), at).toEqual(plain.machine.save());
        expect(recording.owners, at).toEqual(plain.owners);
      }
    }
  });

  it('keeps positions within the round', () => {
    const recording = fightRounds(randomBattle(3, options)).record(0);
    recording.seek(-5);
    expect(recording.position).toBe(0);
    recording.seek(1e9);
    expect(recording.position).toBe(recording.timeline.total);
    expect(recording.machine.isOver).toBe(true);
  });

  it('knows when each cell was touched last, and finds the next touch', () => {
    const battle = { ...randomBattle(5, { ...options, rounds: 1 }), ending: 'one-left' as const };
    const recording = fightRounds(battle).record(0);
    const plain = traceRound(battle, 0);
    const last = new Map<number, number>();
    const touches: number[] = [];
    for (let position = 0; ; position++) {
      const seen = plain.step();
      if (seen === null) break;
      const cells = [seen.address, ...seen.reads, ...seen.writes];
      for (const cell of cells) last.set(cell, position);
      if (cells.includes(0)) touches.push(position + 1);
    }
    recording.seek(recording.timeline.total);
    for (const [cell, position] of recording.touched.entries()) expect(position).toBe(last.get(cell) ?? NEVER);
    recording.seek(0);
    for (const position of touches) {
      recording.seekTouch(0);
      expect(recording.position).toBe(position);
    }
    recording.seekTouch(0);
    expect(recording.position).toBe(recording.timeline.total);
  });

  it('begins each round with the p-spaces that the rounds before it left, whichever is shown first', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const battle = randomBattle(seed, { ...options, rounds: 3 });
      const { record, results } = fightRounds(battle);
      const engine = createTypescriptEngine();
      expect({ seed, results }).toEqual({ seed, results: engine.fight(battle).rounds });
      const recording = record(2);
      recording.seek(recording.timeline.total);
      expect(recording.machine.codes, `seed ${seed}`).toEqual(engine.state().codes);
    }
  });

  it('samples processes and cells at the turns it names', () => {
    const recording = fightRounds(randomBattle(8, { ...options, rounds: 1 })).record(0);
    const { samples, timeline, machine, owners } = recording;
    expect(samples.turns[0]).toBe(0);
    expect(samples.turns.at(-1)).toBe(timeline.turns);
    for (const [index, turn] of samples.turns.entries()) {
      recording.seek(timeline.positionAt(turn));
      expect(samples.processes.map((row) => row[index])).toEqual([...machine.processCounts]);
      const cells = samples.cells.map((_, warrior) => owners.filter((owner) => owner === warrior).length);
      expect(samples.cells.map((row) => row[index])).toEqual(cells);
    }
  });
});
