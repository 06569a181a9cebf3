import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { type TaskUnderTest, taskUnderTest } from '../shared/task-under-test.ts';
import { missingOf, readTerms, type Term, termsToComplete } from './tensor.ts';

/** Strassen's seven products, from the textbook form of his paper. */
const STRASSEN: readonly Term[] = [
  [
    [1, 0, 0, 1],
    [1, 0, 0, 1],
    [1, 0, 0, 1],
  ],
  [
    [0, 0, 1, 1],
    [1, 0, 0, 0],
    [0, 0, 1, -1],
  ],
  [
    [1, 0, 0, 0],
    [0, 1, 0, -1],
    [0, 1, 0, 1],
  ],
  [
    [0, 0, 0, 1],
    [-1, 0, 1, 0],
    [1, 0, 1, 0],
  ],
  [
    [1, 1, 0, 0],
    [0, 0, 0, 1],
    [-1, 1, 0, 0],
  ],
  [
    [-1, 0, 1, 0],
    [1, 1, 0, 0],
    [0, 0, 0, 1],
  ],
  [
    [0, 1, 0, -1],
    [0, 0, 1, 1],
    [1, 0, 0, 0],
  ],
];

const rankOf = (n: number, terms: readonly Term[]): number => terms.length + termsToComplete(n, missingOf(n, terms));

/** What terms make of two matrices, and what the product is. */
function products(n: number, terms: readonly Term[], a: readonly number[], b: readonly number[]): number[][] {
  const dot = (x: readonly number[], y: readonly number[]): number =>
    x.reduce((total, value, at) => total + value * (y[at] as number), 0);
  const claimed = Array.from({ length: n * n }, (_, entry) =>
    terms.reduce((total, [u, v, w]) => total + dot(u, a) * dot(v, b) * (w[entry] as number), 0),
  );
  const right = Array.from({ length: n * n }, (_, entry) => {
    const [row, column] = [Math.floor(entry / n), entry % n];
    let total = 0;
    for (let j = 0; j < n; j += 1) total += (a[row * n + j] as number) * (b[j * n + column] as number);
    return total;
  });
  return [claimed, right];
}

describe('readTerms', () => {
  it.each<[unknown, string]>([
    [undefined, 'terms(2) must answer a list of terms'],
    [
      [
        [
          [1, 0, 0, 0],
          [1, 0, 0, 0],
        ],
      ],
      'term 0 must be three lists of 4 whole numbers',
    ],
    [
      [
        ...STRASSEN,
        [
          [1, 0, 0],
          [1, 0, 0, 0],
          [1, 0, 0, 0],
        ],
      ],
      'term 7 must be',
    ],
    [
      [
        [
          [0.5, 0, 0, 0],
          [1, 0, 0, 0],
          [1, 0, 0, 0],
        ],
      ],
      'term 0 must be',
    ],
    [
      [
        [
          [1001, 0, 0, 0],
          [1, 0, 0, 0],
          [1, 0, 0, 0],
        ],
      ],
      'from -1000 to 1000',
    ],
    [[[new Array(4), new Array(4), new Array(4)]], 'term 0 must be'],
    [new Array(3), 'term 0 must be'],
    [new Array(65).fill(STRASSEN[0]), 'at most 64 terms, not 65'],
  ])('refuses %j', (answer, reason) => {
    expect(readTerms(answer, 2)).toContain(reason);
  });

  it('reads what is well formed', () => {
    expect(readTerms(STRASSEN, 2)).toEqual(STRASSEN);
    expect(readTerms([], 3)).toEqual([]);
  });
});

describe('the rank', () => {
  it('is 7 by Strassen, and what is left out counts', () => {
    expect(missingOf(2, STRASSEN).every((value) => value === 0)).toBe(true);
    expect(rankOf(2, STRASSEN)).toBe(7);
    expect(rankOf(2, [])).toBe(8);
    expect(rankOf(3, [])).toBe(27);
    for (const left of STRASSEN.keys()) {
      const rest = STRASSEN.filter((_, term) => term !== left);
      expect(rankOf(2, rest)).toBeGreaterThanOrEqual(7);
    }
  });

  it('has nothing missing exactly when random matrices are multiplied rightly', () => {
    const number = fc.integer({ min: -3, max: 3 });
    const matrix = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(matrix, matrix, (a, b) => {
        const [claimed, right] = products(2, STRASSEN, a, b);
        expect(claimed).toEqual(right);
      }),
    );
    fc.assert(
      fc.property(fc.nat(6), fc.nat(2), fc.nat(3), number, (term, factor, entry, value) => {
        const changed = structuredClone(STRASSEN) as unknown as number[][][];
        (changed[term]?.[factor] as number[])[entry] = value;
        const isSame = STRASSEN[term]?.[factor]?.[entry] === value;
        expect(termsToComplete(2, missingOf(2, changed as unknown as Term[])) === 0).toBe(isSame);
      }),
    );
  });

  it('is never below 7 for 2 rows, whatever terms are given', () => {
    const factor = fc.array(fc.integer({ min: -1, max: 1 }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(fc.tuple(factor, factor, factor), { maxLength: 8 }), (terms) => {
        expect(rankOf(2, terms)).toBeGreaterThanOrEqual(7);
      }),
    );
  });
});

describe('the task', () => {
  let subject: TaskUnderTest;
  beforeAll(async () => {
    subject = await taskUnderTest('matmul-rank');
  });

  it('starts from the textbook', async () => {
    const { score, instances } = await subject.measure(subject.seed);
    expect(score).toBe(35);
    expect(instances).toEqual([8, 8, 8, 8, 27, 27, 27, 27]);
  });

  // Splits and returns are in it, so that every part of the frozen walk is seen to change no result.
  it('gets below it by hand, always exactly, and shows how', async () => {
    const walk = subject.changed(
      ['return -growth;', 'return 3 - growth;'],
      ['function split(since, above, n) {\n  return 0;', 'function split(since, above, n) {\n  return since - 3000;'],
      ['function back(since, above, n) {\n  return 0;', 'function back(since, above, n) {\n  return above - 2;'],
      ['200000', '60000'],
    );
    const { score, metrics, artifacts } = await subject.measure(walk, 'validation');
    expect(score).toBeLessThan(35);
    expect(score).toBeGreaterThanOrEqual(subject.task.bestKnown[0]?.score as number);
    expect(metrics?.completed).toBe(0);
    expect(artifacts?.picture).toMatch(/^<svg .*<\/svg>$/);
  });

  it.each(['NaN', 'Infinity', 'above'])('stays exact when every rule says %s', async (value) => {
    const rules = subject.changed(
      ['return -growth;', `return ${value};`],
      ['above, n) {\n  return 0;', `above, n) {\n  return ${value};`],
      ['200000', '2000'],
    );
    expect((await subject.measure(rules)).metrics?.completed).toBe(0);
  });
});
