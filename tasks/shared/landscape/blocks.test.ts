import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bitOf, readBlocks } from './blocks.ts';
import { measureBlocks } from './measure-blocks.ts';

const finite = fc.double({ noNaN: true, noDefaultInfinity: true });

describe('bitOf', () => {
  it.each([
    [0, 0],
    [-0, 0],
    [1, 1],
    [-1, 1],
    [2, 0],
    [-3, 1],
    [0.4, 0],
    [0.6, 1],
    [1.4, 1],
    [1e300, 0],
    [-1e-300, 0],
  ])('of %d is %d', (value, bit) => {
    expect(bitOf(value)).toBe(bit);
  });

  it('is flipped by a step of one, in either direction', () => {
    fc.assert(
      fc.property(fc.integer({ min: -(2 ** 40), max: 2 ** 40 }), (value) => {
        expect(bitOf(value + 1)).toBe(1 - bitOf(value));
        expect(bitOf(value - 1)).toBe(1 - bitOf(value));
      }),
    );
  });

  it('is 0 or 1 for every finite number', () => {
    fc.assert(fc.property(finite, (value) => [0, 1].includes(bitOf(value))));
  });
});

describe('readBlocks', () => {
  it('reads lists of numbers', () => {
    expect(
      readBlocks(
        [
          [0, 1],
          [2, -1],
          [0.2, 3],
        ],
        3,
        2,
      ),
    ).toEqual([
      [0, 1],
      [0, 1],
      [0, 1],
    ]);
  });

  it.each<[unknown, string]>([
    [undefined, 'blocks() must answer a list of blocks'],
    [[[0, 1]], 'blocks() must answer 2 blocks, not 1'],
    [
      [
        [0, 1],
        [0, 1, 1],
      ],
      'block 1 must be a list of 2 finite numbers',
    ],
    [
      [
        [0, 1],
        [0, Number.NaN],
      ],
      'block 1 must be a list of 2 finite numbers',
    ],
    [[[0, 1], '01'], 'block 1 must be a list of 2 finite numbers'],
    [
      [
        [0, true],
        [0, 1],
      ],
      'block 0 must be a list of 2 finite numbers',
    ],
  ])('refuses %j', (answer, reason) => {
    expect(readBlocks(answer, 2, 2)).toContain(reason);
  });

  it('answers anything at all with blocks or with a reason', () => {
    fc.assert(
      fc.property(fc.anything(), (answer) => {
        expect(typeof readBlocks(answer, 2, 2)).toBe('string');
      }),
    );
  });
});

describe('measureBlocks', () => {
  const landscape = {
    count: 2,
    size: 2,
    optimum: 8,
    best: [4, 4],
    values: (blocks: readonly (readonly number[])[]) => blocks.map(([a = 0, b = 0]) => 3 * a + b),
  };
  const candidate = (answer: unknown) => ({
    program: { hash: '', language: 'javascript', entry: 'seed.js', files: {} },
    call: async () => [answer],
    drive: async () => null,
  });

  it('scores the sum of the values in % of the optimum', async () => {
    const result = await measureBlocks(
      candidate([
        [1, 0],
        [3, -1],
      ]),
      landscape,
      false,
    );
    expect(result).toMatchObject({
      score: 87.5,
      metrics: { value: 7, optimum: 8 },
      instances: [3, 4],
      descriptors: [0.5, 1],
      feedback: 'Values of the blocks: 3, 4. The lowest is that of block 0.',
    });
    expect(result).not.toHaveProperty('artifacts');
  });

  it('knows equal bits in different numbers', async () => {
    const one = await measureBlocks(
      candidate([
        [1, 0],
        [1, 1],
      ]),
      landscape,
      false,
    );
    const other = await measureBlocks(
      candidate([
        [-1, 4],
        [7, 1.2],
      ]),
      landscape,
      false,
    );
    expect(other).toEqual(one);
  });

  it('draws a column for each block', async () => {
    const result = await measureBlocks(
      candidate([
        [1, 0],
        [1, 1],
      ]),
      landscape,
      true,
    );
    if ('invalid' in result) throw new Error(result.invalid);
    const picture = String(result.artifacts?.picture);
    expect(picture).toMatch(/^<svg .*<\/svg>$/);
    expect(picture.match(/<rect/g)).toHaveLength(6);
    expect(picture.match(/fill-opacity="1"/g)).toHaveLength(3);
  });

  it('says what is wrong', async () => {
    expect(await measureBlocks(candidate([[1, 0]]), landscape, false)).toHaveProperty('invalid');
  });
});
