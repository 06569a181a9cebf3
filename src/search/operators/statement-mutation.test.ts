import { describe, expect, it } from 'vitest';
import { parentOf, SAMPLE_TASK } from '../../../testing/conformance/operator.ts';
import { randomProgram } from '../../../testing/conformance/operator-programs.ts';
import { randomFrom } from '../../base/random.ts';
import type { Proposal } from '../../core/operator.ts';
import { createProgram, entryText, type Program } from '../../core/program.ts';
import { parseSource } from './javascript/syntax.ts';
import { STATEMENT_EDITS, statementMutation } from './statement-mutation.ts';

function propose(program: Program, seed: number): Proposal {
  const random = randomFrom({ seed, path: '/statements' });
  return statementMutation().propose({ parents: [parentOf(program)], task: SAMPLE_TASK, random, state: {} });
}

describe('statement-mutation', () => {
  it('makes all kinds of edits', () => {
    const text = `export function f(a, b) {
      let c = a * 2;
      if (c > b) { c = b - 1; }
      c += b;
      g(c, a + b);
      if (a < 1) return b; else c = 3;
      return c;
    }`;
    const program = createProgram({ language: 'javascript', entry: 'a.js', files: { 'a.js': text } });
    const counts: Record<string, number> = {};
    for (let seed = 0; seed < 800; seed++) {
      const proposal = propose(program, seed);
      if (proposal.kind === 'rejected') throw new Error(proposal.reason);
      for (const kind of (proposal.note?.edits ?? []) as readonly string[]) counts[kind] = (counts[kind] ?? 0) + 1;
    }
    expect(Object.keys(counts).sort()).toEqual(Object.keys(STATEMENT_EDITS).sort());
    for (const count of Object.values(counts)) expect(count).toBeGreaterThan(15);
  });

  it('gives a one-liner something to build on', () => {
    const text = 'export function priority(item, remaining) {\n  return -(remaining - item);\n}\n';
    const program = createProgram({ language: 'javascript', entry: 'a.js', files: { 'a.js': text } });
    const texts = Array.from({ length: 200 }, (_, seed) => propose(program, seed)).flatMap((proposal) =>
      proposal.kind === 'proposed' ? [entryText(proposal.program)] : [],
    );
    expect(texts.length).toBeGreaterThan(190);
    for (const pattern of [/^ {2}if \(.+\) return .+;$/m, /^ {2}const t1 = .+;$/m, /^ {2}(item|remaining) = .+;$/m])
      expect(texts.some((child) => pattern.test(child))).toBe(true);
  });

  it('keeps programs in good order over many generations', () => {
    for (let line = 0; line < 12; line++) {
      let program = randomProgram(line);
      for (let step = 0; step < 15; step++) {
        const proposal = propose(program, 100 * line + step);
        if (proposal.kind === 'rejected') {
          expect(['no-site', 'touches-marker', 'no-statement']).toContain(proposal.reason);
          continue;
        }
        program = proposal.program;
        const dialect = program.language === 'typescript' ? 'ts' : 'js';
        expect(parseSource(entryText(program), dialect).fault).toBe(null);
      }
    }
  });
});
