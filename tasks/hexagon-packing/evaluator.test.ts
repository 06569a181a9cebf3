import { describe, expect, it } from 'vitest';
import { editableSpans } from '../../src/core/editable.ts';
import { entryText } from '../../src/core/program.ts';
import { taskUnderTest } from '../shared/task-under-test.ts';

const { task, seed, changed, measure, reasonAgainst, answering } = await taskUnderTest('hexagon-packing');

describe('the seed program', () => {
  it('places rings and moves them apart', async () => {
    expect((await measure(seed)).score).toBeCloseTo(4.811770253509947, 9);
  });

  it('has its tools outside the editable block', () => {
    const text = entryText(seed);
    const [span, ...others] = editableSpans(text);
    expect(others).toEqual([]);
    const block = text.slice(span?.start, span?.end);
    expect(block).toMatch(/function layout\(\)[\s\S]*function arrange\(hexagons\)/);
    expect(block).not.toMatch(/function (ring|reduced|facing|settle|expandToFit|complete|pack)\b/);
  });

  it('gets far when its steps have a length and the side is possible, so the tools are enough', async () => {
    const { score } = await measure(
      changed(['const side = 4 * heat;', 'const side = 3.93 - heat;'], ['const give = 0;', 'const give = 0.5;']),
    );
    expect(score).toBeLessThan(4.2);
  });

  it.each([
    ['too many hexagons', 'ring(hexagons, 5, 3.1,', 'ring(hexagons, 40, 3.1,'],
    ['too few hexagons', 'ring(hexagons, 5, 3.1, 0.15, 0.2);', ''],
    ['violent steps', 'const give = 0;', 'const give = 3;'],
    ['a side of nothing', 'const side = 4 * heat;', 'const side = -9;'],
    ['many turns', 'ring(hexagons, 5, 3.1, 0.15, 0.2);', 'ring(hexagons, 5, 3.1, 0.15, 1e5);'],
  ])('stays legal with %s', async (_what, from, to) => {
    const { score } = await measure(changed([from, to], ['const rounds = 500;', 'const rounds = 100;']));
    expect(score).toBeGreaterThan(3.93);
    expect(score).toBeLessThan(1000);
  });
});

describe('evaluate', () => {
  it('computes the side of a tower', async () => {
    const tower = Array.from({ length: 11 }, (_, k) => [0, 2 * (k - 5), 0]);
    // The topmost corners are 10 + √3/2 above the middle.
    expect((await measure(answering(tower))).score).toBeCloseTo(1 + 20 / Math.sqrt(3), 13);
  });

  it('names hexagons that overlap', async () => {
    const tower = Array.from({ length: 11 }, (_, k) => [0, 2 * (k - 5), 0]);
    expect(await reasonAgainst(answering(tower.with(7, [0, 2.5, 0])))).toContain('hexagons 6 and 7 overlap');
    expect(await reasonAgainst(answering(tower.with(7, [1001, 0, 0])))).toContain('hexagon 7 has a number beyond 1000');
  });

  it('keeps pictures for what is not training, and descriptors in range', async () => {
    const training = await measure(seed);
    expect(training.artifacts).toBeUndefined();
    const picture = (await measure(seed, 'validation')).artifacts?.picture as string;
    expect(picture).toMatch(/^<svg .*<\/svg>$/);
    expect(picture.match(/<polygon /g)).toHaveLength(12);
    for (const [index, { min, max }] of task.descriptors.entries()) {
      expect(training.descriptors?.[index]).toBeGreaterThanOrEqual(min);
      expect(training.descriptors?.[index]).toBeLessThanOrEqual(max);
    }
  });
});
