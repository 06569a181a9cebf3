import { describe, expect, it } from 'vitest';
import { editableSpans } from '../../src/core/editable.ts';
import { entryText } from '../../src/core/program.ts';
import { taskUnderTest } from '../shared/task-under-test.ts';

const { task, seed, changed, measure, reasonAgainst, answering } = await taskUnderTest('heilbronn-triangle');

/** On a parabola no three points are on one line; the smallest triangles are those of three neighbours. */
const parabola = Array.from({ length: 11 }, (_, k) => [k / 32, (k * k) / 1024]);

describe('the seed program', () => {
  it('scatters its points and leaves them there', async () => {
    expect((await measure(seed)).score).toBeCloseTo(0.0008, 12);
  });

  it('has its tools outside the editable block', () => {
    const text = entryText(seed);
    const [span, ...others] = editableSpans(text);
    expect(others).toEqual([]);
    const block = text.slice(span?.start, span?.end);
    expect(block).toMatch(/function layout\(\)[\s\S]*function arrange\(points\)/);
    expect(block).not.toMatch(/function (scatter|spread|bringBack|complete|place)\b/);
  });

  it('gets far when its steps have a length and the target is possible, so the tools are enough', async () => {
    const { score } = await measure(
      changed(['const target = 3 * heat;', 'const target = 3 + 3 * heat;'], ['const give = 0;', 'const give = 1;']),
    );
    expect(score).toBeGreaterThan(0.03);
  });

  it.each([
    ['too many points', 'scatter(points, 11, 0.62, 0.41);', 'scatter(points, 40, 0.62, 0.41);'],
    ['no points', 'scatter(points, 11, 0.62, 0.41);', ''],
    ['points in one place', 'scatter(points, 11, 0.62, 0.41);', 'scatter(points, 11, 1, 1);'],
    ['violent steps', 'const give = 0;', 'const give = 7;'],
    ['steps backwards', 'const give = 0;', 'const give = -3;'],
    ['points far outside', 'scatter(points, 11, 0.62, 0.41);', 'points.push([1e300, -1e300]);'],
  ])('stays inside with %s', async (_what, from, to) => {
    const { score } = await measure(changed([from, to]));
    expect(score).toBeGreaterThanOrEqual(0);
    expect(score).toBeLessThan(0.0366);
  });
});

describe('evaluate', () => {
  it('computes the smallest share', async () => {
    // Neighbours on y = x², h apart: twice the area is 2 h³, with h = 1/32 here.
    const { score, metrics } = await measure(answering(parabola));
    expect(score).toBe(2 / 32_768);
    expect(metrics).toEqual({ smallTriangles: 9, onRim: 1 });
  });

  it('gives 0 for three points on one line, without rounding', async () => {
    // The third point is on the line through the others but for the rounding of 0.1 + 0.2.
    const line = [
      [0.1, 0.1],
      [0.2, 0.2],
      [0.1 + 0.2, 0.1 + 0.2],
    ];
    expect((await measure(answering([...line, ...parabola.slice(3)]))).score).toBe(0);
    const beside = [...line.slice(0, 2), [0.1 + 0.2, 0.3], ...parabola.slice(3)];
    expect((await measure(answering(beside))).score).toBeCloseTo(2 ** -54 / 10, 20);
  });

  it('has no tolerance at the sides', async () => {
    expect(await reasonAgainst(answering(parabola.with(0, [0, 1])))).toBeUndefined();
    expect(await reasonAgainst(answering(parabola.with(0, [0.3, 0.7])))).toBeUndefined();
    expect(await reasonAgainst(answering(parabola.with(0, [0.3, 0.7 + 2 ** -53])))).toContain('point 0 is outside');
    expect(await reasonAgainst(answering(parabola.with(4, [-Number.MIN_VALUE, 0.5])))).toContain('point 4 is outside');
  });

  it('keeps pictures for what is not training, and descriptors in range', async () => {
    const training = await measure(seed);
    expect(training.artifacts).toBeUndefined();
    const picture = (await measure(seed, 'validation')).artifacts?.picture as string;
    expect(picture).toMatch(/^<svg .*<\/svg>$/);
    expect(picture.match(/<circle /g)).toHaveLength(11);
    for (const [index, { min, max }] of task.descriptors.entries()) {
      expect(training.descriptors?.[index]).toBeGreaterThanOrEqual(min);
      expect(training.descriptors?.[index]).toBeLessThanOrEqual(max);
    }
  });

  it('says which triangles are small', async () => {
    const { feedback } = await measure(answering(parabola));
    expect(feedback).toContain('9 triangles are within 1 % of the smallest one');
    expect(feedback).toContain('0.00006104: points 0, 1, 2 at (0.0000, 0.0000)');
  });
});
