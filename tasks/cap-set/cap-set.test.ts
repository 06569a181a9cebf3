import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { type TaskUnderTest, taskUnderTest } from '../shared/task-under-test.ts';
import { greedyCapSet, lineIn } from './greedy.ts';
import { thirdOnLine, VECTORS } from './vectors.ts';

const vector = fc.nat(VECTORS.length - 1);
const digits = (number: number): readonly number[] => VECTORS[number] as readonly number[];

describe('thirdOnLine', () => {
  it('adds up to 0 modulo 3 in every digit, and is symmetric', () => {
    fc.assert(
      fc.property(vector, vector, (a, b) => {
        const third = thirdOnLine(a, b);
        for (const [place, digit] of digits(third).entries()) {
          expect((digit + (digits(a)[place] as number) + (digits(b)[place] as number)) % 3).toBe(0);
        }
        expect(thirdOnLine(b, a)).toBe(third);
        expect(thirdOnLine(a, third)).toBe(b);
      }),
    );
  });

  it('of a vector with itself is that vector', () => {
    fc.assert(fc.property(vector, (a) => thirdOnLine(a, a) === a));
  });
});

describe('greedyCapSet', () => {
  it('takes vectors in order when all are equal: all of zeros and ones', () => {
    const set = greedyCapSet(new Array(VECTORS.length).fill(0));
    expect(set).toHaveLength(256);
    expect(set.every((number) => !digits(number).includes(2))).toBe(true);
  });

  it('makes cap sets to which nothing can be added, whatever the priorities', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), (factor) => {
        const set = greedyCapSet(VECTORS.map((_, number) => (number * factor * 7919) % 1009));
        expect(lineIn(set)).toBeUndefined();
        const members = new Set(set);
        const free = VECTORS.findIndex(
          (_, number) => !members.has(number) && !set.some((a) => members.has(thirdOnLine(a, number))),
        );
        expect(free).toBe(-1);
      }),
      { numRuns: 5 },
    );
  });

  it('takes the highest priority first, also an infinite one', () => {
    const priorities = VECTORS.map((_, number) => (number === 4_000 ? Number.POSITIVE_INFINITY : -number));
    expect(greedyCapSet(priorities).slice(0, 2)).toEqual([4_000, 0]);
  });
});

describe('lineIn', () => {
  it('finds lines and repetitions', () => {
    expect(lineIn([0, 1, 3])).toBeUndefined();
    expect(lineIn([0, 1, 2])).toEqual([0, 1, 2]);
    expect(lineIn([5, 9, 5])).toEqual([5, 5, 5]);
  });
});

describe('the task', () => {
  let subject: TaskUnderTest;
  beforeAll(async () => {
    subject = await taskUnderTest('cap-set');
  });

  it('starts from 256 and goes on with simple priorities', async () => {
    expect((await subject.measure(subject.seed)).score).toBe(256);
    const blocks = subject.changed(['return 0;\n}\n// EVOLVE', 'return -emptyBlocks(2) % 3;\n}\n// EVOLVE']);
    const { score, artifacts } = await subject.measure(blocks, 'validation');
    expect(score).toBe(339);
    expect(artifacts?.picture).toMatch(/^<svg .*<\/svg>$/);
  });

  it.each(['digit(NaN)', 'count(1, -3.5, 1e9)', 'repeats(-1 / 0)', 'emptyBlocks(0)', 'digit(1e300)'])(
    'has tools that take any number: %s',
    async (call) => {
      const program = subject.changed(['return 0;\n}\n// EVOLVE', `return ${call};\n}\n// EVOLVE`]);
      expect(await subject.reasonAgainst(program)).toBeUndefined();
    },
  );

  it('says which answer is no number', async () => {
    expect(await subject.reasonAgainst(subject.answering('7'))).toContain(
      'priority([0,0,0,0,0,0,0,0]) must answer a number',
    );
    expect(await subject.reasonAgainst(subject.answering(Number.NaN))).toContain('not NaN');
  });
});
