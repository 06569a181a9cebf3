import type { ArrowFunctionExpression } from 'oxc-parser';
import { KaizenError } from '../../base/errors.ts';
import type { IdiomSource } from '../../core/task.ts';
import type { Reference } from './javascript/scope.ts';
import { analyseScopes } from './javascript/scope-analysis.ts';
import {
  forEachChild,
  lineOf,
  type Node,
  parseSource,
  type SourceFile,
  withoutParentheses,
} from './javascript/syntax.ts';

type HoleType = 'number' | 'boolean';

/** A place of an idiom that is filled with an expression. */
export interface Hole {
  readonly name: string;
  readonly type: HoleType;
}

/** A typed expression template. */
export interface Idiom {
  readonly name: string;
  readonly returns: HoleType;
  readonly holes: readonly Hole[];
  readonly source: SourceFile;
  readonly body: Node;
  /** Uses of holes inside the body, in source order. */
  readonly uses: readonly Reference[];
}

const GLOBALS = new Set(['Math', 'Number', 'Infinity', 'NaN']);
const SHAPE = 'export const name = (hole: number, flag: boolean): number => expression;';

/**
 * Reads idiom files. Each holds one or more exported arrow functions whose parameters are holes of type number or
 * boolean, whose result is annotated as one of these, and whose body is one expression over the holes, literals and
 * `Math`. Throws KAIZEN_IDIOM_INVALID with file and line for anything else.
 */
export function parseIdioms(sources: readonly IdiomSource[]): Idiom[] {
  return sources.flatMap((source) => parseFile(source));
}

function parseFile({ file, text }: IdiomSource): Idiom[] {
  const fail = (offset: number, got: string, wanted: string = SHAPE): never => {
    throw new KaizenError('KAIZEN_IDIOM_INVALID', `${file}:${lineOf(text, offset)} is not an idiom.`, {
      wanted,
      got,
      next: 'Correct the file, or take it out of the idioms of the task.',
    });
  };
  const source = parseSource(text, 'ts');
  if (source.fault !== null) return fail(source.fault.offset, source.fault.message);
  const { tree } = source;
  if (tree.body.length === 0) return fail(0, 'an empty file');
  const { references } = analyseScopes(tree);

  return tree.body.map((statement): Idiom => {
    if (statement.type !== 'ExportNamedDeclaration' || statement.declaration?.type !== 'VariableDeclaration')
      return fail(statement.start, describe(statement));
    const [declarator, second] = statement.declaration.declarations;
    if (declarator === undefined || second !== undefined || declarator.id.type !== 'Identifier')
      return fail(statement.start, 'several names in one declaration');
    const arrow = declarator.init;
    if (arrow?.type !== 'ArrowFunctionExpression')
      return fail(declarator.start, 'a name that is not an arrow function');
    if (arrow.async || arrow.body.type === 'BlockStatement')
      return fail(arrow.start, 'a body that is not one expression');

    const holes = arrow.params.map((parameter): Hole => {
      if (parameter.type !== 'Identifier') return fail(parameter.start, 'a parameter that is not a plain name');
      const type = holeType(parameter.typeAnnotation);
      return type === null
        ? fail(parameter.start, `hole '${parameter.name}' without a type`, `${parameter.name}: number, or : boolean`)
        : { name: parameter.name, type };
    });
    const returns = holeType(arrow.returnType);
    if (returns === null) return fail(arrow.start, 'no result type', '`: number` or `: boolean` after the parameters');
    const body = withoutParentheses(arrow.body);
    const typed = findTypeSyntax(body);
    if (typed !== null)
      return fail(typed.start, 'type syntax in the expression', 'an expression that is also JavaScript');
    const uses = references.filter(({ node }) => arrow.body.start <= node.start && node.end <= arrow.body.end);
    for (const { node, parent, isWrite } of uses) {
      if (parent.type === 'Property') return fail(node.start, 'an object', 'only numbers and booleans');
      const isHole = holes.some(({ name }) => name === node.name);
      if (isWrite || (!isHole && !GLOBALS.has(node.name)))
        return fail(node.start, `the name '${node.name}'`, 'only holes, literals and Math in the expression');
    }
    const holeUses = uses.filter(({ node }) => holes.some(({ name }) => name === node.name));
    return { name: declarator.id.name, returns, holes, source, body, uses: holeUses };
  });
}

function holeType(annotation: ArrowFunctionExpression['returnType']): HoleType | null {
  const type = annotation?.typeAnnotation.type;
  if (type === 'TSNumberKeyword') return 'number';
  return type === 'TSBooleanKeyword' ? 'boolean' : null;
}

/** Idioms are written into JavaScript programs too. */
function findTypeSyntax(node: Node): Node | null {
  if (node.type.startsWith('TS')) return node;
  let found: Node | null = null;
  forEachChild(node, (child) => {
    found ??= findTypeSyntax(child);
  });
  return found;
}

function describe({ type }: Node): string {
  return type === 'ExportDefaultDeclaration' ? 'a default export' : `a statement of another kind (${type})`;
}
