import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../base/json.ts';
import { randomFrom } from '../../../base/random.ts';
import type { Member } from '../../../core/candidate.ts';
import type { Program } from '../../../core/program.ts';
import { HILLS } from '../assembler/hills.ts';
import { valueRace } from './value-race.ts';
import { warriorOf, warriorProgram } from './warrior-program.ts';

const { rules } = HILLS.tiny;
const operator = valueRace('race', rules);
const TASK = { functionSet: [], idioms: [], statement: '', hints: '', direction: 'maximize' as const };
const DWARF = warriorProgram('ADD.AB #4, $3\nMOV.I $2, @2\nJMP.B $-2, $0\nDAT.F #0, #0\n');
const LONG = warriorProgram(Array.from({ length: 10 }, (_, index) => `MOV.I $${index}, $${index + 20}\n`).join(''));

/** The fields in which two warriors of equal length differ, with the new value. */
function changes(parent: Program, child: Program): { readonly place: string; readonly value: number }[] {
  const [before, after] = [warriorOf(parent, rules), warriorOf(child, rules)];
  expect(after.instructions).toHaveLength(before.instructions.length);
  expect(after.start).toBe(before.start);
  return before.instructions.flatMap((old, index) =>
    (['aValue', 'bValue'] as const).flatMap((field) => {
      const value = after.instructions[index]?.[field] as number;
      return value === old[field] ? [] : [{ place: `${index}/${field}`, value }];
    }),
  );
}

/** Races for so many turns as a run without lag would; `meritOf` scores a child, and the first that gains is raced next. */
function race(start: Program, turns: number, seed: number, meritOf: (value: number, place: string) => number) {
  let parent = start;
  let parentMerit = 0;
  let state: JsonObject = {};
  const seen = new Set<string>();
  const tried: { readonly place: string; readonly value: number; readonly isGain: boolean }[] = [];
  for (let slot = 0; slot < turns; slot++) {
    for (let attempt = 0; attempt < 6; attempt++) {
      const parents = [{ member: { id: 0, program: parent.hash } as Member, program: parent }] as const;
      const random = randomFrom({ seed, path: `/${slot}/${attempt}` });
      const answer = operator.propose({ parents, task: TASK, random, state });
      if (answer.kind === 'rejected' || seen.has(answer.program.hash)) continue;
      seen.add(answer.program.hash);
      const [change, ...more] = changes(parent, answer.program);
      expect(more).toEqual([]);
      const merit = meritOf(change?.value as number, change?.place as string);
      const isGain = merit > parentMerit;
      tried.push({ place: change?.place as string, value: change?.value as number, isGain });
      state = { ...state, ...operator.learn?.(state, { slot, note: answer.note ?? {}, merit, parentMerit }) };
      if (isGain) [parent, parentMerit] = [answer.program, merit];
      break;
    }
  }
  return { tried, state, merit: parentMerit };
}

describe('racing values', () => {
  it('tries several values of a field before the next one, and changes nothing else', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), (seed) => {
        const { tried } = race(LONG, 24, seed, () => -1);
        const places = tried.map(({ place }) => place);
        expect(tried.length).toBeGreaterThan(12);
        // Of twenty fields blind draws would change fourteen or so; a race is at the first four, and looks a little ahead.
        expect(new Set(places).size).toBeLessThanOrEqual(9);
        expect(new Set(tried.map(({ place, value }) => `${place} ${value}`)).size).toBe(tried.length);
      }),
      { numRuns: 30 },
    );
  });

  it('goes on in the direction that gained', () => {
    // The nearer a step of the dwarf is to 100, the better; 0 where something else was changed.
    const meritOf = (value: number, place: string): number => (place === '0/aValue' ? 100 - Math.abs(100 - value) : -1);
    let raced = 0;
    let drawn = 0;
    for (let seed = 0; seed < 12; seed++) {
      const { tried, merit } = race(DWARF, 100, seed, meritOf);
      raced += merit;
      const gains = tried.findIndex(({ isGain }) => isGain);
      if (gains >= 0 && gains + 3 < tried.length) {
        drawn += tried.slice(gains + 1, gains + 4).filter(({ place }) => place === '0/aValue').length / 3;
      }
    }
    expect(raced / 12).toBeGreaterThan(40);
    // Draws that know nothing would be there in an eighth of the turns: 1.5.
    expect(drawn).toBeGreaterThan(3.5);
  });

  it('keeps a bounded state', () => {
    let state: JsonObject = {};
    for (let turn = 0; turn < 500; turn++) {
      const note = { race: `p${turn % 100}`, child: `c${turn}`, index: 1, field: 'aValue', step: 3 };
      state = { ...state, ...operator.learn?.(state, { slot: turn, note, merit: 1, parentMerit: 0 }) };
    }
    expect(JSON.stringify(state).length).toBeLessThan(1_500);
  });
});
