import { describe, expect, it } from 'vitest';
import { parentOf, SAMPLE_TASK } from '../../../testing/conformance/operator.ts';
import { randomFrom } from '../../base/random.ts';
import { createProgram, entryText, type Program } from '../../core/program.ts';
import { EXPRESSION_EDITS, expressionMutation } from './expression-mutation.ts';
import { programSize } from './program-size.ts';

function programOf(text: string): Program {
  return createProgram({ language: 'javascript', entry: 'a.js', files: { 'a.js': text } });
}

const BEST_FIT = programOf('export function priority(item, remaining) {\n  return -(remaining - item);\n}\n');

/** Children of one parent over many seeds, with the kinds of edits that made them. */
function children(
  program: Program,
  count: number,
  options = {},
): { text: string; edits: readonly string[]; size: number }[] {
  const operator = expressionMutation(options);
  return Array.from({ length: count }, (_, seed) => {
    const random = randomFrom({ seed, path: '/children' });
    const proposal = operator.propose({ parents: [parentOf(program)], task: SAMPLE_TASK, random, state: {} });
    if (proposal.kind === 'rejected') throw new Error(proposal.reason);
    const edits = (proposal.note?.edits ?? []) as readonly string[];
    return { text: entryText(proposal.program), edits, size: programSize(proposal.program) };
  });
}

describe('expression-mutation', () => {
  it('makes all kinds of edits, about as often as their weights say', () => {
    const text = `const limit = 3;
      export function f(a, b) {
        const isTight = a < b && b > 2 || a === limit;
        const c = Math.max(a * 2, b) + (isTight ? Math.min(a, 5) : Math.sqrt(b - 1));
        return c > 1 && a > c ? c ** 2 : Math.pow(a, b) / (c + limit);
      }`;
    const counts: Record<string, number> = {};
    const made = children(programOf(text), 1_500, { another: 0 });
    for (const { edits } of made) for (const kind of edits) counts[kind] = (counts[kind] ?? 0) + 1;
    expect(Object.keys(counts).sort()).toEqual(Object.keys(EXPRESSION_EDITS).sort());
    const weights = Object.values(EXPRESSION_EDITS).reduce((sum, { weight }) => sum + weight, 0);
    // Kinds that seldom fit a site come less often than their weight says, the others a little more.
    for (const [kind, { weight }] of Object.entries(EXPRESSION_EDITS)) {
      const expected = (1_500 * weight) / weights;
      expect({ kind, isRare: (counts[kind] ?? 0) < 0.4 * expected }).toEqual({ kind, isRare: false });
      expect({ kind, isOften: (counts[kind] ?? 0) > 1.5 * expected }).toEqual({ kind, isOften: false });
    }
  });

  it('reaches what good packing rules are made of, in one step', () => {
    const texts = children(BEST_FIT, 3_000).map(({ text }) => text);
    for (const pattern of [
      /remaining \/ item/,
      /remaining \*\* 2/,
      /\? .* : /,
      /remaining [<>]=? \d/,
      /Math\.\w+\(remaining - item\)/,
      /item \*/,
      /Math\.(max|min)\(.*, .*\)/,
      /-remaining;/,
      /return -\(remaining \+ item\)/,
      /return \(?remaining - item/,
    ])
      expect({ pattern, isFound: texts.some((text) => pattern.test(text)) }).toEqual({ pattern, isFound: true });
  });

  it('grows a one-liner to formulas of useful sizes when steps are repeated', () => {
    const sizes: number[] = [];
    for (let line = 0; line < 40; line++) {
      let program = BEST_FIT;
      for (let step = 0; step < 12; step++) {
        const random = randomFrom({ seed: step, path: `/line/${line}` });
        const proposal = expressionMutation().propose({
          parents: [parentOf(program)],
          task: SAMPLE_TASK,
          random,
          state: {},
        });
        if (proposal.kind === 'proposed') program = proposal.program;
      }
      sizes.push(programSize(program));
    }
    const within = sizes.filter((size) => size >= 15 && size <= 130).length;
    expect(within).toBeGreaterThan(25);
  });

  it('holds back growth when a program is large already', () => {
    const terms = Array.from({ length: 80 }, (_, i) => `a * ${i + 1}`).join(' + ');
    const large = programOf(`export const f = (a) => ${terms};`);
    const grown = (comfortableSize: number): number =>
      children(large, 300, { comfortableSize }).filter(({ size }) => size > programSize(large)).length;
    expect(grown(50)).toBeLessThan(0.75 * grown(10_000));
  });

  it('writes numbers, not formulas, where no name can be read', () => {
    for (const { text } of children(programOf('export const table = [1, 2, 4];\n'), 200))
      expect(text).toMatch(/^export const table = \[[-\d.e]+, [-\d.e]+, [-\d.e]+\];\n$/);
  });

  it('does not put numbers where arrays are, nor arrays where numbers are', () => {
    const text = `export function pack(circles, count) {
  const radii = [];
  for (let i = 0; i < count; i++) {
    const circle = circles[i];
    radii.push(Math.min(circle.x, circle.y) * 0.5 + i);
  }
  return radii;
}
`;
    for (const { text: child } of children(programOf(text), 400)) {
      expect(child).toMatch(/const circle = circles\[/);
      expect(child).toContain('radii.push(');
      expect(child).toContain('return radii;');
      expect(child).not.toMatch(/[-+*/] (circles|radii|circle)\b(?!\[|\.)/);
    }
  });

  it('seldom touches loop heads and indices', () => {
    const text =
      'export function f(xs) {\n  let s = 0;\n  for (let i = 0; i < 10; i++) s += xs[i] * 2;\n  return s;\n}\n';
    const touched = children(programOf(text), 500).filter(
      ({ text: child }) => !child.includes('for (let i = 0; i < 10; i++)') || !/xs\[i\]|xs/.test(child),
    );
    expect(touched.length).toBeGreaterThan(0);
    expect(touched.length).toBeLessThan(40);
  });
});
