import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { type TaskUnderTest, taskUnderTest } from '../shared/task-under-test.ts';
import { type Comparator, depthOf, readNetwork, unsortedInput } from './network.ts';

/** Five comparators for four channels, the least there can be. */
const FOUR: readonly Comparator[] = [
  [0, 1],
  [2, 3],
  [0, 2],
  [1, 3],
  [1, 2],
];

function run(network: readonly Comparator[], values: readonly number[]): number[] {
  const list = [...values];
  for (const [low, high] of network) {
    const [a, b] = [list[low] as number, list[high] as number];
    list[low] = Math.min(a, b);
    list[high] = Math.max(a, b);
  }
  return list;
}

const channels = 5;
const comparator = fc
  .tuple(fc.nat(channels - 1), fc.nat(channels - 1))
  .filter(([a, b]) => a !== b)
  .map(([a, b]): Comparator => [Math.min(a, b), Math.max(a, b)]);

describe('readNetwork', () => {
  it.each<[unknown, string]>([
    [null, 'network(4) must answer a list of comparators, not null'],
    [[[0, 4]], 'comparator 0 must be [low, high] with 0 ≤ low < high < 4, not [0,4]'],
    [
      [
        [0, 1],
        [1, 1],
      ],
      'comparator 1',
    ],
    [[[2, 1]], 'comparator 0'],
    [[[0, 1, 2]], 'comparator 0'],
    [[[0, 1.5]], 'comparator 0'],
    [[['0', 1]], 'comparator 0'],
    [[[-1, 1]], 'comparator 0'],
    [new Array(2), 'comparator 0'],
    [new Array(201).fill([0, 1]), 'at most 200 comparators, not 201'],
  ])('refuses %j', (answer, reason) => {
    expect(readNetwork(answer, 4)).toContain(reason);
  });

  it('reads what is well formed', () => {
    expect(readNetwork(FOUR, 4)).toEqual(FOUR);
  });
});

describe('unsortedInput', () => {
  it('finds none for a network that sorts, and one when any comparator is missing', () => {
    expect(unsortedInput(4, FOUR)).toBeUndefined();
    for (const left of FOUR.keys())
      expect(
        unsortedInput(
          4,
          FOUR.filter((_, index) => index !== left),
        ),
      ).toBeDefined();
    expect(unsortedInput(2, [])).toBe(1);
    expect(unsortedInput(1, [])).toBeUndefined();
  });

  it('shows a list of zeros and ones that stays unsorted, and when there is none, numbers are sorted too', () => {
    fc.assert(
      fc.property(
        fc.array(comparator, { maxLength: 14 }),
        fc.array(fc.nat(9), { minLength: 5, maxLength: 5 }),
        (network, values) => {
          const input = unsortedInput(channels, network);
          const tried = input === undefined ? values : values.map((_, channel) => (input >> channel) & 1);
          const result = run(network, tried);
          const isSorted = result.every((value, index) => index === 0 || (result[index - 1] as number) <= value);
          expect(isSorted).toBe(input === undefined);
        },
      ),
    );
  });
});

describe('depthOf', () => {
  it('counts layers', () => {
    expect(depthOf(FOUR)).toBe(3);
    expect(depthOf([])).toBe(0);
    expect(
      depthOf([
        [0, 1],
        [0, 1],
      ]),
    ).toBe(2);
  });
});

describe('the task', () => {
  let subject: TaskUnderTest;
  beforeAll(async () => {
    subject = await taskUnderTest('sorting-network');
  });

  it('starts from networks in order, and the fewest lists left is near the optimum', async () => {
    expect((await subject.measure(subject.seed)).score).toBe(145);
    const greedy = subject.changed(['return 0;\n}\n// EVOLVE', 'return -kept;\n}\n// EVOLVE']);
    const { score, instances, privateMetrics, artifacts } = await subject.measure(greedy, 'test');
    expect(score).toBe(104);
    expect(instances?.reduce((total, size) => total + size, 0)).toBe(104);
    expect(Object.keys(privateMetrics ?? {})).toEqual(['size11', 'size12']);
    expect(artifacts?.picture).toMatch(/^<svg .*<\/svg>$/);
    expect(score).toBeGreaterThanOrEqual(subject.task.bestKnown.at(-1)?.score as number);
  });

  it('sorts whatever the priorities are', async () => {
    for (const value of ['NaN', '-Infinity', 'depth - kept', 'used % 3']) {
      const program = subject.changed(['return 0;\n}\n// EVOLVE', `return ${value};\n}\n// EVOLVE`]);
      expect(await subject.reasonAgainst(program)).toBeUndefined();
    }
  });

  it('shows the list that is not sorted', async () => {
    expect(await subject.reasonAgainst(subject.answering([[0, 1]]))).toMatch(/network\(6\) does not sort [01]{6}/);
  });
});
