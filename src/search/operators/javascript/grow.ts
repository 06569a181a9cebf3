import type { Random } from '../../../base/random.ts';
import {
  binaryFragment,
  callFragment,
  conditionalFragment,
  type Fragment,
  numberFragment,
  unaryFragment,
} from './fragment.ts';
import { freshConstant } from './fresh-constant.ts';
import type { Vocabulary } from './vocabulary.ts';

/**
 * Random expressions by the "grow" method of genetic programming (Koza, Genetic Programming, 1992, §6.2): a node is
 * drawn from functions and terminals together until the depth is used up, where only terminals are left.
 */
export interface Grower {
  /** A number expression of at most this depth; depth 0 is a name or a literal. */
  number(depth: number): Fragment;
  /** A boolean expression; its operands have at most depth − 1, and at least 0. */
  boolean(depth: number): Fragment;
  /** A number expression with at least one name in it, where there are names at all. */
  term(depth: number): Fragment;
  constant(): Fragment;
}

const NODES = ['+', '-', '*', '/', '**', '%', 'call', 'conditional', 'negate', 'terminal'] as const;
const NODE_WEIGHTS = [1.2, 1.2, 1.5, 1.1, 0.35, 0.06, 1.4, 0.6, 0.12, 0.6];
const EXPONENTS = [2, 2, 3, 0.5, 1.5, 4, -1, -2];
const TERMINAL_NAME_SHARE = 0.68;
const DEPTH_WEIGHTS = [2.2, 3, 2.6, 1.4, 0.5];

/** A depth for a fresh subtree, 0 … 4: mostly 0 to 2, as large subtrees seldom help. */
export function freshDepth(random: Random): number {
  return random.pickWeighted([0, 1, 2, 3, 4], DEPTH_WEIGHTS);
}

export function createGrower(vocabulary: Vocabulary, random: Random): Grower {
  const { numbers, booleans, functions, constants } = vocabulary;
  const constant = (): Fragment => freshConstant(constants, random);
  const name = (): Fragment => (numbers.length > 0 ? random.pick(numbers) : constant());
  const terminal = (): Fragment => (random.chance(TERMINAL_NAME_SHARE) ? name() : constant());

  function number(depth: number): Fragment {
    if (depth <= 0) return terminal();
    const kind = random.pickWeighted(NODES, NODE_WEIGHTS);
    switch (kind) {
      case 'terminal':
        return terminal();
      case 'call':
        return call(depth);
      case 'conditional':
        return conditionalFragment(boolean(depth - 1), number(depth - 1), number(depth - 1));
      case 'negate':
        return unaryFragment('-', term(depth - 1));
      case '**':
        return binaryFragment('**', term(depth - 1), numberFragment(random.pick(EXPONENTS)));
      default:
        return arithmetic(kind, depth);
    }
  }

  /** `x - x`, `x / x` and sums of literals only make programs longer. */
  function arithmetic(operator: string, depth: number): Fragment {
    const left = number(depth - 1);
    const right = left.isConstant === true ? term(depth - 1) : number(depth - 1);
    const isTrivial = left.text === right.text && (operator === '-' || operator === '/' || operator === '%');
    return binaryFragment(operator, left, isTrivial ? constant() : right);
  }

  function call(depth: number): Fragment {
    if (functions.length === 0) return arithmetic('*', depth);
    const { name: callee, arity, isVariadic } = random.pick(functions);
    const count = isVariadic && random.chance(0.1) ? arity + 1 : arity;
    const argumentList = Array.from({ length: count }, (_, i) => (i === 0 ? term(depth - 1) : number(depth - 1)));
    return callFragment(callee, argumentList);
  }

  function term(depth: number): Fragment {
    const grown = number(depth);
    return grown.isConstant === true ? name() : grown;
  }

  function boolean(depth: number): Fragment {
    if (booleans.length > 0 && random.chance(0.25)) return random.pick(booleans);
    if (depth >= 2 && random.chance(0.15))
      return binaryFragment(random.pick(['&&', '||']), boolean(depth - 1), boolean(depth - 1));
    const left = term(depth - 1);
    const right = random.chance(0.5) ? constant() : number(depth - 1);
    const operator = random.pickWeighted(['<', '>', '<=', '>=', '==='], [4, 4, 2, 2, 0.3]);
    return binaryFragment(operator, left, left.text === right.text ? constant() : right);
  }

  return { number, boolean, term, constant };
}
