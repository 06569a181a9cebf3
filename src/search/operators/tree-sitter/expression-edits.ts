import type { Random } from '../../../base/random.ts';
import { type Fragment, OPPOSITE } from '../javascript/fragment.ts';
import { freshDepth } from '../javascript/grow.ts';
import { type Analysis, isClosedAt, sourceFragment } from './analysis.ts';
import { type ExpressionSite, withoutParentheses } from './expression-sites.ts';
import { createGrower, type Grower } from './grower.ts';
import { child, namedChildren, type SyntaxNode } from './syntax-node.ts';
import { isBinary, operatorOf, signOf } from './typing.ts';
import { type Vocabulary, vocabularyAt } from './vocabulary.ts';
import { accepts, createWriter, type Writer } from './writer.ts';

/** Everything an edit of one expression needs. */
export interface ExpressionEditing {
  readonly analysis: Analysis;
  readonly site: ExpressionSite;
  readonly vocabulary: Vocabulary;
  readonly writer: Writer;
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
  const { table, text } = analysis;
  const writer = createWriter(table, text, functionSet);
  let vocabulary: Vocabulary | undefined;
  let grower: Grower | undefined;
  return {
    analysis,
    site,
    writer,
    random,
    // Many edits do not fit their site, and then these are not needed.
    get vocabulary() {
      vocabulary ??= vocabularyAt(analysis, site);
      return vocabulary;
    },
    get grower() {
      grower ??= createGrower(this.vocabulary, writer, table, random);
      return grower;
    },
  };
}

const EXPONENTS = [2, 2, 3];

/** Where no name can be read, a formula would only be a long way to write a number. */
function isWithoutNames({ vocabulary, site, analysis }: ExpressionEditing): boolean {
  return !vocabulary.terms.some(({ type }) => site.type === 'boolean' || accepts(site.type, type, analysis.table));
}

/** A fresh expression; a whole formula is sometimes replaced by a deep one. */
export const replace: ExpressionEdit = (editing) => {
  const { site, grower, random } = editing;
  if (isWithoutNames(editing)) return site.type === 'boolean' ? null : grower.constant(site.type);
  const depth = freshDepth(random) + (site.parent < 0 && random.chance(0.3) ? 2 : 0);
  return grower.grow(site.type, site.type === 'boolean' ? Math.max(1, depth) : depth);
};

/** The expression inside a larger one. */
export const wrap: ExpressionEdit = (editing) => {
  const { analysis, site, writer, grower, random } = editing;
  if (isWithoutNames(editing)) return null;
  const { type } = site;
  const own = sourceFragment(analysis, site.node);
  const fresh = (): Fragment => grower.grow(type, random.pickWeighted([0, 1, 2, 3], [3, 3, 2, 1]));
  const test = (): Fragment => grower.grow('boolean', random.pickWeighted([1, 2, 3], [3, 2, 1]));
  const inEitherOrder = <T>(a: T, b: T): [T, T] => (random.chance(0.5) ? [a, b] : [b, a]);
  if (type === 'boolean') {
    if (random.chance(0.2)) return opposite(editing);
    const { and, or } = analysis.table.notation;
    return writer.binary(random.pick([and, or]), ...inEitherOrder(own, test()));
  }
  switch (random.pickWeighted(['sum', 'product', 'call', 'condition', 'power', 'minus'], [4, 4, 2.5, 3, 0.8, 0.3])) {
    case 'sum':
      return writer.binary(random.pick(['+', '-']), ...inEitherOrder(own, fresh()));
    case 'product':
      return writer.binary('*', ...inEitherOrder(own, fresh()));
    case 'condition':
      return writer.conditional(test(), ...inEitherOrder(own, fresh()));
    case 'power':
      return writer.power(own, random.pick(EXPONENTS), type);
    case 'call': {
      const known = writer.functions(type);
      if (known.length === 0) return null;
      const called = random.pick(known);
      const position = random.integer(called.arity);
      return writer.call(
        called,
        Array.from({ length: called.arity }, (_, i) => (i === position ? own : fresh())),
        type,
      );
    }
    default:
      return analysis.table.unsignedTypes.test(type) ? null : writer.minus(own);
  }
};

function opposite({ analysis, site: { node }, writer }: ExpressionEditing): Fragment {
  const { text, table } = analysis;
  const operator = isBinary(node, table) ? OPPOSITE[operatorOf(node, text)] : undefined;
  if (operator !== undefined && operator in table.operators)
    return writer.binary(operator, ...operands(analysis, node));
  const argument =
    table.roles[node.kind] === 'unary' && /^(?:!|not)$/.test(signOf(node, text)) ? child(node, 'argument') : null;
  if (argument !== null) return sourceFragment(analysis, withoutParentheses(argument, table));
  return writer.not(sourceFragment(analysis, node));
}

