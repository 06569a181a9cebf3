import { describe, expect, it } from 'vitest';
import { parentOf, SAMPLE_TASK } from '../../../testing/conformance/operator.ts';
import { randomProgram } from '../../../testing/conformance/operator-programs.ts';
import { randomFrom } from '../../base/random.ts';
import type { Proposal } from '../../core/operator.ts';
import { createProgram, entryText, type Program } from '../../core/program.ts';
import { SIMPLIFICATIONS } from './javascript/simplify.ts';
import { programSize } from './program-size.ts';
import { simplify } from './simplify.ts';

function propose(program: Program, seed: number): Proposal {
  const random = randomFrom({ seed, path: '/simplify' });
  return simplify().propose({ parents: [parentOf(program)], task: SAMPLE_TASK, random, state: {} });
}

function programOf(text: string): Program {
  return createProgram({ language: 'javascript', entry: 'a.js', files: { 'a.js': text } });
}

describe('simplify', () => {
  it('proposes smaller programs only, or shorter ones of the same size', () => {
    for (let seed = 0; seed < 150; seed++) {
      const parent = randomProgram(seed);
      const proposal = propose(parent, seed);
      if (proposal.kind === 'rejected') continue;
      const [before, after] = [programSize(parent), programSize(proposal.program)];
      expect(after).toBeLessThanOrEqual(before);
      if (after === before) expect(entryText(proposal.program).length).toBeLessThan(entryText(parent).length);
    }
  });

  it('uses all its rewrites', () => {
    const text = `export function f(a, b) {
      const once = a * 1 + b - 0;
      g(2 + 3 * 4);
      if (a > 1.23456) { g(once); } else { g(!(a < b) ? 1 : 2); }
      return Math.max(a, a) * (b ? a : a);
    }`;
    const seen = new Set<string>();
    for (let seed = 0; seed < 600; seed++) {
      const proposal = propose(programOf(text), seed);
      if (proposal.kind === 'proposed')
        for (const kind of (proposal.note?.edits ?? []) as readonly string[]) seen.add(kind);
    }
    expect([...seen].sort()).toEqual(Object.keys(SIMPLIFICATIONS).sort());
  });

  it('ends: a program cannot get simpler for ever', () => {
    let program = randomProgram(11);
    let steps = 0;
    for (let misses = 0; misses < 5; ) {
      const proposal = propose(program, steps + misses * 10_000);
      if (proposal.kind === 'rejected') misses += 1;
      else {
        program = proposal.program;
        steps += 1;
      }
      expect(steps).toBeLessThan(1_000);
    }
    expect(steps).toBeGreaterThan(3);
  });

  it('rejects what is as simple as can be', () => {
    expect(propose(programOf('export const f = (a) => a;'), 1)).toMatchObject({ kind: 'rejected' });
  });
});
