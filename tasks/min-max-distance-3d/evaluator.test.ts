import { describe, expect, it } from 'vitest';
import { editableSpans } from '../../src/core/editable.ts';
import { entryText } from '../../src/core/program.ts';
import { taskUnderTest } from '../shared/task-under-test.ts';

const { task, seed, changed, measure, reasonAgainst, answering } = await taskUnderTest('min-max-distance-3d');

describe('the seed program', () => {
  it('places a lattice and leaves it there', async () => {
    expect((await measure(seed)).score).toBeCloseTo(16.055706112616683, 9);
  });

  it('has its tools outside the editable block', () => {
    const text = entryText(seed);
    const [span, ...others] = editableSpans(text);
    expect(others).toEqual([]);
    const block = text.slice(span?.start, span?.end);
    expect(block).toMatch(/function layout\(\)[\s\S]*function arrange\(points\)/);
    expect(block).not.toMatch(/function (scatter|settle|short|complete|place)\b/);
  });

  it('gets far when its steps have a length and the reach is possible, so the tools are enough', async () => {
    const { score } = await measure(
      changed(
        ['const reach = 3 * heat;', 'const reach = 2.04 - 0.1 * heat;'],
        ['const give = 0;', 'const give = 0.8;'],
        ['0.25, 0.125, 0.07', '0.477, 0.913, 0.131'],
      ),
    );
    expect(score).toBeLessThan(4.5);
  });

  it.each([
    ['too many points', 'scatter(points, 14,', 'scatter(points, 40,'],
    ['few points', 'scatter(points, 14,', 'scatter(points, 3,'],
    ['violent steps', 'const give = 0;', 'const give = 7;'],
    ['steps backwards', 'const give = 0;', 'const give = -3;'],
  ])('stays within what is known with %s', async (_what, from, to) => {
    const { score } = await measure(changed([from, to], ['const rounds = 500;', 'const rounds = 60;']));
    expect(score).toBeGreaterThan(4.16);
  });
});

describe('evaluate', () => {
  /** The corners of a cube of side 2 and the middles of its faces: 24 half diagonals of √2, 4 space diagonals of 2 · √3. */
  const known = [
    ...Array.from({ length: 8 }, (_, k) => [2 * (k & 1), k & 2, (k & 4) / 2]),
    ...[0, 2].flatMap((face) => [
      [face, 1, 1],
      [1, face, 1],
      [1, 1, face],
    ]),
  ];

  it('squares the ratio', async () => {
    const { score, metrics } = await measure(answering(known));
    expect(score).toBe(6);
    // Each face has four half diagonals, and the middles of faces that meet are √2 apart as well.
    expect(metrics).toEqual({ shortest: 36, longest: 4 });
  });

  it('gives the same score to points that are moved and scaled', async () => {
    const moved = known.map((point) => point.map((value) => 8 * value - 3));
    expect((await measure(answering(moved))).score).toBe((await measure(answering(known))).score);
  });

  it('computes without rounding', async () => {
    // The first step is 2^-52 longer than the others, which is lost when its square is rounded at 2^104.
    const line = Array.from({ length: 14 }, (_, k) => [k, 0, 0]);
    expect((await measure(answering(line))).score).toBe(169);
    const longer = line.with(0, [-(2 ** -52), 0, 0]);
    expect((await measure(answering(longer))).score).toBeGreaterThan(169 - 1e-9);
    const near = line.with(1, [2 ** -600, 0, 0]);
    const far = line.with(1, [2 ** -500, 0, 0]);
    expect((await measure(answering(far))).score).toBe(169 * 2 ** 1000);
    expect(await reasonAgainst(answering(near))).toContain('beyond the range of doubles');
  });

  it('names two points in one place', async () => {
    const twice = known.with(5, known[2] as number[]);
    expect(await reasonAgainst(answering(twice))).toBe('points 2 and 5 are in one place');
  });

  it('keeps pictures for what is not training, and descriptors in range', async () => {
    const training = await measure(seed);
    expect(training.artifacts).toBeUndefined();
    const picture = (await measure(seed, 'validation')).artifacts?.picture as string;
    expect(picture).toMatch(/^<svg .*<\/svg>$/);
    expect(picture.match(/<circle /g)).toHaveLength(14);
    for (const [index, { min, max }] of task.descriptors.entries()) {
      expect(training.descriptors?.[index]).toBeGreaterThanOrEqual(min);
      expect(training.descriptors?.[index]).toBeLessThanOrEqual(max);
    }
  });
});
