import { describe, expect, it } from 'vitest';
import { editableSpans } from '../../src/core/editable.ts';
import { entryText } from '../../src/core/program.ts';
import { taskUnderTest } from '../shared/task-under-test.ts';

const { task, seed, changed, measure, reasonAgainst, answering } = await taskUnderTest('min-max-distance');

describe('the seed program', () => {
  it('places a lattice and leaves it there', async () => {
    expect((await measure(seed)).score).toBeCloseTo(23.0625, 9);
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
        ['const reach = 4 * heat;', 'const reach = 3.59 - 0.1 * heat;'],
        ['const give = 0;', 'const give = 0.8;'],
        ['0.25, 0.0625', '0.477, 0.913'],
      ),
    );
    expect(score).toBeLessThan(14.5);
  });

  it.each([
    ['too many points', 'scatter(points, 16,', 'scatter(points, 40,'],
    ['few points', 'scatter(points, 16,', 'scatter(points, 3,'],
    ['violent steps', 'const give = 0;', 'const give = 7;'],
    ['steps backwards', 'const give = 0;', 'const give = -3;'],
  ])('stays within what is known with %s', async (_what, from, to) => {
    const { score } = await measure(changed([from, to], ['const rounds = 500;', 'const rounds = 60;']));
    expect(score).toBeGreaterThan(12.88);
  });
});

describe('evaluate', () => {
  /** Four by four, so 24 neighbours and two diagonals of 3 · √2. */
  const known = Array.from({ length: 16 }, (_, k) => [k % 4, Math.floor(k / 4)]);

  it('squares the ratio', async () => {
    const { score, metrics } = await measure(answering(known));
    expect(score).toBe(18);
    expect(metrics).toEqual({ shortest: 24, longest: 2 });
  });

  it('gives the same score to points that are moved and scaled', async () => {
    const moved = known.map((point) => point.map((value) => 8 * value - 3));
    expect((await measure(answering(moved))).score).toBe((await measure(answering(known))).score);
  });

  it('computes without rounding', async () => {
    // The first step is 2^-52 longer than the others, which is lost when its square is rounded at 2^104.
    const line = Array.from({ length: 16 }, (_, k) => [k, 0]);
    expect((await measure(answering(line))).score).toBe(225);
    const longer = line.with(0, [-(2 ** -52), 0]);
    expect((await measure(answering(longer))).score).toBeGreaterThan(225 - 1e-9);
    const near = line.with(1, [2 ** -600, 0]);
    const far = line.with(1, [2 ** -500, 0]);
    expect((await measure(answering(far))).score).toBe(225 * 2 ** 1000);
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
    expect(picture.match(/<circle /g)).toHaveLength(16);
    for (const [index, { min, max }] of task.descriptors.entries()) {
      expect(training.descriptors?.[index]).toBeGreaterThanOrEqual(min);
      expect(training.descriptors?.[index]).toBeLessThanOrEqual(max);
    }
  });
});
