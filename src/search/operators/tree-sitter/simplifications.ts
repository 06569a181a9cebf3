import type { Random } from '../../../base/random.ts';
import type { Fragment } from '../javascript/fragment.ts';
import type { Edit } from '../javascript/source-edit.ts';
import { type Analysis, sourceFragment } from './analysis.ts';
import { type ExpressionEdit, operands } from './expression-edits.ts';
import { literalValue, withoutParentheses } from './expression-sites.ts';
import { child, type SyntaxNode } from './syntax-node.ts';
import { treeLiterals } from './tree-literals.ts';
import { isBinary, operatorOf } from './typing.ts';
import { accepts } from './writer.ts';

const ARITHMETIC: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
};

/** Sums and products of two literals become their value, where that is exact in every language: no division. */
export const fold: ExpressionEdit = ({ analysis, site, writer }) => {
  const { text, table } = analysis;
  const sides = sidesOf(analysis, site.node);
  if (sides === null) return null;
  const [a, b] = sides.map((side) => literalValue(side, text, table));
  const combine = ARITHMETIC[operatorOf(site.node, text)];
  if (a == null || b == null || combine === undefined || site.type === 'boolean') return null;
  const value = combine(a, b);
  return Number.isFinite(value) && Math.abs(value) < 2 ** 31 ? writer.number(value, site.type) : null;
};

/** x·1, x + 0, x − 0, x / 1. */
export const applyIdentity: ExpressionEdit = ({ analysis, site: { node, type } }) => {
  const { text, table, types } = analysis;
  const sides = sidesOf(analysis, node);
  if (sides === null || type === 'boolean') return null;
  const [left, right] = sides;
  const neutral = { '+': 0, '-': 0, '*': 1, '/': 1 }[operatorOf(node, text)];
  if (neutral === undefined) return null;
  const [a, b] = operands(analysis, node);
  if (literalValue(right, text, table) === neutral && accepts(type, types.of(left), table)) return a;
  const isSymmetric = operatorOf(node, text) === '+' || operatorOf(node, text) === '*';
  return isSymmetric && literalValue(left, text, table) === neutral && accepts(type, types.of(right), table) ? b : null;
};

function sidesOf({ table }: Analysis, node: SyntaxNode): [SyntaxNode, SyntaxNode] | null {
  const [left, right] = [child(node, 'left'), child(node, 'right')];
  if (!isBinary(node, table) || left === null || right === null) return null;
  return [withoutParentheses(left, table), withoutParentheses(right, table)];
}

/** A name or a number in the place of a larger expression. */
export const collapse: ExpressionEdit = ({ analysis, site, vocabulary, writer, grower, random }) => {
  if (site.size < 2) return null;
  if (site.type === 'boolean') return writer.boolean(random.chance(0.5));
  const names = vocabulary.terms.filter(({ type, isName }) => isName && accepts(site.type, type, analysis.table));
  if (names.length > 0 && random.chance(0.5)) return random.pick(names).fragment;
  return random.chance(0.5) ? grower.constant(site.type) : writer.number(random.pick([0, 1]), site.type);
};

/** One of the branches in the place of a conditional expression. */
export const takeBranch: ExpressionEdit = ({ analysis, site: { node }, random }): Fragment | null => {
  const { table } = analysis;
  if (table.roles[node.kind] !== 'conditional') return null;
  const branch = child(node, random.pick(['consequence', 'alternative']));
  return branch === null ? null : sourceFragment(analysis, withoutParentheses(branch, table));
};

/** A literal with fewer digits. */
export function roundLiteral(analysis: Analysis, random: Random): Edit[] | null {
  const long = treeLiterals(analysis, true).filter(({ start, end }) => end - start > 3);
  if (long.length === 0) return null;
  const { value, write } = random.pick(long);
  const digits = 1 + random.integer(4);
  const rounded = Number(value.toPrecision(digits));
  return rounded === value ? null : [write(rounded, digits).edit];
}
