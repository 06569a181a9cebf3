import type { Random } from '../../../base/random.ts';
import { type Analysis, isClosedAt, sourceFragment } from './analysis.ts';
import type { ExpressionSite } from './expression-sites.ts';
import {
  binaryFragment,
  callFragment,
  conditionalFragment,
  type Fragment,
  numberFragment,
  OPPOSITE,
  unaryFragment,
} from './fragment.ts';
import { createGrower, freshDepth, type Grower } from './grow.ts';
import { type Node, withoutParentheses } from './syntax.ts';
import { type Vocabulary, vocabularyAt } from './vocabulary.ts';

/** Everything an edit of one expression needs. */
export interface ExpressionEditing {
  readonly analysis: Analysis;
  readonly site: ExpressionSite;
  readonly vocabulary: Vocabulary;
  readonly grower: Grower;
  readonly random: Random;
}

/** Makes what stands in a site's place; null when the site is not of the right kind. */
export type ExpressionEdit = (editing: ExpressionEditing) => Fragment | null;

export function editingAt(
  analysis: Analysis,
  site: ExpressionSite,
  functionSet: readonly string[],
  random: Random,
): ExpressionEditing {
  let vocabulary: Vocabulary | undefined;
  let grower: Grower | undefined;
  return {
    analysis,
    site,
    random,
    // Many edits do not fit their site, and then these are not needed.
    get vocabulary() {
      vocabulary ??= vocabularyAt(analysis, site, functionSet);
      return vocabulary;
    },
    get grower() {
      grower ??= createGrower(this.vocabulary, random);
      return grower;
    },
  };
}

const ARITHMETIC = ['+', '-', '*', '/', '**'];
const COMPARISONS = ['<', '<=', '>', '>='];
const EXPONENTS = [2, 2, 3, 0.5, -1];

/** Where no name can be read, as in a constant of the module, a formula would only be a long way to write a number. */
function isWithoutNames({ vocabulary }: ExpressionEditing): boolean {
  return vocabulary.numbers.length === 0 && vocabulary.booleans.length === 0;
}

/** A fresh expression; a whole formula is sometimes replaced by a deep one. */
export const replace: ExpressionEdit = (editing) => {
  const { site, grower, random } = editing;
  if (isWithoutNames(editing)) return site.type === 'number' ? grower.constant() : null;
  const depth = freshDepth(random) + (site.parent < 0 && random.chance(0.3) ? 2 : 0);
  return site.type === 'number' ? grower.number(depth) : grower.boolean(Math.max(1, depth));
};

/** The expression inside a larger one. */
export const wrap: ExpressionEdit = (editing) => {
  const { analysis, site, vocabulary, grower, random } = editing;
  if (isWithoutNames(editing)) return null;
  const own = sourceFragment(analysis, site.node);
  const fresh = () => grower.number(random.pickWeighted([0, 1, 2, 3], [3, 3, 2, 1]));
  const test = () => grower.boolean(random.pickWeighted([1, 2, 3], [3, 2, 1]));
  const inEitherOrder = <T>(a: T, b: T): [T, T] => (random.chance(0.5) ? [a, b] : [b, a]);
  if (site.type === 'boolean') {
    if (random.chance(0.2)) return opposite(analysis, site.node);
    return binaryFragment(random.pick(['&&', '||']), ...inEitherOrder(own, test()));
  }
  switch (random.pickWeighted(['sum', 'product', 'call', 'condition', 'power', 'minus'], [4, 4, 2.5, 3, 0.8, 0.3])) {
    case 'sum':
      return binaryFragment(random.pick(['+', '-']), ...inEitherOrder(own, fresh()));
    case 'product':
      return binaryFragment(random.pick(['*', '*', '/']), ...inEitherOrder(own, fresh()));
    case 'condition':
      return conditionalFragment(test(), ...inEitherOrder(own, fresh()));
    case 'power':
      return binaryFragment('**', own, numberFragment(random.pick(EXPONENTS)));
    case 'call': {
      if (vocabulary.functions.length === 0) return null;
      const { name, arity } = random.pick(vocabulary.functions);
      const position = random.integer(arity);
      return callFragment(
        name,
        Array.from({ length: arity }, (_, i) => (i === position ? own : fresh())),
      );
    }
    default:
      return unaryFragment('-', own);
  }
};

