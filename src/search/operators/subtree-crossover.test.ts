import { describe, expect, it } from 'vitest';
import { parentOf, SAMPLE_TASK } from '../../../testing/conformance/operator.ts';
import { randomFrom } from '../../base/random.ts';
import type { Proposal } from '../../core/operator.ts';
import { createProgram, entryText } from '../../core/program.ts';
import { subtreeCrossover } from './subtree-crossover.ts';

function cross(parent: string, mate: string, seed: number, language = 'javascript'): Proposal {
  const [a, b] = [parent, mate].map((text) => parentOf(createProgram({ language, entry: 'a', files: { a: text } })));
  if (a === undefined || b === undefined) throw new Error('no parents');
  const random = randomFrom({ seed, path: '/cross' });
  return subtreeCrossover().propose({ parents: [a, b], task: SAMPLE_TASK, random, state: {} });
}

function childrenOf(parent: string, mate: string): string[] {
  return Array.from({ length: 300 }, (_, seed) => cross(parent, mate, seed)).flatMap((proposal) =>
    proposal.kind === 'proposed' ? [entryText(proposal.program)] : [],
  );
}

describe('subtree-crossover', () => {
  const parent = 'export const f = (a, b) => a + b * 111;';
  const mate = 'export const f = (x, y) => Math.sqrt(x - 222) / y;';

  it('puts expressions of the mate into the parent, under the names of the parent', () => {
    const children = childrenOf(parent, mate);
    expect(children.length).toBeGreaterThan(290);
    expect(children).toContain('export const f = (a, b) => a + Math.sqrt(a - 222) / b;');
    expect(children).toContain('export const f = (a, b) => Math.sqrt(a - 222);');
    for (const child of children) {
      expect(child.startsWith('export const f = (a, b) => ')).toBe(true);
      expect(child).not.toMatch(/\b[xy]\b/);
    }
  });

  it('also joins both', () => {
    const children = childrenOf(parent, mate).join('\n');
    for (const pattern of [/\? .*111.* : .*222/, /a \+ b \* 111 \+ /, /0\.\d \* .* \+ 0\.\d \* /, /111 \* .*222/])
      expect({ pattern, isFound: pattern.test(children) }).toEqual({ pattern, isFound: true });
  });

  it('keeps booleans among booleans', () => {
    const children = childrenOf(
      'export const f = (a) => (a > 1 ? 2 : 3);',
      'export const f = (a) => (a < 77 && a !== 78 ? 4 : 5);',
    );
    expect(children).toContain('export const f = (a) => (a < 77 && a !== 78 ? 2 : 3);');
    for (const child of children) {
      const f = new Function(`${child.replace('export ', '')} return f;`)();
      for (const a of [0, 5, 78, 100]) expect(typeof f(a)).toBe('number');
    }
  });

  it('rejects mates that have nothing to give', () => {
    expect(cross(parent, 'export const f = () => "text";', 1)).toMatchObject({ reason: 'no-mate-material' });
    expect(cross(parent, 'export const = 1', 1)).toMatchObject({ reason: 'mate-does-not-parse' });
    expect(cross('export const f = "a";', mate, 1)).toMatchObject({ reason: 'no-site' });
    const [only] = [parentOf(createProgram({ language: 'javascript', entry: 'a', files: { a: parent } }))];
    const alone = { parents: [only] as const, task: SAMPLE_TASK, random: randomFrom({ seed: 1, path: '' }), state: {} };
    expect(subtreeCrossover().propose(alone)).toEqual({ kind: 'rejected', reason: 'no-mate' });
  });
});
