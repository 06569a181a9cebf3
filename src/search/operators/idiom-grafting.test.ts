import { describe, expect, it } from 'vitest';
import { parentOf, SAMPLE_TASK } from '../../../testing/conformance/operator.ts';
import { randomFrom } from '../../base/random.ts';
import type { ProposalInput } from '../../core/operator.ts';
import { createProgram, entryText } from '../../core/program.ts';
import { idiomGrafting } from './idiom-grafting.ts';

function grafted(parent: string, idioms: ProposalInput['task']['idioms'], count = 300): string[] {
  const program = createProgram({ language: 'javascript', entry: 'a.js', files: { 'a.js': parent } });
  return Array.from({ length: count }, (_, seed) => {
    const random = randomFrom({ seed, path: '/graft' });
    const task = { ...SAMPLE_TASK, idioms };
    const proposal = idiomGrafting().propose({ parents: [parentOf(program)], task, random, state: {} });
    return proposal.kind === 'proposed' ? entryText(proposal.program) : proposal.reason;
  });
}

const BUMP = [
  { file: 'bump.ts', text: 'export const bump = (x: number, peak: number): number => 7 / (1 + (x - peak) ** 2);' },
];

describe('idiom-grafting', () => {
  it('writes the template with its holes filled', () => {
    const children = grafted('export const f = (a, b) => a * b;', BUMP);
    expect(children).toContain('export const f = (a, b) => 7 / (1 + (a - b) ** 2);');
    expect(children.filter((child) => /\*\* 2\)/.test(child)).length).toBeGreaterThan(200);
    for (const child of children) {
      expect(child.startsWith('export const f = (a, b) => ')).toBe(true);
      expect(child).not.toMatch(/\b(x|peak|bump)\b/);
    }
  });

  it('keeps what stood there in one of the holes, more often than not', () => {
    const children = grafted('export const f = (a, b) => Math.hypot(a, b, 31);', BUMP);
    const kept = children.filter((child) => child.includes('Math.hypot(a, b, 31)') && child.includes('** 2'));
    expect(kept.length).toBeGreaterThan(40);
  });

  it('changes the numbers of the template now and then', () => {
    const children = grafted('export const f = (a, b) => a;', BUMP);
    const exact = children.filter((child) => child.includes('7 / (1 + ')).length;
    expect(exact).toBeGreaterThan(150);
    expect(exact).toBeLessThan(260);
  });

  it('fills boolean holes with conditions, and grafts booleans where booleans are', () => {
    const idioms = [{ file: 'either.ts', text: 'export const either = (p: boolean, q: boolean): boolean => p || !q;' }];
    const children = grafted('export const f = (a, b) => (a < b ? a : b);', idioms);
    expect(children.some((child) => child.includes('(a < b || !('))).toBe(true);
    for (const child of children) expect(child).toMatch(/^export const f = \(a, b\) => \(.*(\|\||&&).* \? a : b\);$/);
  });

  it('writes a hole alone, and a template without holes', () => {
    const idioms = [
      { file: 'same.ts', text: 'export const same = (x: number): number => x;' },
      { file: 'ten.ts', text: 'export const ten = (): number => 10;' },
    ];
    const children = grafted('export const f = (a, b) => a * b;', idioms);
    expect(children).toContain('export const f = (a, b) => b;');
    expect(children.some((child) => /10/.test(child))).toBe(true);
  });

  it('rejects when there is nothing to graft, or nowhere', () => {
    expect(grafted('export const f = (a) => a;', [], 1)).toEqual(['no-idiom']);
    expect(grafted('export const f = "a";', BUMP, 1)).toEqual(['no-site']);
  });
});
