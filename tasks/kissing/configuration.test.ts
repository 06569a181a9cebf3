import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type IntegerVector, rank, readConfiguration } from './configuration.ts';

/** All vectors with two coordinates of size 1: 2 d (d − 1) of them, the roots of the lattice D of that dimension. */
function roots(d: number): IntegerVector[] {
  const list: IntegerVector[] = [];
  for (let i = 0; i < d; i += 1) {
    for (let j = 0; j < i; j += 1) {
      for (const a of [1, -1]) {
        for (const b of [1, -1])
          list.push(Array.from({ length: d }, (_, axis) => (axis === i ? a : axis === j ? b : 0)));
      }
    }
  }
  return list;
}

describe('readConfiguration', () => {
  it.each([
    [4, 24],
    [5, 40],
    [6, 60],
  ])('takes the roots of D in %i dimensions, %i of them', (d, count) => {
    const vectors = roots(d);
    expect(vectors).toHaveLength(count);
    expect(readConfiguration(vectors, d)).toEqual(vectors);
    expect(readConfiguration(vectors, d - 1)).toContain(`need more than ${d - 1} dimensions`);
  });

  it('takes a hexagon in three coordinates as two-dimensional', () => {
    const hexagon = [
      [1, -1, 0],
      [1, 0, -1],
      [0, 1, -1],
      [-1, 1, 0],
      [-1, 0, 1],
      [0, -1, 1],
    ];
    expect(readConfiguration(hexagon, 2)).toEqual(hexagon);
    expect(readConfiguration([...hexagon, [1, 1, -2]], 2)).toContain('are too near: distance² 2, greatest length² 6');
  });

  it.each<[string, unknown, string]>([
    ['no list', { length: 0 }, 'vectors(4) must answer a list of vectors'],
    ['too many', new Array(401).fill([1]), 'answers 401 vectors'],
    ['0', [[0, 0]], 'vector 0 of vectors(4) is 0'],
    ['fractions', [[1, 0.5]], 'whole numbers'],
    ['large numbers', [[1_000_001]], 'whole numbers up to 1000000'],
    ['different lengths', [[1, 0], [1]], 'vector 1 of vectors(4) must be a list of 2 whole numbers'],
    ['no coordinates', [[], []], 'vector 0'],
    ['many coordinates', [new Array(33).fill(1)], 'vector 0'],
    ['a hole', new Array(2), 'vector 0'],
    [
      'the same twice',
      [
        [1, 0],
        [1, 0],
      ],
      'vectors 0 and 1 of vectors(4) are too near: distance² 0',
    ],
  ])('refuses %s', (_what, answer, reason) => {
    expect(readConfiguration(answer, 4)).toContain(reason);
  });

  it('accepts what has angles of 60° or more, and nothing else, when all lengths are equal', () => {
    const four = roots(4);
    fc.assert(
      fc.property(fc.subarray(four, { minLength: 2, maxLength: 6 }), fc.nat(23), (chosen, extra) => {
        const vectors = [...chosen, four[extra] as IntegerVector];
        const isRepeated = chosen.includes(four[extra] as IntegerVector);
        expect(typeof readConfiguration(vectors, 4) === 'string').toBe(isRepeated);
      }),
    );
  });
});

describe('rank', () => {
  const entry = fc.integer({ min: -3, max: 3 });
  const matrix = fc.array(fc.array(entry, { minLength: 4, maxLength: 4 }), { minLength: 1, maxLength: 6 });

  it.each<[IntegerVector[], number]>([
    [[], 0],
    [[[0, 0]], 0],
    [
      [
        [2, 4],
        [-3, -6],
      ],
      1,
    ],
    [
      [
        [1, 2, 3],
        [4, 5, 6],
        [7, 8, 9],
      ],
      2,
    ],
    [
      [
        [1, 2, 3],
        [4, 5, 6],
        [7, 8, 10],
      ],
      3,
    ],
  ])('of %j is %i', (vectors, expected) => {
    expect(rank(vectors, 9)).toBe(expected);
  });

  it('does not change when a combination of vectors is added, and is no more than the limit', () => {
    fc.assert(
      fc.property(matrix, entry, entry, (vectors, a, b) => {
        const [first, last] = [vectors[0] as number[], vectors.at(-1) as number[]];
        const combined = first.map((value, axis) => a * value + b * (last[axis] as number));
        expect(rank([...vectors, combined], 9)).toBe(rank(vectors, 9));
        expect(rank(vectors, 2)).toBe(Math.min(2, rank(vectors, 9)));
        const columns = first.map((_, axis) => vectors.map((vector) => vector[axis] as number));
        expect(rank(columns, 9)).toBe(rank(vectors, 9));
      }),
    );
  });
});
