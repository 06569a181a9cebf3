import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMPTY_CODE } from '../../mars/encoding.ts';
import { OPCODES } from '../../mars/instruction.ts';
import { randomBattle } from '../../mars/test-support/random-battle.ts';
import { colourOf, DARK, mix, pixelOf } from '../colours.ts';
import { hashOf, placeIn } from './address.ts';
import { fightRounds } from './battle-rounds.ts';
import { cellColours, cellPixel, columnsOf, GLYPHS, glyphIndex, gridOf } from './cell-paint.ts';
import { sharesOf } from './chart-view.ts';
import { createPlayer, SPEEDS, speedFor } from './player.ts';
import { roundTitle } from './round-title.ts';

const shortBattle = () => randomBattle(4, { coreSizes: [80], cycles: [60], rounds: 1 });

describe('the address', () => {
  it('comes back as it was written', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(1e6), (round, position) => {
        expect(placeIn(hashOf({ round, position }))).toEqual({ round, position });
      }),
    );
  });

  it('is the beginning for any other text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(placeIn(`#x${text}`)).toEqual({ round: 0, position: 0 });
      }),
    );
    expect(placeIn('#round=0')).toEqual({ round: 0, position: 0 });
  });
});

describe('cells', () => {
  it('lie in a grid that has room for all of them, a hundred to a row in the usual core', () => {
    expect(gridOf(8000, 1005)).toEqual({ columns: 100, rows: 80, cell: 10 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 65_536 }), fc.integer({ min: 0, max: 4000 }), (size, width) => {
        const { columns, rows, cell } = gridOf(size, width);
        expect(columns).toBe(columnsOf(size));
        expect(columns * rows).toBeGreaterThanOrEqual(size);
        expect(columns * (rows - 1)).toBeLessThan(size);
        expect(cell).toBeGreaterThanOrEqual(2);
      }),
    );
  });

  it('have one glyph for each opcode, and none where the core is empty', () => {
    expect([...GLYPHS]).toHaveLength(OPCODES.length);
    const recording = fightRounds(shortBattle()).record(0);
    const { codes, values } = recording.machine;
    const empty = codes.findIndex((code, cell) => code === EMPTY_CODE && values[cell] === 0);
    expect(glyphIndex(recording, empty)).toBe(-1);
    expect(OPCODES[glyphIndex(recording, recording.machine.address)]).toBeDefined();
  });

  it('have the colour of their owner, and that of the toucher while they are warm', () => {
    const recording = fightRounds(shortBattle()).record(0);
    const colours = cellColours(DARK, 2);
    const [cell] = recording.machine.processes(0) as [number];
    const cold = mix(DARK.paper, colourOf(0), 0.36);
    expect(cellPixel(colours, recording, cell, 10)).toBe(pixelOf(cold));
    recording.owners[cell] = -1;
    expect(cellPixel(colours, recording, cell, 10)).toBe(pixelOf(DARK.paper));
    recording.seek(1);
    recording.owners[cell] = 0;
    recording.touched[cell] = 0;
    recording.touchers[cell] = 1;
    expect(cellPixel(colours, recording, cell, 10)).toBe(pixelOf(mix(cold, colourOf(1), 0.6)));
  });
});

describe('the chart', () => {
  it('shares life among those who live, exactly', () => {
    const recording = fightRounds(shortBattle()).record(0);
    const timeline = { ...recording.timeline, turns: 10, deaths: [null, 5, 8] };
    const third = 1 / 3;
    // Turns 1 to 4 are lived by three, 5 to 7 by two, 8 to 10 by one.
    expect(sharesOf({ ...recording, timeline }, 'life')).toEqual([
      { turn: 0, shares: [third, third, third] },
      { turn: 4, shares: [0.5, 0, 0.5] },
      { turn: 7, shares: [1, 0, 0] },
      { turn: 10, shares: [1, 0, 0] },
    ]);
  });

  it('shares processes and cells so that they fill it', () => {
    const recording = fightRounds(shortBattle()).record(0);
    for (const measure of ['processes', 'cells'] as const) {
      for (const { shares } of sharesOf(recording, measure)) {
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1);
      }
    }
  });
});

describe('the player', () => {
  it('goes through so many instructions in a second, whatever the frames, and stops at the end', () => {
    const recording = fightRounds({ ...shortBattle(), ending: 'none-left' }).record(0);
    const player = createPlayer(() => recording);
    player.toggle();
    for (let frame = 0; frame <= 4; frame++) player.tick(1000 + frame * 50, 10);
    expect(recording.position).toBe(Math.min(2, recording.timeline.total));
    // A tab that slept for an hour goes on where it was: a tenth of a second at most.
    player.tick(3_600_000, 10);
    expect(recording.position).toBe(Math.min(3, recording.timeline.total));
    player.tick(3_600_100, 1e6);
    expect([recording.position, player.isRunning]).toEqual([recording.timeline.total, false]);
    player.toggle();
    expect([recording.position, player.isRunning]).toEqual([0, true]);
  });

  it('begins with a speed at which a round takes about twenty seconds', () => {
    expect([0, 40, 41, 160_000, 1e9].map((count) => SPEEDS[speedFor(count)])).toEqual([2, 2, 10, 20_000, 100_000]);
  });
});

describe('roundTitle', () => {
  it.each([
    [[null, 3], 'one wins after 1,200 turns'],
    [[null, null], 'tie after 1,200 turns'],
    [[9, 3], 'nobody is left after 1,200 turns'],
  ])('%j: %s', (deaths, title) => {
    expect(roundTitle(['one', 'two'], { deaths, executed: [1200, 9], spawned: [], covered: [] })).toBe(title);
  });
});