function opposite(analysis: Analysis, node: Node): Fragment {
  const operator = node.type === 'BinaryExpression' ? OPPOSITE[node.operator] : undefined;
  if (node.type === 'BinaryExpression' && operator !== undefined) {
    const [left, right] = [node.left, node.right].map((side) => sourceFragment(analysis, withoutParentheses(side)));
    return binaryFragment(operator, left as Fragment, right as Fragment);
  }
  if (node.type === 'UnaryExpression' && node.operator === '!')
    return sourceFragment(analysis, withoutParentheses(node.argument));
  return unaryFragment('!', sourceFragment(analysis, node));
}

/** One of its own parts in the place of the whole. */
export const hoist: ExpressionEdit = ({ analysis, site, random }) => {
  const index = analysis.sites.indexOf(site);
  const parts = analysis.sites
    .slice(index + 1, site.afterDescendants)
    .filter((part) => part.type === site.type && !part.isStructural && isClosedAt(analysis, part.node, site));
  return parts.length === 0 ? null : sourceFragment(analysis, random.pick(parts).node);
};

/** A copy of another expression of the file. */
export const copy: ExpressionEdit = ({ analysis, site, random }) => {
  const others = analysis.sites.filter(
    (other) => other !== site && other.type === site.type && other.size > 1 && other.size <= 25,
  );
  if (others.length === 0) return null;
  const { node } = random.pick(others);
  return isClosedAt(analysis, node, site) ? sourceFragment(analysis, node) : null;
};

export const swapOperator: ExpressionEdit = ({ analysis, site: { node }, random }) => {
  if (node.type !== 'BinaryExpression' && node.type !== 'LogicalExpression') return null;
  const group = [ARITHMETIC, COMPARISONS, ['===', '!=='], ['&&', '||']].find((list) => list.includes(node.operator));
  if (group === undefined) return null;
  const others = group.filter((operator) => operator !== node.operator);
  // Powers of arbitrary expressions are seldom finite.
  const weights = others.map((operator) => (operator === '**' ? 0.15 : 1));
  const [left, right] = [node.left, node.right].map((side) => sourceFragment(analysis, withoutParentheses(side)));
  return binaryFragment(random.pickWeighted(others, weights), left as Fragment, right as Fragment);
};

/** Another function with the same number of arguments. */
export const swapCall: ExpressionEdit = (editing) => {
  const { analysis, random } = editing;
  const { node } = editing.site;
  if (node.type !== 'CallExpression') return null;
  const { callee, arguments: argumentList } = node;
  const name = analysis.source.text.slice(callee.start, callee.end);
  const { functions } = editing.vocabulary;
  const current = functions.find((known) => known.name === name);
  if (current === undefined) return null;
  const count = argumentList.length;
  const fits = functions.filter(
    (known) => known.name !== name && (known.arity === count || (known.isVariadic && count > known.arity)),
  );
  if (fits.length === 0) return null;
  const fragments = argumentList.map((argument) => sourceFragment(analysis, withoutParentheses(argument)));
  return callFragment(random.pick(fits).name, fragments);
};

export const swapVariable: ExpressionEdit = (editing) => {
  const { analysis, site, random } = editing;
  if (site.node.type !== 'Identifier' && site.node.type !== 'MemberExpression') return null;
  const { text } = sourceFragment(analysis, site.node);
  const { numbers, booleans } = editing.vocabulary;
  const names = site.type === 'number' ? numbers : booleans;
  const others = names.filter((name) => name.text !== text);
  return others.length === 0 ? null : random.pick(others);
};

/** Exchanges two operands, arguments or branches. */
export const swapOperands: ExpressionEdit = ({ analysis, site: { node }, random }) => {
  const part = (inner: typeof node): Fragment => sourceFragment(analysis, withoutParentheses(inner));
  if (node.type === 'BinaryExpression' || node.type === 'LogicalExpression')
    return binaryFragment(node.operator, part(node.right), part(node.left));
  if (node.type === 'ConditionalExpression')
    return conditionalFragment(part(node.test), part(node.alternate), part(node.consequent));
  if (node.type !== 'CallExpression' || node.arguments.length < 2) return null;
  if (node.arguments.some(({ type }) => type === 'SpreadElement')) return null;
  const shuffled = random.shuffle(node.arguments.map(part));
  return callFragment(analysis.source.text.slice(node.callee.start, node.callee.end), shuffled);
};

/** Every kind of edit, by the name it has in notes. */
export const EXPRESSION_EDITS_BY_KIND = {
  replace,
  wrap,
  hoist,
  copy,
  operator: swapOperator,
  call: swapCall,
  variable: swapVariable,
  operands: swapOperands,
};
