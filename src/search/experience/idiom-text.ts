import { KaizenError } from '../../base/errors.ts';
import { sha256 } from '../../base/hash.ts';
import type { MinedIdiom } from '../../core/experience.ts';
import { type Idiom, parseIdioms } from '../operators/idioms.ts';
import {
  binaryFragment,
  callFragment,
  conditionalFragment,
  type Fragment,
  nameFragment,
  numberFragment,
  unaryFragment,
} from '../operators/javascript/fragment.ts';
import type { Node } from '../operators/javascript/syntax.ts';
import { leavesOf, shapeKey, type Term } from './term.ts';
import { termOf } from './term-of-expression.ts';

/** Idioms in one experience: more would crowd out those of the task. */
export const MAXIMUM_IDIOMS = 16;
const MAXIMUM_HOLES = 6;
const HOLES = 'abcdef';

/** The name of a template: the same wherever it is found, whatever its holes are called. */
export function idiomName(template: Term): string {
  return `mined${sha256(shapeKey(template)).slice(0, 10)}`;
}

/**
 * The template as an idiom file, holes named a, b, c, … in the order of their first use; null when it has more holes than
 * an idiom should, or none.
 */
export function idiomText(template: Term): string | null {
  const holes = leavesOf(template);
  if (holes.length === 0 || holes.length > MAXIMUM_HOLES) return null;
  const names = new Map(holes.map(({ name }, index) => [name, HOLES[index] as string]));
  const parameters = holes.map(({ name, type }) => `${names.get(name)}: ${type}`).join(', ');
  const { text } = fragmentOf(template, names);
  return `export const ${idiomName(template)} = (${parameters}): ${template.type} => ${text};`;
}

function fragmentOf(term: Term, names: ReadonlyMap<string, string>): Fragment {
  if (term.kind === 'leaf') return nameFragment(names.get(term.name) as string);
  if (term.kind === 'constant') {
    return typeof term.value === 'number' ? numberFragment(term.value) : nameFragment(String(term.value));
  }
  const { operator } = term;
  const operands = term.operands.map((operand) => fragmentOf(operand, names));
  const [first, second, third] = operands as [Fragment, Fragment, Fragment];
  if (operator === 'negate') return unaryFragment('-', first);
  if (operator === '!') return unaryFragment('!', first);
  if (operator === '?:') return conditionalFragment(first, second, third);
  if (!operator.startsWith('Math.')) return binaryFragment(operator, first, second);
  return operands.length === 0 ? nameFragment(operator) : callFragment(operator, operands);
}

/** The template that an idiom is; null when its body says more than templates can. */
export function templateOf({ body, returns, holes, uses }: Idiom): Term | null {
  const isHole = new Set<Node>(uses.map(({ node }) => node));
  const typeOf = new Map(holes.map(({ name, type }) => [name, type]));
  const term = termOf(body, returns, {
    leafName: (node) => (isHole.has(node) && node.type === 'Identifier' ? node.name : ''),
    isLeaf: () => false,
    isNumber: (node) => node.type !== 'Identifier' || typeOf.get(node.name) !== 'boolean',
    isGlobalMath: () => true,
  });
  return leavesOf(term).every(({ name, type }) => typeOf.get(name) === type) ? term : null;
}

/** A template as it reads when it is written down and read again. */
export interface WrittenIdiom {
  readonly name: string;
  readonly text: string;
  readonly template: Term;
}

/**
 * Writes a template down. What is read back may be grouped in another way, as `a && (b && c)` is, so name and text are
 * those of what is read back. Null for a template that makes no idiom.
 */
export function writeIdiom(template: Term): WrittenIdiom | null {
  const draft = idiomText(template);
  const again = draft === null ? null : templateOf(parseIdioms([{ file: 'template', text: draft }])[0] as Idiom);
  const text = again === null ? null : idiomText(again);
  return again === null || text === null ? null : { name: idiomName(again), text, template: again };
}

/** Calls `refuse` with the reason unless the text is one idiom that only computes, under the name that belongs to it. */
export function requireMinedIdiom({ name, text }: MinedIdiom, refuse: (got: string) => never): void {
  const [idiom, another] = read(text, refuse);
  const template = idiom === undefined || another !== undefined ? null : templateOf(idiom);
  if (template === null || idiomText(template) !== text) refuse(text);
  else if (idiomName(template) !== name) refuse(`${name}: ${text}`);
}

function read(text: string, refuse: (got: string) => never): readonly Idiom[] {
  try {
    return parseIdioms([{ file: 'experience', text }]);
  } catch (error) {
    if (error instanceof KaizenError) return refuse(text);
    throw error;
  }
}
