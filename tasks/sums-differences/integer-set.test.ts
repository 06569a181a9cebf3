import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { type TaskUnderTest, taskUnderTest } from '../shared/task-under-test.ts';
import { countsOf, exponentOf, readSet } from './integer-set.ts';

const set = fc.uniqueArray(fc.nat(200), { minLength: 2, maxLength: 30 });

describe('readSet', () => {
  it('sorts, drops repetitions and begins with 0', () => {
    expect(readSet([9, 4, 7, 4])).toEqual([0, 3, 5]);
  });

  it.each<[unknown, string]>([
    [undefined, 'members() must answer a list of whole numbers'],
    [[3], 'at least two different numbers, not 1'],
    [[3, 3], 'at least two different numbers, not 1'],
    [[0, -1], 'member 1 must be a whole number'],
    [[0, 0.5], 'member 1 must be a whole number'],
    [[0, '1'], 'member 1 must be a whole number'],
    [[0, 2 ** 22 + 1], 'member 1 must be a whole number'],
    [new Array(2), 'member 0 must be a whole number'],
    [Array.from({ length: 3_001 }, (_, member) => member), 'at most 3000 numbers, not 3001'],
  ])('refuses %j', (answer, reason) => {
    expect(readSet(answer)).toContain(reason);
  });
});

describe('countsOf', () => {
  it.each([
    // Sums 0, 1, 2; differences −1, 0, 1.
    [[0, 1], { sums: 3, differences: 3, largest: 1 }],
    // Sums 0, 1, 2, 3, 4, 6; differences −3 … 3.
    [[0, 1, 3], { sums: 6, differences: 7, largest: 3 }],
    // Conway's set has more sums (26) than differences (25).
    [[0, 2, 3, 4, 7, 11, 12, 14], { sums: 26, differences: 25, largest: 14 }],
  ])('of %j', (members, counts) => {
    expect(countsOf(members)).toEqual(counts);
  });

  it('is what sets of pairs say, and does not change under reflection', () => {
    fc.assert(
      fc.property(set, (numbers) => {
        const members = readSet(numbers) as readonly number[];
        const counts = countsOf(members);
        expect(counts.sums).toBe(new Set(members.flatMap((a) => members.map((b) => a + b))).size);
        expect(counts.differences).toBe(new Set(members.flatMap((a) => members.map((b) => a - b))).size);
        expect(countsOf(readSet(members.map((member) => 300 - member)) as readonly number[])).toEqual(counts);
      }),
    );
  });
});

describe('exponentOf', () => {
  it('is 1 for as many sums as differences', () => {
    expect(exponentOf({ sums: 17, differences: 17, largest: 8 })).toBe(1);
    // 1 + ln(7/6) / ln 7.
    expect(exponentOf({ sums: 6, differences: 7, largest: 3 })).toBeCloseTo(1.0792174, 6);
  });
});

describe('the task', () => {
  let subject: TaskUnderTest;
  beforeAll(async () => {
    subject = await taskUnderTest('sums-differences');
  });

  it('starts from an interval and gets far with a corner of a cube', async () => {
    expect(await subject.measure(subject.seed)).toMatchObject({ score: 1, metrics: { members: 9, largest: 8 } });
    const corner = subject.changed(
      ['return 2;', 'return 5;'],
      ['return 2;', 'return 4;'],
      ['return 3;', 'return 8;'],
      ['return 1;', 'return 5 - sum;'],
    );
    const { score, artifacts } = await subject.measure(corner, 'validation');
    expect(score).toBeCloseTo(1.115037, 6);
    expect(artifacts?.picture).toMatch(/^<svg .*<\/svg>$/);
  });

  it.each(['NaN', '-5', '1e9', '2.5'])('stays legal with %s places, digits and base', async (value) => {
    const program = subject.changed(
      ['return 2;', `return ${value};`],
      ['return 2;', `return ${value};`],
      ['return 3;', `return ${value};`],
    );
    expect(await subject.reasonAgainst(program)).toBeUndefined();
  });
});
