import { type Fragment, nameFragment } from '../javascript/fragment.ts';
import { PRECEDENCE } from '../javascript/precedence.ts';
import { type ExpressionSite, findExpressionSites, literalValue } from './expression-sites.ts';
import type { LanguageTable } from './language-table.ts';
import { isReadableAt, lookup, type Names, type Place, type Reference, resolveNames } from './names.ts';
import type { ParsedFile } from './parse.ts';
import { findStatements, type StatementSite } from './statement-sites.ts';
import { ancestor, type SyntaxNode } from './syntax-node.ts';
import { inferTypes, operatorOf, signOf, type Types } from './typing.ts';

/** All that operators ask about one file. */
export interface Analysis {
  readonly file: ParsedFile;
  readonly text: string;
  readonly table: LanguageTable;
  readonly names: Names;
  readonly types: Types;
  readonly sites: readonly ExpressionSite[];
  readonly statements: readonly StatementSite[];
}

const analyses = new WeakMap<ParsedFile, Analysis>();

/** Analyses a file without a fault; the same file object is analysed once. */
export function analyse(file: ParsedFile): Analysis {
  const known = analyses.get(file);
  if (known !== undefined) return known;
  const names = resolveNames(file);
  const types = inferTypes(file, names);
  const { text, table } = file;
  let sites: readonly ExpressionSite[] | undefined;
  let statements: readonly StatementSite[] | undefined;
  const analysis: Analysis = {
    file,
    text,
    table,
    names,
    types,
    // Most children are checked for their names and never edited: for them these are not needed.
    get sites() {
      sites ??= findExpressionSites(file, names, types);
      return sites;
    },
    get statements() {
      statements ??= findStatements(file, names);
      return statements;
    },
  };
  analyses.set(file, analysis);
  return analysis;
}

/** The text of an expression with how tightly it binds. */
export function sourceFragment({ text, table }: Analysis, node: SyntaxNode): Fragment {
  const source = text.slice(node.start, node.end);
  if (literalValue(node, text, table) !== null)
    return {
      text: source,
      precedence: source.startsWith('-') ? PRECEDENCE.unary : PRECEDENCE.primary,
      isConstant: true,
    };
  return { ...nameFragment(source), precedence: precedenceOf(node, text, table) };
}

function precedenceOf(node: SyntaxNode, text: string, table: LanguageTable): number {
  switch (table.roles[node.kind]) {
    case 'binary':
      return table.operators[operatorOf(node, text)]?.precedence ?? PRECEDENCE.nullish;
    case 'unary':
      return signOf(node, text) === 'not' ? (table.operators.not?.precedence ?? PRECEDENCE.unary) : PRECEDENCE.unary;
    case 'cast':
      return PRECEDENCE.exponent;
    case 'conditional':
      return PRECEDENCE.conditional;
    case 'number':
    case 'boolean':
    case 'name':
    case 'parenthesized':
      return PRECEDENCE.primary;
    case 'call':
      // `!(a)` is a call of `!` to some grammars.
      return /^[!-+~]/.test(text.charAt(node.start)) ? PRECEDENCE.unary : PRECEDENCE.call;
    case 'index':
    case 'member':
      return PRECEDENCE.call;
    default:
      return PRECEDENCE.sequence;
  }
}

/** The uses of names inside a range. */
export function referencesIn({ names: { references } }: Analysis, { start, end }: Range): readonly Reference[] {
  let low = 0;
  let high = references.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((references[middle] as Reference).node.start < start) low = middle + 1;
    else high = middle;
  }
  let last = low;
  while (last < references.length && (references[last] as Reference).node.end <= end) last += 1;
  return references.slice(low, last);
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** Names used in a range that it does not declare itself, those that the file does not declare included. */
export function freeReferences(analysis: Analysis, range: { start: number; end: number }): Reference[] {
  return referencesIn(analysis, range).filter(({ binding }) =>
    binding === undefined
      ? true
      : !binding.declarations.every(({ identifier }) => range.start <= identifier.start && identifier.end <= range.end),
  );
}

/** Whether an expression of this file may be repeated at another place of it with the same meaning of all names. */
export function isClosedAt(analysis: Analysis, node: SyntaxNode, place: Place): boolean {
  return freeReferences(analysis, node).every(({ binding, name }) =>
    binding === undefined ? lookup(place.scope, name) === undefined : isReadableAt(binding, place),
  );
}

/** The statement of the top of the file that a node stands in. */
export function topStatement({ file: { root } }: Analysis, node: SyntaxNode): SyntaxNode {
  return node.parent === root ? node : (ancestor(node, ({ parent }) => parent === root) ?? node);
}
