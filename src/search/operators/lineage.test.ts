import { describe, expect, it } from 'vitest';
import { inputFor } from '../../../testing/conformance/operator.ts';
import { randomProgram } from '../../../testing/conformance/operator-programs.ts';
import { randomFrom } from '../../base/random.ts';
import { editableSpans } from '../../core/editable.ts';
import { entryText, type Program } from '../../core/program.ts';
import { analyse } from './javascript/analysis.ts';
import { parseSource } from './javascript/syntax.ts';
import { programSize } from './program-size.ts';
import { createOperator, GENETIC_OPERATORS } from './registry.ts';

/** Names that a program uses and does not declare. */
function globalsOf(program: Program): Set<string> {
  const source = parseSource(entryText(program), program.language === 'typescript' ? 'ts' : 'js');
  expect({ text: source.text, fault: source.fault }).toEqual({ text: source.text, fault: null });
  const { references } = analyse(source).scopes;
  return new Set(references.flatMap(({ binding, node }) => (binding === undefined ? [node.name] : [])));
}

function frozenText(program: Program): string {
  const text = entryText(program);
  return editableSpans(text).reduceRight((rest, { start, end }) => rest.slice(0, start) + rest.slice(end), text);
}

describe('lines of descent through all operators', () => {
  it('keep programs whole over many generations', () => {
    const operators = GENETIC_OPERATORS.map((name) => createOperator({ name }));
    const ancestors = Array.from({ length: 12 }, (_, line) => randomProgram(line));
    let children = 0;
    for (const ancestor of ancestors) {
      const frozen = frozenText(ancestor);
      let program = ancestor;
      for (let generation = 0; generation < 25; generation++) {
        const random = randomFrom({ seed: generation, path: `/line/${ancestor.hash}` });
        const operator = random.pick(operators);
        const proposal = operator.propose(inputFor(operator, program, random.integer(1_000_000)));
        if (proposal.kind === 'rejected') {
          expect(proposal.reason).not.toBe('does-not-parse');
          continue;
        }
        program = proposal.program;
        children += 1;
        for (const name of globalsOf(program)) expect(['Math', 'Infinity', 'NaN']).toContain(name);
        expect(frozenText(program)).toBe(frozen);
        expect(programSize(program)).toBeLessThan(3_000);
      }
    }
    expect(children).toBeGreaterThan(200);
  });
});
