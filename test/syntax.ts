import { parseSync } from 'oxc-parser';

/** A node of an ESTree syntax tree, as far as the house tests care. */
export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly [member: string]: unknown;
}

export interface Parsed {
  readonly nodes: readonly SyntaxNode[];
  readonly comments: readonly { readonly value: string; readonly start: number }[];
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

function collect(value: unknown, nodes: SyntaxNode[]): void {
  if (Array.isArray(value)) {
    for (const item of value) collect(item, nodes);
  } else if (isNode(value)) {
    nodes.push(value);
    for (const member of Object.values(value)) if (typeof member === 'object') collect(member, nodes);
  }
}

/** All syntax nodes and comments of a module; throws when it does not parse. */
export function parse(path: string, text: string): Parsed {
  const result = parseSync(path, text);
  const [error] = result.errors;
  if (error !== undefined) throw new SyntaxError(`${path}: ${error.message}`);
  const nodes: SyntaxNode[] = [];
  collect(result.program, nodes);
  return { nodes, comments: result.comments };
}

export function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

/** `Math.random` for the member expression of that name, `setTimeout` for the identifier, else undefined. */
export function dottedName(node: SyntaxNode): string | undefined {
  if (node.type === 'Identifier') return String(node.name);
  if (node.type !== 'MemberExpression' || node.computed === true) return undefined;
  const object = isNode(node.object) ? dottedName(node.object) : undefined;
  const property = isNode(node.property) ? dottedName(node.property) : undefined;
  return object === undefined || property === undefined ? undefined : `${object}.${property}`;
}

const IMPORTING = new Set([
  'ImportDeclaration',
  'ExportNamedDeclaration',
  'ExportAllDeclaration',
  'ImportExpression',
  'TSImportType',
]);

/**
 * Every module that a module names: static and dynamic imports, re-exports, import types, and files that it loads by
 * `new URL('…', import.meta.url)` (worker threads, child processes). Imports of computed names are not seen.
 */
export function importsOf(path: string, text: string): { readonly imported: string[]; readonly loaded: string[] } {
  const imported: string[] = [];
  const loaded: string[] = [];
  for (const node of parse(path, text).nodes) {
    if (IMPORTING.has(node.type)) {
      const source = node.source;
      if (isNode(source) && typeof source.value === 'string') imported.push(source.value);
    } else if (node.type === 'NewExpression' && isNode(node.callee) && dottedName(node.callee) === 'URL') {
      const [first] = Array.isArray(node.arguments) ? node.arguments : [];
      if (isNode(first) && typeof first.value === 'string' && first.value.endsWith('.ts')) {
        loaded.push(first.value);
      }
    }
  }
  return { imported, loaded };
}
