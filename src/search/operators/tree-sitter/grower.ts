import type { Random } from '../../../base/random.ts';
import type { Fragment } from '../javascript/fragment.ts';
import { freshConstant } from '../javascript/fresh-constant.ts';
import type { LanguageTable } from './language-table.ts';
import { isNumeric } from './typing.ts';
import type { Vocabulary } from './vocabulary.ts';
import { accepts, isInteger, type Writer } from './writer.ts';

/**
 * Random typed expressions by the "grow" method (Koza, Genetic Programming, 1992, §6.2; types as in Montana 1995), as
 * `javascript/grow.ts` does, for languages where numbers have more than one type.
 */
export interface Grower {
  /** An expression of a type, of at most this depth; depth 0 is a name or a literal. */
  grow(type: string, depth: number): Fragment;
  /** The same for numbers, with at least one name in it where there are names of that type. */
  term(type: string, depth: number): Fragment;
  constant(type: string): Fragment;
}

const NODES = ['+', '-', '*', '/', 'power', 'call', 'conditional', 'negate', 'terminal'] as const;
const NODE_WEIGHTS = [1.2, 1.2, 1.5, 0.9, 0.3, 1.4, 0.6, 0.12, 0.6];
const EXPONENTS = [2, 2, 2, 3];
const NAME_SHARE = 0.68;

export function createGrower(vocabulary: Vocabulary, writer: Writer, table: LanguageTable, random: Random): Grower {
  const namesOf = (type: string): Fragment[] =>
    vocabulary.terms.filter((term) => accepts(type, term.type, table)).map(({ fragment }) => fragment);

  function constant(type: string): Fragment {
    const drawn = Number(freshConstant(vocabulary.constants, random).text);
    return writer.number(drawn, type, 3);
  }

  function name(type: string): Fragment {
    const names = namesOf(type);
    return names.length > 0 ? random.pick(names) : constant(type);
  }

  function number(type: string, depth: number): Fragment {
    if (depth <= 0) return random.chance(NAME_SHARE) ? name(type) : constant(type);
    const kind = random.pickWeighted(NODES, NODE_WEIGHTS);
    switch (kind) {
      case 'terminal':
        return number(type, 0);
      case 'call':
        return call(type, depth);
      case 'conditional':
        return (
          writer.conditional(boolean(depth - 1), number(type, depth - 1), number(type, depth - 1)) ??
          arithmetic('+', type, depth)
        );
      case 'negate':
        return table.unsignedTypes.test(type) ? name(type) : writer.minus(term(type, depth - 1));
      case 'power':
        return writer.power(term(type, depth - 1), random.pick(EXPONENTS), type) ?? arithmetic('*', type, depth);
      default:
        return arithmetic(kind, type, depth);
    }
  }

  /** `x - x`, `x / x` and sums of literals only make programs longer. */
  function arithmetic(operator: string, type: string, depth: number): Fragment {
    const left = number(type, depth - 1);
    // Whole numbers divided by what may be zero end the program.
    if (operator === '/' && isInteger(type, table))
      return writer.binary('/', left, writer.number(2 + random.integer(4), type));
    const right = left.isConstant === true ? term(type, depth - 1) : number(type, depth - 1);
    const isTrivial = left.text === right.text && (operator === '-' || operator === '/');
    return writer.binary(operator, left, isTrivial ? constant(type) : right);
  }

  function call(type: string, depth: number): Fragment {
    const own = vocabulary.functions.filter(({ result }) => accepts(type, result, table));
    const library = writer.functions(type);
    if (own.length + library.length === 0) return arithmetic('*', type, depth);
    const choice = random.integer(own.length + library.length);
    const known = library[choice - own.length];
    if (choice >= own.length && known !== undefined)
      return writer.call(
        known,
        Array.from({ length: known.arity }, (_, i) => (i === 0 ? term(type, depth - 1) : number(type, depth - 1))),
        type,
      );
    const { name: called, parameters } = own[choice] as (typeof own)[number];
    const template = `${called}(${parameters.map((_, i) => `$${i + 1}`).join(', ')})`;
    if (parameters.length > 3) return arithmetic('*', type, depth);
    return writer.call(
      { template },
      parameters.map((parameter) => number(parameter, depth - 1)),
      type,
    );
  }

  function term(type: string, depth: number): Fragment {
    const grown = number(type, depth);
    return grown.isConstant === true ? name(type) : grown;
  }

  function boolean(depth: number): Fragment {
    const known = namesOf('boolean');
    if (known.length > 0 && random.chance(0.25)) return random.pick(known);
    const { and, or } = table.notation;
    if (depth >= 2 && random.chance(0.15))
      return writer.binary(random.pick([and, or]), boolean(depth - 1), boolean(depth - 1));
    const numbers = vocabulary.terms.filter(({ type }) => isNumeric(type));
    if (numbers.length === 0) return writer.boolean(random.chance(0.5));
    const { type } = random.pick(numbers);
    const left = term(type, depth - 1);
    const right = random.chance(0.5) ? constant(type) : number(type, depth - 1);
    const operator = random.pickWeighted(['<', '>', '<=', '>='], [4, 4, 2, 2]);
    return writer.binary(operator, left, left.text === right.text ? constant(type) : right);
  }

  return { grow: (type, depth) => (type === 'boolean' ? boolean(depth) : number(type, depth)), term, constant };
}
