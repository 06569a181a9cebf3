import fc from 'fast-check';
import { type Idiom, parseIdioms } from '../../operators/idioms.ts';
import { templateOf } from '../idiom-text.ts';
import { ARITHMETIC, COMPARISONS, CONNECTIVES } from '../operations.ts';
import type { Term, TermType } from '../term.ts';

/** The term of an expression over one-letter names: numbers, but p, q and r, which are booleans. */
export function term(text: string, type: TermType = 'number'): Term {
  const names = [...new Set(text.match(/(?<![\w.])[a-z](?!\w)/g))];
  const parameters = names.map((name) => `${name}: ${/[pqr]/.test(name) ? 'boolean' : 'number'}`).join(', ');
  const source = `export const x = (${parameters}): ${type} => ${text};`;
  const found = templateOf(parseIdioms([{ file: 'x.ts', text: source }])[0] as Idiom);
  if (found === null) throw new Error(`${text} is not a term`);
  return found;
}

const constants = fc.constantFrom(0, 1, 2, 0.5, -1, 37.5);

/** Well-typed terms of a few levels with few names, so that leaves repeat. */
export const anyTerm: fc.Arbitrary<Term> = fc.letrec<{ number: Term; boolean: Term }>((tie) => {
  const apply = (type: TermType, operator: fc.Arbitrary<string>, ...operands: fc.Arbitrary<Term>[]) =>
    fc.tuple(operator, fc.tuple(...operands)).map(
      ([name, parts]): Term => ({
        kind: 'operation',
        type,
        operator: name,
        operands: parts,
      }),
    );
  const leaf = (type: TermType, names: string) =>
    fc.constantFrom(...names).map((name): Term => ({ kind: 'leaf', type, name }));
  const { number, boolean } = { number: tie('number'), boolean: tie('boolean') };
  return {
    number: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf('number', 'abcd'),
      constants.map((value): Term => ({ kind: 'constant', type: 'number', value })),
      apply('number', fc.constantFrom(...ARITHMETIC), number, number),
      apply('number', fc.constant('Math.max'), number, number),
      apply('number', fc.constantFrom('Math.abs', 'negate'), number),
      apply('number', fc.constant('?:'), boolean, number, number),
    ),
    boolean: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf('boolean', 'pq'),
      apply('boolean', fc.constantFrom(...COMPARISONS), number, number),
      apply('boolean', fc.constantFrom(...CONNECTIVES), boolean, boolean),
      apply('boolean', fc.constant('!'), boolean),
    ),
  };
}).number;
