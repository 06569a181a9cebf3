import { describe, expect, it } from 'vitest';
import { editableSpans } from '../../src/core/editable.ts';
import { entryText } from '../../src/core/program.ts';
import type { CandidateHandle } from '../../src/core/task.ts';
import { CandidateFault } from '../../src/sandbox/contract.ts';
import { taskUnderTest } from '../shared/task-under-test.ts';
import type { Circle } from './circles.ts';
import { exactViolation } from './exact.ts';

const { task, seed, changed, measure, reasonAgainst } = await taskUnderTest('circle-packing');

/** A handle that answers each question for n with a value. */
function answering(answers: Readonly<Record<number, unknown>>): CandidateHandle {
  return {
    program: seed,
    drive: async () => null,
    call: async (_name, [list]) => {
      const answer = answers[list?.[0] as number];
      if (answer instanceof Error) throw answer;
      return [answer];
    },
  };
}

const grid = (n: number, radius: number): Circle[] =>
  Array.from({ length: n }, (_, k) => [(2 * (k % 6) + 1) / 12, (2 * Math.floor(k / 6) + 1) / 12, radius]);

describe('the seed program', () => {
  it('scores what the ring layout is known for', async () => {
    // The published value is 0.9597642169962064; the last digits go into the room for rounding.
    const { score, metrics } = await measure(seed);
    expect(score).toBeCloseTo(0.9597642169962064, 12);
    expect(score).toBeLessThan(0.9597642169962064);
    expect(metrics?.smallestRadius).toBe(0);
  });

  it('has its tools outside the editable block', () => {
    const text = entryText(seed);
    const [span, ...others] = editableSpans(text);
    expect(others).toEqual([]);
    const block = text.slice(span?.start, span?.end);
    expect(block).toMatch(/function layout\(\)[\s\S]*function arrange\(circles\)/);
    expect(block).not.toMatch(/function (ring|relax|shrinkToFit|pack)\b/);
  });

  it('gets far when its steps have a length, so the tools are enough', async () => {
    const { score } = await measure(
      changed(['const growth = 0 * heat;', 'const growth = 12 * heat ** 2;'], ['const give = 0;', 'const give = 1;']),
    );
    expect(score).toBeGreaterThan(2.5);
  });

  it.each([
    ['too many circles', 'ring(circles, 8, 0.3, 0);', 'ring(circles, 40, 0.3, 0);'],
    ['too few circles', 'ring(circles, 16, 0.7, 0);', ''],
    ['no circles', 'const circles = [[0.5, 0.5, 0]];', 'return [];'],
    ['circles in one place', 'ring(circles, 16, 0.7, 0);', 'ring(circles, 16, 0, 0);'],
    ['violent steps', 'const give = 0;', 'const give = 1.3;'],
    ['growth without end', 'const growth = 0 * heat;', 'const growth = 900;'],
    ['shrinking', 'const growth = 0 * heat;', 'const growth = -900;'],
  ])('stays legal with %s', async (_what, from, to) => {
    const { score } = await measure(changed([from, to]));
    expect(score).toBeGreaterThanOrEqual(0);
    expect(score).toBeLessThan(2.636);
  });
});

describe('evaluate', () => {
  it('adds up the radii', async () => {
    const { score, metrics } = await measure(answering({ 26: grid(26, 0.08) }));
    expect(score).toBeCloseTo(26 * 0.08, 12);
    expect(metrics).toMatchObject({ contacts: 0, wallContacts: 0, smallestRadius: 0.08, largestRadius: 0.08 });
  });

  it('gives the same score on every split, since there is one instance', async () => {
    const handle = answering({ 26: grid(26, 0.08), 32: grid(32, 0.05) });
    for (const split of task.splits) expect((await measure(handle, split)).score).toBeCloseTo(2.08, 12);
  });

  it.each<[string, unknown, string | undefined]>([
    ['a legal packing', grid(32, 0.05), '1.60'],
    ['an overlap', grid(32, 0.09), undefined],
    ['too few circles', grid(31, 0.05), undefined],
    ['a fault', new CandidateFault('timeout', 'out of steps'), undefined],
  ])('reports 32 circles on the test split only: %s', async (_what, answer, expected) => {
    const handle = answering({ 26: grid(26, 0.08), 32: answer });
    expect((await measure(handle, 'validation')).privateMetrics).toBeUndefined();
    const { score, privateMetrics } = await measure(handle, 'test');
    expect(score).toBeCloseTo(2.08, 12);
    expect(privateMetrics?.sum32?.toFixed(2)).toBe(expected);
  });

  it('lets a fault of the candidate pass', async () => {
    const handle = answering({ 26: new CandidateFault('timeout', 'out of steps') });
    await expect(measure(handle)).rejects.toThrow('out of steps');
  });

  it('names the pair that overlaps', async () => {
    const circles = grid(26, 0.08).with(7, [0.25, 0.2, 0.09]);
    expect(await reasonAgainst(answering({ 26: circles }))).toBe('circles 1 and 7 overlap');
  });

  it('checks exactly: every accepted packing of the seed family is legal without rounding', async () => {
    for (const turn of [0.01, 0.1, 0.25, 0.37]) {
      const program = changed(
        ['ring(circles, 8, 0.3, 0);', `ring(circles, 8, 0.3, ${turn});`],
        ['const growth = 0 * heat;', 'const growth = 5 * heat;'],
        ['const give = 0;', 'const give = 0.7;'],
      );
      const { artifacts } = await measure(program, 'validation');
      expect(exactViolation(artifacts?.circles as unknown as Circle[])).toBeUndefined();
    }
  });

  it('keeps pictures for what is not training, and descriptors in range', async () => {
    const training = await measure(seed);
    expect(training.artifacts).toBeUndefined();
    expect((await measure(seed, 'validation')).artifacts?.picture).toMatch(/^<svg .*<\/svg>$/);
    for (const [index, { min, max }] of task.descriptors.entries()) {
      expect(training.descriptors?.[index]).toBeGreaterThanOrEqual(min);
      expect(training.descriptors?.[index]).toBeLessThanOrEqual(max);
    }
  });

  it('knows equal packings by their behaviour', async () => {
    const same = changed(['const give = 0;', 'const give = 0 * heat;']);
    const other = changed(['0.3, 0', '0.31, 0']);
    const { behaviour } = await measure(seed);
    expect((await measure(same)).behaviour).toBe(behaviour);
    expect((await measure(other)).behaviour).not.toBe(behaviour);
  });
});
