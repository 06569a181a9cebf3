import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { costOf } from '../../core/cost.ts';
import { parseIdioms } from '../operators/idioms.ts';
import { MAXIMUM_IDIOMS, requireMinedIdiom } from './idiom-text.ts';
import { type MinedEdit, mineIdioms } from './mine-idioms.ts';
import { anyTerm, term } from './test-support/terms.ts';

function edit(text: string, parts: Partial<MinedEdit> = {}): MinedEdit {
  const cost = costOf({ evaluations: 1, steps: 100 });
  return { run: 'r0001', task: 'one', candidate: 1, gain: 0.5, cost, stepsRatio: 1, terms: [term(text)], ...parts };
}

const bodies = (edits: readonly MinedEdit[]): string[] =>
  mineIdioms(edits).map(({ text }) => text.replace(/^.*=> /, ''));

describe('mineIdioms', () => {
  it('finds what two edits have in common, with its evidence', () => {
    const edits = [
      edit('Math.exp(-Math.abs(a - 3) / b)', { gain: 1, candidate: 7, stepsRatio: 4 }),
      edit('Math.exp(-Math.abs(c) / (d + 1))', { gain: 0.5, candidate: 9, run: 'r0002', task: 'two' }),
    ];
    expect(mineIdioms(edits)).toEqual([
      expect.objectContaining({
        text: expect.stringMatching(
          /^export const mined\w+ = \(a: number, b: number\): number => Math\.exp\(-Math\.abs\(a\) \/ b\);$/,
        ),
        edits: 2,
        runs: 2,
        tasks: ['one', 'two'],
        gain: 0.75,
        stepsRatio: 2,
        cost: costOf({ evaluations: 1, steps: 100 }),
        // Four operations of the template, in edits of six each, and two runs: (1 + 0.5) · 4/6 · 2/3.
        value: (1.5 * (4 / 6) * 2) / 3,
        examples: ['r0001:7', 'r0002:9'],
      }),
    ]);
  });

  it('what happened once, or says no more than one operation, is no idiom', () => {
    expect(mineIdioms([])).toEqual([]);
    expect(bodies([edit('Math.exp(-a) * 2'), edit('b % 3')])).toEqual([]);
    expect(bodies([edit('a + b'), edit('c + d')])).toEqual([]);
    expect(bodies([edit('a + 1'), edit('c + 1')])).toEqual(['a + 1;']);
  });

  it('finds templates inside of larger expressions', () => {
    expect(bodies([edit('a * (b + Math.max(c, 0.5))'), edit('Math.sqrt(Math.max(d, 0.5))')])).toContain(
      'Math.max(a, 0.5);',
    );
  });

  it('what an idiom before it explains counts for nothing', () => {
    // The inner template is contained in the same edits as the outer one, so it adds nothing.
    expect(bodies([edit('Math.exp(-Math.abs(a))'), edit('Math.exp(-Math.abs(b))')])).toEqual([
      'Math.exp(-Math.abs(a));',
    ]);
  });

  it('prefers gain, and support from several runs', () => {
    const pair = (text: string, other: string, parts: Partial<MinedEdit>) => [edit(text, parts), edit(other, parts)];
    const poor = pair('Math.sin(a) * 3', 'Math.sin(b - c) * 3', { gain: 0.1 });
    const rich = pair('Math.sqrt(a) * 2', 'Math.sqrt(b - c) * 2', { gain: 0.9 });
    expect(bodies([...poor, ...rich])[0]).toBe('Math.sqrt(a) * 2;');
    const one = pair('Math.sin(a) * 3', 'Math.sin(b) * 3', {});
    const [first, second] = pair('Math.sqrt(a) * 2', 'Math.sqrt(b) * 2', {});
    const two = [first as MinedEdit, { ...(second as MinedEdit), run: 'r0002' }];
    expect(bodies([...one, ...two])[0]).toBe('Math.sqrt(a) * 2;');
  });

  it('is bounded, without twins, in order of value, and every idiom can be read by those who use it', () => {
    fc.assert(
      fc.property(fc.array(anyTerm, { maxLength: 25 }), (terms) => {
        const edits = terms.map((one, index) => edit('a', { terms: [one], candidate: index, gain: (index % 7) / 6 }));
        const idioms = mineIdioms(edits);
        expect(idioms.length).toBeLessThanOrEqual(MAXIMUM_IDIOMS);
        expect(new Set(idioms.map(({ name }) => name)).size).toBe(idioms.length);
        expect(idioms.map(({ value }) => value)).toEqual(idioms.map(({ value }) => value).sort((a, b) => b - a));
        for (const idiom of idioms) {
          requireMinedIdiom(idiom, (got) => expect.fail(got));
          expect(parseIdioms([{ file: 'x.ts', text: idiom.text }])).toHaveLength(1);
        }
        expect(mineIdioms(edits)).toEqual(idioms);
      }),
      { numRuns: 20 },
    );
  });
});
