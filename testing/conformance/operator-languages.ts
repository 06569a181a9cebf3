import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { randomFrom } from '../../src/base/random.ts';
import type { Operator, Parent, Proposal } from '../../src/core/operator.ts';
import { createProgram, type Program } from '../../src/core/program.ts';
import { programSize } from '../../src/search/operators/program-size.ts';
import { isWellFormed } from '../../src/search/operators/program-syntax.ts';
import { loadGrammars } from '../../src/search/operators/tree-sitter/grammars.ts';
import { frozenText } from './frozen-text.ts';
import { SAMPLE_LANGUAGES, type SampleForm, sampleProgram } from './language-programs.ts';
import { parentOf, SAMPLE_TASK } from './operator.ts';

const FORMS: readonly SampleForm[] = ['plain', 'crlf', 'whole'];

/** Texts that no operator can do anything with, or that were made to break one. */
const HOSTILE: readonly string[] = [
  '',
  '\n\n',
  '\uFEFF',
  '\0\uD800',
  '# EVOLVE-BLOCK-START\n# EVOLVE-BLOCK-END\n',
  '('.repeat(20_000),
  `x = ${'-'.repeat(3_000)}1\n`,
  `${'if x:\n  '.repeat(300)}pass\n`,
  '"'.repeat(999),
  `f(${'1,'.repeat(5_000)}1)\n`,
];

/**
 * What every operator promises for programs that are not in JavaScript: whatever the language, children are well formed
 * inside the editable spans and the same outside of them, and nothing that a file holds makes the operator throw.
 */
export function operatorLanguageConformance(name: string, makeOperator: () => Operator, runs = 12): void {
  const propose = (program: Program, mate: Program, seed: number): Proposal => {
    const operator = makeOperator();
    const parents: [Parent, ...Parent[]] =
      operator.arity === 2 ? [parentOf(program), parentOf(mate)] : [parentOf(program)];
    // Half of the proposals are for a task without idioms of its own.
    const task = seed % 2 === 0 ? SAMPLE_TASK : { ...SAMPLE_TASK, idioms: [] };
    return operator.propose({ parents, task, random: randomFrom({ seed, path: '/propose' }), state: {} });
  };

  describe(`${name} in other languages`, () => {
    beforeAll(() => loadGrammars(SAMPLE_LANGUAGES.map((language) => sampleProgram(language))));

    for (const language of SAMPLE_LANGUAGES)
      it(`edits ${language} within its spans, and gives the same proposal for the same input`, () => {
        const seeds = fc.integer({ min: 0, max: 1_000_000 });
        let proposed = 0;
        fc.assert(
          fc.property(seeds, fc.constantFrom(...FORMS), (seed, form) => {
            const [program, mate] = [sampleProgram(language, form), sampleProgram(language, form, true)];
            const proposal = propose(program, mate, seed);
            expect(propose(program, mate, seed)).toEqual(proposal);
            if (proposal.kind === 'rejected') {
              expect(proposal.reason).toMatch(/^[a-z]+(-[a-z]+)*$/);
              return;
            }
            proposed += 1;
            const [before, after] = [program, proposal.program].map(({ files, entry }) => files[entry] as string);
            expect(after).not.toBe(before);
            expect(isWellFormed(program, program.entry, after as string)).toBe(true);
            expect(frozenText(after as string)).toEqual(frozenText(before as string));
            expect(/(?<!\r)\n/.test(after as string)).toBe(form !== 'crlf');
            expect(programSize(proposal.program)).toBeGreaterThan(0);
          }),
          { numRuns: runs },
        );
        // Templates of expressions are of no use where nothing says what an expression is.
        if (name !== 'idiom-grafting' || language !== 'lua') expect(proposed).toBeGreaterThan(runs / 2);
      });

    it('does not throw for texts that were made to break it', () => {
      for (const language of ['python', 'cpp', 'lua'])
        for (const text of HOSTILE) {
          const program = createProgram({ language, entry: 'program', files: { program: text } });
          const proposal = propose(program, sampleProgram(language), 1);
          if (proposal.kind === 'proposed') {
            const { program: child } = proposal.program.files;
            expect(isWellFormed(program, 'program', child as string)).toBe(true);
          }
        }
    });
  });
}
