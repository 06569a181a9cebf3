import { drawFilling, JITTER_SHARE, JITTER_SIGMA, KEEP_SHARE } from '../idiom-draws.ts';
import type { Hole, Idiom } from '../idioms.ts';
import { literalValue } from '../javascript/analysis.ts';
import type { Fragment } from '../javascript/fragment.ts';
import { type Node, withoutParentheses } from '../javascript/syntax.ts';
import { isClosedAt, sourceFragment } from './analysis.ts';
import type { ExpressionEditing } from './expression-edits.ts';
import { isNumeric } from './typing.ts';
import { accepts } from './writer.ts';

/** The template in the notation of the file's language; null when that has no word for a part of it. */
export function translateIdiom(idiom: Idiom, editing: ExpressionEditing): Fragment | null {
  const { site, analysis, vocabulary, writer, random } = editing;
  const own = sourceFragment(analysis, site.node);
  const numbers = vocabulary.terms.filter((term) => isNumeric(term.type)).map((term) => term.type);
  // A boolean template compares numbers of one type.
  const type = site.type !== 'boolean' ? site.type : numbers.length > 0 ? random.pick(numbers) : 'number';
  const fillings = new Map(idiom.holes.map((hole) => [hole.name, filling(hole, editing, type)]));
  const fitting = idiom.holes.filter((hole) => (hole.type === 'boolean') === (site.type === 'boolean'));
  if (fitting.length > 0 && random.chance(KEEP_SHARE)) fillings.set(random.pick(fitting).name, own);
  const jitter = random.chance(JITTER_SHARE) ? () => Math.exp(JITTER_SIGMA * random.normal()) : () => 1;

  function visit(outer: Node): Fragment | null {
    const node = withoutParentheses(outer);
    const value = literalValue(node);
    if (value !== null) return writer.number(value * jitter(), type, 3);
    switch (node.type) {
      case 'Literal':
        return typeof node.value === 'boolean' ? writer.boolean(node.value) : null;
      case 'Identifier':
        return fillings.get(node.name) ?? null;
      case 'UnaryExpression': {
        const argument = visit(node.argument);
        if (argument === null || (node.operator !== '-' && node.operator !== '!')) return null;
        return node.operator === '-' ? writer.minus(argument) : writer.not(argument);
      }
      case 'BinaryExpression':
      case 'LogicalExpression': {
        const left = visit(node.left as Node);
        if (left === null) return null;
        if (node.operator === '**') {
          const exponent = literalValue(withoutParentheses(node.right));
          return exponent === null ? null : writer.power(left, exponent, type);
        }
        const right = visit(node.right);
        const operator = OPERATORS[node.operator] ?? node.operator;
        const { and, or } = analysis.table.notation;
        const written = operator === '&&' ? and : operator === '||' ? or : operator;
        return right === null || !(written in analysis.table.operators) ? null : writer.binary(written, left, right);
      }
      case 'ConditionalExpression': {
        const [test, a, b] = [visit(node.test), visit(node.consequent), visit(node.alternate)];
        return test === null || a === null || b === null ? null : writer.conditional(test, a, b);
      }
      case 'CallExpression': {
        const argumentList = node.arguments.map(visit);
        const { callee } = node;
        if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return null;
        const { name } = callee.property;
        const called = writer.functions(type).find((known) => known.name === `Math.${name}`);
        if (called?.arity !== argumentList.length || argumentList.includes(null)) return null;
        return writer.call(called, argumentList as Fragment[], type);
      }
      default:
        return null;
    }
  }

  return visit(idiom.body);
}

const OPERATORS: Readonly<Record<string, string>> = { '===': '==', '!==': '!=' };

function filling({ type: hole }: Hole, editing: ExpressionEditing, type: string): Fragment {
  const { analysis, site, grower, random } = editing;
  if (hole === 'boolean') return grower.grow('boolean', 1 + random.integer(2));
  switch (drawFilling(random)) {
    case 'part': {
      const parts = analysis.sites
        .slice(analysis.sites.indexOf(site) + 1, site.afterDescendants)
        .filter(
          (part) =>
            accepts(type, part.type, analysis.table) && !part.isStructural && isClosedAt(analysis, part.node, site),
        );
      return parts.length > 0 ? sourceFragment(analysis, random.pick(parts).node) : grower.grow(type, 0);
    }
    case 'constant':
      return grower.constant(type);
    case 'fresh':
      return grower.term(type, 1);
    default:
      return grower.term(type, 0);
  }
}
