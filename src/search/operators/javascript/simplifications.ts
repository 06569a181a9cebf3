import type { Random } from '../../../base/random.ts';
import { type Analysis, isClosedAt, literalValue, sourceFragment } from './analysis.ts';
import { constantValue } from './constant-folding.ts';
import { alwaysReturns, keepsReturning } from './control-flow.ts';
import type { ExpressionEditing } from './expression-edits.ts';
import { binaryFragment, type Fragment, nameFragment, numberFragment, OPPOSITE } from './fragment.ts';
import { removal } from './layout.ts';
import { literalsOf } from './literals.ts';
import { type Edit, replaceSite } from './source-edit.ts';
import type { StatementSite } from './statement-sites.ts';
import { type Node, withoutParentheses } from './syntax.ts';

/** Rewrites of one expression to a shorter one; null when none fits. */
export type Simplification = (editing: ExpressionEditing) => Fragment | null;

/** What has no names becomes its value. */
export const fold: Simplification = ({ analysis, site: { node } }) => {
  if (literalValue(node) !== null) return null;
  const value = constantValue(analysis, node);
  if (value === null || (typeof value === 'number' && !Number.isFinite(value))) return null;
  return typeof value === 'number' ? numberFragment(value) : nameFragment(String(value));
};

/** Laws of arithmetic and logic: x·1, x + 0, x − x, x / x, −(−x), c ? a : a and their like. */
export const applyIdentity: Simplification = ({ analysis, site: { node } }) => {
  const part = (inner: Node): Fragment => sourceFragment(analysis, withoutParentheses(inner));
  const value = (inner: Node): number | null => literalValue(withoutParentheses(inner));
  const isSame = (a: Node, b: Node): boolean => part(a).text === part(b).text;
  switch (node.type) {
    case 'BinaryExpression': {
      const { left, right, operator } = node;
      const neutral = { '+': 0, '-': 0, '*': 1, '/': 1, '**': 1 }[operator as string];
      if (neutral !== undefined && value(right) === neutral) return part(left);
      if ((operator === '+' || operator === '*') && value(left) === neutral) return part(right);
      if (operator === '*' && (value(left) === 0 || value(right) === 0)) return numberFragment(0);
      if (operator === '-' && isSame(left, right)) return numberFragment(0);
      return operator === '/' && isSame(left, right) ? numberFragment(1) : null;
    }
    case 'LogicalExpression':
      return isSame(node.left, node.right) ? part(node.left) : null;
    case 'ConditionalExpression': {
      if (isSame(node.consequent, node.alternate)) return part(node.consequent);
      const test = constantValue(analysis, node.test);
      return test === null ? null : part(test ? node.consequent : node.alternate);
    }
    case 'UnaryExpression': {
      const inner = withoutParentheses(node.argument);
      if (inner.type === 'UnaryExpression' && inner.operator === node.operator && node.operator !== '~')
        return part(inner.argument);
      const opposite =
        node.operator === '!' && inner.type === 'BinaryExpression' ? OPPOSITE[inner.operator] : undefined;
      if (opposite === undefined || inner.type !== 'BinaryExpression') return null;
      return binaryFragment(opposite, part(inner.left), part(inner.right));
    }
    case 'CallExpression': {
      const [first, second] = node.arguments;
      const callee = part(node.callee).text;
      if (first === undefined || (callee !== 'Math.max' && callee !== 'Math.min')) return null;
      if (first.type === 'SpreadElement' || node.arguments.length > 2) return null;
      return second === undefined || isSame(first, second) ? part(first) : null;
    }
    default:
      return null;
  }
};

/** A name or a number in the place of a larger expression. */
export const collapse: Simplification = (editing) => {
  const { site, random } = editing;
  if (site.size < 2) return null;
  if (site.type === 'boolean') return nameFragment(random.pick(['true', 'false']));
  const { numbers } = editing.vocabulary;
  if (numbers.length > 0 && random.chance(0.5)) return random.pick(numbers);
  return random.chance(0.5) ? editing.grower.constant() : numberFragment(random.pick([0, 1]));
};

/** A literal with fewer digits. */
export function roundLiteral(analysis: Analysis, random: Random): Edit[] | null {
  const long = literalsOf(analysis, true).filter(({ site }) => site.end - site.start > 2);
  if (long.length === 0) return null;
  const { site, value } = random.pick(long);
  const { text } = analysis.source;
  const digits = text
    .slice(site.start, site.end)
    .replace(/e.*$/i, '')
    .replace(/\D|^0+/g, '').length;
  return [replaceSite(text, site, numberFragment(value, 1 + random.integer(Math.max(1, Math.min(6, digits - 1)))))];
}

/** A constant that is used once, written out where it is used. */
export function inlineConstant(analysis: Analysis, site: StatementSite): Edit[] | null {
  const { node, list, index, scope } = site;
  const [declarator, second] = node.type === 'VariableDeclaration' ? node.declarations : [];
  if (declarator?.init == null || second !== undefined || declarator.id.type !== 'Identifier') return null;
  const [reference, another] = scope.bindings.get(declarator.id.name)?.references ?? [];
  if (reference === undefined || another !== undefined || reference.isWrite) return null;
  const init = withoutParentheses(declarator.init);
  const user = analysis.sites.find(({ node: used }) => used === reference.node);
  if (user === undefined || user.scope.owner !== scope.owner || !isClosedAt(analysis, init, user)) return null;
  const { text } = analysis.source;
  return [removal(text, node, list[index + 1]), replaceSite(text, user, sourceFragment(analysis, init))];
}

/** `if … else …` without its second half. */
export function dropElse({ node, scope }: StatementSite): Edit[] | null {
  if (node.type !== 'IfStatement' || node.alternate === null) return null;
  if (alwaysReturns(node) && !keepsReturning(scope.owner, node)) return null;
  return [{ start: node.consequent.end, end: node.alternate.end, text: '' }];
}
