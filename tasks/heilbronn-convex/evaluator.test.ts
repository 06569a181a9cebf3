import { describe, expect, it } from 'vitest';
import { editableSpans } from '../../src/core/editable.ts';
import { entryText } from '../../src/core/program.ts';
import { taskUnderTest } from '../shared/task-under-test.ts';

const { task, seed, changed, measure, reasonAgainst, answering } = await taskUnderTest('heilbronn-convex');

/** On a parabola no three points are on one line; the smallest triangles are those of three neighbours. */
const parabola = Array.from({ length: 13 }, (_, k) => [k, k * k]);

describe('the seed program', () => {
  it('scatters its points and leaves them there', async () => {
    expect((await measure(seed)).score).toBeCloseTo(0.0017028522775, 12);
  });

  it('has its tools outside the editable block', () => {
    const text = entryText(seed);
    const [span, ...others] = editableSpans(text);
    expect(others).toEqual([]);
    const block = text.slice(span?.start, span?.end);
    expect(block).toMatch(/function layout\(\)[\s\S]*function arrange\(points\)/);
    expect(block).not.toMatch(/function (ring|scatter|spread|hull|complete|place)\b/);
  });

  it('gets far when its steps have a length and the target is possible, so the tools are enough', async () => {
    const { score } = await measure(
      changed(['const target = 3 * heat;', 'const target = 2.5 + 4 * heat;'], ['const give = 0;', 'const give = 0.5;']),
    );
    expect(score).toBeGreaterThan(0.015);
  });

  it.each([
    ['too many points', 'scatter(points, 13, 0.62, 0.41);', 'scatter(points, 40, 0.62, 0.41);'],
    ['few points', 'scatter(points, 13, 0.62, 0.41);', 'scatter(points, 3, 0.62, 0.41);'],
    ['violent steps', 'const give = 0;', 'const give = 7;'],
    ['steps backwards', 'const give = 0;', 'const give = -3;'],
  ])('stays within what is known with %s', async (_what, from, to) => {
    const { score } = await measure(changed([from, to], ['const rounds = 300;', 'const rounds = 60;']));
    expect(score).toBeGreaterThanOrEqual(0);
    expect(score).toBeLessThan(0.031);
  });
});

describe('evaluate', () => {
  it('computes the smallest share of the hull', async () => {
    // Neighbours on y = x² make triangles of area 1; the polygon below the chord has (12³ − 12) / 6 = 286.
    const { score, metrics } = await measure(answering(parabola));
    expect(score).toBe(1 / 286);
    expect(metrics).toEqual({ smallTriangles: 11, corners: 13 });
  });

  it('gives the same score to points that are moved, stretched and sheared', async () => {
    const { score } = await measure(answering(parabola.map(([x = 0, y = 0]) => [8 * x + 3 * y - 5, y / 1024])));
    expect(score).toBe(1 / 286);
  });

  it('knows inner points from corners', async () => {
    const { metrics } = await measure(answering([[-100, -50], [100, -50], [6, 500], ...parabola.slice(3)]));
    expect(metrics?.corners).toBe(3);
  });

  it.each([
    ['one line', Array.from({ length: 13 }, (_, k) => [k, 2 * k])],
    ['one place', new Array(13).fill([0.1, 0.2])],
  ])('refuses %s', async (_what, points) => {
    expect(await reasonAgainst(answering(points))).toContain('on one line');
  });

  it('keeps pictures for what is not training, and descriptors in range', async () => {
    const training = await measure(seed);
    expect(training.artifacts).toBeUndefined();
    const picture = (await measure(seed, 'validation')).artifacts?.picture as string;
    expect(picture).toMatch(/^<svg .*<\/svg>$/);
    expect(picture.match(/<circle /g)).toHaveLength(13);
    for (const [index, { min, max }] of task.descriptors.entries()) {
      expect(training.descriptors?.[index]).toBeGreaterThanOrEqual(min);
      expect(training.descriptors?.[index]).toBeLessThanOrEqual(max);
    }
  });
});
