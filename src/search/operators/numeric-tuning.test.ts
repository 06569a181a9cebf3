import { describe, expect, it } from 'vitest';
import { parentOf, SAMPLE_TASK } from '../../../testing/conformance/operator.ts';
import { randomFrom } from '../../base/random.ts';
import { createProgram, entryText, type Program } from '../../core/program.ts';
import { numericTuning } from './numeric-tuning.ts';

function programOf(text: string): Program {
  return createProgram({ language: 'javascript', entry: 'a.js', files: { 'a.js': text } });
}

interface Child {
  readonly text: string;
  readonly numbers: number[];
  readonly sigma: number;
}

function children(program: Program, count: number, sigma?: number): Child[] {
  return Array.from({ length: count }, (_, seed) => {
    const parent = parentOf(program, sigma === undefined ? {} : { sigma });
    const random = randomFrom({ seed, path: '/tune' });
    const proposal = numericTuning().propose({ parents: [parent], task: SAMPLE_TASK, random, state: {} });
    if (proposal.kind === 'rejected') throw new Error(proposal.reason);
    const text = entryText(proposal.program);
    const numbers = (text.match(/-?\d[\d.e-]*/g) ?? []).map(Number);
    return { text, numbers, sigma: proposal.note?.sigma as number };
  });
}

describe('numeric-tuning', () => {
  it('changes literals and nothing else', () => {
    for (const { text } of children(programOf('const a = 0.25; // 7\nconst b = [a[3], -12.5, a - 100];'), 200))
      expect(text).toMatch(/^const a = [-\d.e]+; \/\/ 7\nconst b = \[a\[3\], [-\d.e]+, a - [-\d.e]+\];$/);
  });

  it('makes steps of about the size that the parent hands on', () => {
    for (const sigma of [0.01, 0.1, 1]) {
      const steps = children(programOf('const a = 8.5;'), 400, sigma).map(({ numbers }) =>
        Math.abs(Math.log(Math.abs((numbers[0] ?? 0) / 8.5))),
      );
      const typical = steps.sort((a, b) => a - b)[200] as number;
      expect(typical).toBeGreaterThan(0.25 * sigma);
      expect(typical).toBeLessThan(2 * sigma);
    }
  });

  it('changes the step size itself, up as often as down', () => {
    const sigmas = children(programOf('const a = 8.5;'), 600, 0.1).map(({ sigma }) => sigma);
    expect(Math.min(...sigmas)).toBeLessThan(0.03);
    expect(Math.max(...sigmas)).toBeGreaterThan(0.3);
    const larger = sigmas.filter((sigma) => sigma > 0.1).length;
    expect(larger).toBeGreaterThan(240);
    expect(larger).toBeLessThan(360);
  });

  it('mostly keeps integers integers, and never leaves them unchanged', () => {
    const values = children(programOf('const a = 40;'), 300).map(({ numbers }) => numbers[0] as number);
    const integers = values.filter(Number.isInteger).length;
    expect(integers / values.length).toBeGreaterThan(0.6);
    expect(integers / values.length).toBeLessThan(0.9);
    expect(values).not.toContain(40);
  });

  it('gets away from zero, and changes signs now and then', () => {
    expect(children(programOf('const a = 0;'), 50).every(({ numbers }) => numbers[0] !== 0)).toBe(true);
    const negative = children(programOf('const a = 5.5;'), 600, 0.05).filter(({ numbers }) => (numbers[0] ?? 0) < 0);
    expect(negative.length).toBeGreaterThan(3);
    expect(negative.length).toBeLessThan(40);
  });

  it('writes short numbers', () => {
    for (const { text } of children(programOf('const a = 0.123456789, b = 3;'), 300))
      for (const digits of text.match(/\d[\d.]*/g) ?? [])
        if (digits !== '0.123456789')
          expect(digits.replace(/\D|^0+/g, '').replace(/^0+/, '').length).toBeLessThanOrEqual(6);
  });

  it('changes one literal most of the time, and all of them sometimes', () => {
    const original = [1.5, 2.5, 3.5, 4.5, 5.5, 6.5];
    const counts = children(programOf(`const a = [${original.join(', ')}];`), 400).map(
      ({ numbers }) => numbers.filter((value, i) => value !== original[i]).length,
    );
    expect(counts.filter((count) => count === 1).length).toBeGreaterThan(130);
    expect(counts.filter((count) => count === 6).length).toBeGreaterThan(5);
  });

  it('rejects programs without literals', () => {
    const parent = parentOf(programOf('export const f = (a) => a;'));
    const random = randomFrom({ seed: 1, path: '' });
    expect(numericTuning().propose({ parents: [parent], task: SAMPLE_TASK, random, state: {} })).toEqual({
      kind: 'rejected',
      reason: 'no-literal',
    });
  });
});