/** Both sides of a binary expression, without parentheses around them. */
export function operands(analysis: Analysis, node: SyntaxNode): [Fragment, Fragment] {
  const part = (field: string): Fragment =>
    sourceFragment(analysis, withoutParentheses(child(node, field) as SyntaxNode, analysis.table));
  return [part('left'), part('right')];
}

/** One of its own parts in the place of the whole. */
export const hoist: ExpressionEdit = ({ analysis, site, random }) => {
  const index = analysis.sites.indexOf(site);
  const parts = analysis.sites
    .slice(index + 1, site.afterDescendants)
    .filter(
      (part) =>
        accepts(site.type, part.type, analysis.table) && !part.isStructural && isClosedAt(analysis, part.node, site),
    );
  return parts.length === 0 ? null : sourceFragment(analysis, random.pick(parts).node);
};

/** A copy of another expression of the file. */
export const copy: ExpressionEdit = ({ analysis, site, random }) => {
  const others = analysis.sites.filter(
    (other) =>
      other !== site &&
      accepts(site.type, other.type, analysis.table) &&
      other.size > 1 &&
      other.size <= 25 &&
      !other.isStructural,
  );
  if (others.length === 0) return null;
  const { node } = random.pick(others);
  return isClosedAt(analysis, node, site) ? sourceFragment(analysis, node) : null;
};

export const swapOperator: ExpressionEdit = ({ analysis, site: { node }, writer, random }) => {
  const { table, text } = analysis;
  if (!isBinary(node, table)) return null;
  const own = operatorOf(node, text);
  const group = table.operators[own]?.group;
  if (group === undefined || group === 'other' || group === 'numeric') return null;
  const others = Object.keys(table.operators).filter(
    (operator) => operator !== own && table.operators[operator]?.group === group,
  );
  return others.length === 0 ? null : writer.binary(random.pick(others), ...operands(analysis, node));
};

/** Another function with the same number of arguments. */
export const swapCall: ExpressionEdit = ({ analysis, site, writer, random }) => {
  const { table, text } = analysis;
  const [callee, list] = [child(site.node, 'function'), child(site.node, 'arguments')];
  if (table.roles[site.node.kind] !== 'call' || callee === null || list === null) return null;
  const called = text.slice(callee.start, callee.end);
  if (!table.resultTypes.some(([pattern, type]) => type !== 'other' && type !== 'boolean' && pattern.test(called)))
    return null;
  const argumentList = namedChildren(list);
  const fits = writer
    .functions(site.type)
    .filter(({ arity, template }) => arity === argumentList.length && !template.startsWith(`${called}(`));
  if (fits.length === 0) return null;
  const fragments = argumentList.map((argument) => sourceFragment(analysis, withoutParentheses(argument, table)));
  return writer.call(random.pick(fits), fragments, site.type);
};

export const swapVariable: ExpressionEdit = ({ analysis, site, vocabulary, random }) => {
  const { roles } = analysis.table;
  if (!/^(?:name|member|index)$/.test(roles[site.node.kind] ?? '')) return null;
  const { text } = sourceFragment(analysis, site.node);
  const others = vocabulary.terms.filter(
    ({ type, fragment }) => accepts(site.type, type, analysis.table) && fragment.text !== text,
  );
  return others.length === 0 ? null : random.pick(others).fragment;
};

/** Exchanges two operands, arguments or branches. */
export const swapOperands: ExpressionEdit = ({ analysis, site: { node, type }, writer, random }) => {
  const { table, text } = analysis;
  if (isBinary(node, table)) {
    const [left, right] = operands(analysis, node);
    const operator = operatorOf(node, text);
    return operator in table.operators ? writer.binary(operator, right, left) : null;
  }
  const part = (inner: SyntaxNode): Fragment => sourceFragment(analysis, withoutParentheses(inner, table));
  if (table.roles[node.kind] === 'conditional') {
    const [test, a, b] = ['condition', 'consequence', 'alternative'].map((field) => child(node, field));
    return test == null || a == null || b == null ? null : writer.conditional(part(test), part(b), part(a));
  }
  const [callee, list] = [child(node, 'function'), child(node, 'arguments')];
  if (table.roles[node.kind] !== 'call' || callee === null || list === null) return null;
  const argumentList = namedChildren(list);
  if (argumentList.length !== 2 || argumentList.some(({ kind }) => /argument|splat|spread/.test(kind))) return null;
  const shuffled = random.shuffle(argumentList.map(part));
  return writer.call({ template: `${text.slice(callee.start, callee.end)}($1, $2)` }, shuffled, type);
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
