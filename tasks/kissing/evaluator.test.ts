import { describe, expect, it } from 'vitest';
import { editableSpans } from '../../src/core/editable.ts';
import { entryText } from '../../src/core/program.ts';
import { taskUnderTest } from '../shared/task-under-test.ts';

const { task, seed, changed, measure, reasonAgainst, answering } = await taskUnderTest('kissing');

const ORDER = 'Math.sin(47 * a + 83 * b + 19 * c + 71 * d + 37 * e + 97 * f + 59 * g + 23 * h)';
/** Rows whose subspaces hold the best configurations that are known. */
const ROWS = [
  ['[0, 0, 0, 0, 0, 0, 1, 0]', '[0, 0, 0, 0, 1, 1, 1, 0]'],
  ['[0, 0, 0, 0, 0, 1, 0, 0]', '[0, 0, 0, 0, 1, 1, 0, 0]'],
] as const;

describe('the seed program', () => {
  it('tries vectors in an order that means nothing', async () => {
    const { score, instances } = await measure(seed);
    expect(instances?.reduce((sum, count) => sum + count, 0)).toBe(score);
    expect(score).toBe(283);
  });

  it('has its tools outside the editable block', () => {
    const text = entryText(seed);
    const [span, ...others] = editableSpans(text);
    expect(others).toEqual([]);
    const block = text.slice(span?.start, span?.end);
    expect(block).toMatch(/function normals\(\)[\s\S]*function priority\(a, b/);
    expect(block).not.toMatch(/function (shell|dot|select|vectors)\b/);
  });

  it('makes lexicographic codes with an order that means something', async () => {
    expect((await measure(changed([ORDER, 'a']))).instances).toEqual([24, 26, 60, 126, 240]);
  });

  it('can reach all that is known, so the tools are enough', async () => {
    const { score, instances } = await measure(changed([ORDER, '0'], ...ROWS));
    expect(instances).toEqual([24, 40, 72, 126, 240]);
    expect(score).toBe(502);
  });

  it.each([
    ['an order of nonsense', [ORDER, '0 / 0']],
    ['rows that are equal', ['[0, 0, 0, 0, 0, 0, 1, 0]', '[0, 0, 0, 0, 0, 0, 0, 1]']],
    ['rows of fractions', ['[0, 0, 0, 0, 0, 0, 1, 0]', '[0.1, 0, 0, 0.2, 0, 0, 1.3, 0]']],
  ] as const)('is an ordinary candidate or refused with %s', async (_what, change) => {
    const reason = await reasonAgainst(changed(change));
    if (reason !== undefined) expect(reason).toMatch(/need more than \d dimensions/);
  });
});

describe('evaluate', () => {
  it('counts', async () => {
    const cross = [[1, 0, 0, 0], [-1, 0, 0, 0], [0, 3, 0, 0].map((value) => value / 3)];
    const { score, instances, feedback } = await measure(answering(cross));
    expect(score).toBe(15);
    expect(instances).toEqual([3, 3, 3, 3, 3]);
    expect(feedback).toContain('d = 6: 3 of 72');
  });

  it('names the configuration that is none', async () => {
    const axes = Array.from({ length: 6 }, (_, k) => Array.from({ length: 6 }, (_, axis) => (k === axis ? 1 : 0)));
    expect(await reasonAgainst(answering(axes))).toBe('the vectors of vectors(4) need more than 4 dimensions');
  });

  it('keeps pictures for what is not training, and descriptors in range', async () => {
    const training = await measure(seed);
    expect(training.artifacts).toBeUndefined();
    const picture = (await measure(seed, 'validation')).artifacts?.picture as string;
    expect(picture).toMatch(/^<svg .*<\/svg>$/);
    expect(picture.match(/<text /g)).toHaveLength(5);
    for (const [index, { min, max }] of task.descriptors.entries()) {
      expect(training.descriptors?.[index]).toBeGreaterThanOrEqual(min);
      expect(training.descriptors?.[index]).toBeLessThanOrEqual(max);
    }
  });
});
