import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { editableSpans } from '../../../src/core/editable.ts';
import { entryText } from '../../../src/core/program.ts';
import { type TaskUnderTest, taskUnderTest } from '../task-under-test.ts';
import { readHeights } from './heights.ts';

describe('readHeights', () => {
  it('reads lists of numbers', () => {
    expect(readHeights([0, 1, 1e-9, 1e9], false)).toEqual([0, 1, 1e-9, 1e9]);
    expect(readHeights([-1], true)).toEqual([-1]);
  });

  it.each<[unknown, string]>([
    [undefined, 'heights() must answer a list of numbers'],
    [[], '1 to 600 numbers, not 0'],
    [new Array(601).fill(1), '1 to 600 numbers, not 601'],
    [[1, Number.NaN], 'height 1 must be a finite number'],
    [[1, null], 'height 1 must be a finite number, not null'],
    [new Array(3), 'height 0 must be a finite number'],
    [[1, '1'], 'height 1 must be a finite number, not "1"'],
    [[1, -1], 'height 1 is negative: -1'],
    [[1e-161], 'height 0 is 1e-161; sizes are 0 or from 1e-9'],
    [[1e10], 'height 0 is 10000000000'],
  ])('refuses %j', (answer, reason) => {
    expect(readHeights(answer, false)).toContain(reason);
  });

  it('answers anything at all with heights or with a reason', () => {
    fc.assert(
      fc.property(fc.anything(), (answer) => {
        const heights = readHeights(answer, true);
        if (typeof heights === 'string') return;
        for (const height of heights) expect(Number.isFinite(height)).toBe(true);
      }),
    );
  });
});

describe.each([
  ['autocorrelation-first', 2, 'rate = 0.1 * heat', 'sharpness = 20 / heat', 1.6],
  ['autocorrelation-second', 2 / 3, 'rate = 0.3 * heat', 'sharpness = 100 / heat', 0.8],
  ['autocorrelation-third', 2, 'rate = 0.03 * heat', 'sharpness = 20 / heat', 1.65],
  ['erdos-overlap', 0.5, 'rate = 0.01 * heat', 'sharpness = 100 / heat', 0.384],
] as const)('%s', (name, seedScore, rate, sharpness, within) => {
  let subject: TaskUnderTest;
  beforeAll(async () => {
    subject = await taskUnderTest(name);
  });
  const isBetter = (score: number, than: number): boolean =>
    subject.task.direction === 'maximize' ? score > than : score < than;

  it('starts from a constant', async () => {
    const { score, metrics } = await subject.measure(subject.seed);
    expect(score).toBeCloseTo(seedScore, 12);
    expect(metrics?.pieces).toBe(40);
  });

  it('gives one answer: the splits agree, and only reports have a picture', async () => {
    const train = await subject.measure(subject.seed);
    const { artifacts, ...test } = await subject.measure(subject.seed, 'test');
    expect(train.artifacts).toBeUndefined();
    expect(test).toEqual(train);
    expect(artifacts?.picture).toMatch(/^<svg .*<\/svg>$/);
    for (const [index, { min, max }] of subject.task.descriptors.entries()) {
      expect(train.descriptors?.[index]).toBeGreaterThanOrEqual(min);
      expect(train.descriptors?.[index]).toBeLessThanOrEqual(max);
    }
  });

  it('has its tools outside the editable block', () => {
    const text = entryText(subject.seed);
    const [span, ...others] = editableSpans(text);
    expect(others).toEqual([]);
    const block = text.slice(span?.start, span?.end);
    expect(block).toMatch(/function pieces\(\)[\s\S]*function start\(x\)[\s\S]*function improve\(heights\)/);
    expect(block.match(/function/g)).toHaveLength(3);
  });

  it('gets far when its steps have a length and its start a shape, so the tools are enough', async () => {
    const start = name === 'erdos-overlap' ? '0.5 + 0.5 * Math.sin(3.14 * x)' : '1 + 0.1 * Math.sin(7 * x)';
    const program = subject.changed(
      ['rate = 0 * heat', rate],
      ['sharpness = 20', sharpness],
      [name === 'erdos-overlap' ? '0.5 + 0 * x' : '1 + 0 * x', start],
    );
    const { score } = await subject.measure(program);
    expect(isBetter(score, within)).toBe(true);
  });

  it.each(['NaN', '0', '-7', '1e9', '2.5'])(
    'stays legal with %s pieces, as far as the limit lets it',
    async (count) => {
      const program = subject.changed(['return 40;', `return ${count};`], ['rounds = 300', 'rounds = 1']);
      expect(await subject.reasonAgainst(program)).toBeUndefined();
    },
  );

  it('is not worth more than what is published', async () => {
    const best = subject.task.bestKnown.at(-1)?.score as number;
    expect(isBetter((await subject.measure(subject.seed)).score, best)).toBe(false);
  });
});
