import { type Node, parseSync, type Program as SyntaxTree, visitorKeys } from 'oxc-parser';
import { messageOf } from '../../../base/errors.ts';
import { BoundedCache } from './bounded-cache.ts';
import { isParseable } from './nesting.ts';

export type { Node, SyntaxTree };
export { visitorKeys };

/** Which grammar a file is read with. */
export type Dialect = 'js' | 'ts' | 'jsx' | 'tsx';

/** A syntax error in UTF-16 offsets. */
export interface SyntaxFault {
  readonly message: string;
  readonly offset: number;
}

/** One parsed file. Offsets of its nodes are UTF-16, as `String.prototype.slice` wants them. */
export interface SourceFile {
  readonly text: string;
  readonly dialect: Dialect;
  /** Null when the text parses, including early errors such as a name declared twice. */
  readonly fault: SyntaxFault | null;
  /** Not to be read when there is a fault. Built on first use: a mere check of syntax is twice as fast. */
  readonly tree: SyntaxTree;
}

/** About 40 MB of syntax trees at most. */
const CACHED_CHARACTERS = 400_000;
const cache = new BoundedCache<SourceFile>(CACHED_CHARACTERS);

/** Parses as an ES module. Never throws; equal texts give the identical object while they are cached. */
export function parseSource(text: string, dialect: Dialect): SourceFile {
  return cache.getOrCreate(`${dialect}:${text}`, () => parseUncached(text, dialect));
}

function parseUncached(text: string, dialect: Dialect): SourceFile {
  if (!isParseable(text)) return unparsed(text, dialect, { message: 'nested too deeply or too long', offset: 0 });
  try {
    const result = parseSync(`program.${dialect}`, text, {
      lang: dialect,
      sourceType: 'module',
      showSemanticErrors: true,
    });
    const error = result.errors.find(({ severity }) => severity === 'Error');
    if (error !== undefined)
      return unparsed(text, dialect, { message: error.message, offset: error.labels[0]?.start ?? 0 });
    return {
      text,
      dialect,
      fault: null,
      get tree() {
        return result.program;
      },
    };
  } catch (thrown) {
    return unparsed(text, dialect, { message: messageOf(thrown), offset: 0 });
  }
}

function unparsed(text: string, dialect: Dialect, fault: SyntaxFault): SourceFile {
  return {
    text,
    dialect,
    fault,
    get tree(): never {
      throw new TypeError('a text with a syntax fault has no tree');
    },
  };
}

/** Calls `visit` for each child node in source order, with the name of the field that holds it. */
export function forEachChild(node: Node, visit: (child: Node, field: string) => void): void {
  const fields = node as unknown as Readonly<Record<string, Node | readonly (Node | null)[] | null | undefined>>;
  for (const field of visitorKeys[node.type] ?? []) {
    const value = fields[field];
    if (value === null || value === undefined) continue;
    if (Array.isArray(value)) {
      for (const item of value as readonly (Node | null)[]) if (item !== null) visit(item, field);
    } else {
      visit(value as Node, field);
    }
  }
}

/** The expression inside any parentheses. */
export function withoutParentheses(node: Node): Node {
  let inner = node;
  while (inner.type === 'ParenthesizedExpression') inner = inner.expression;
  return inner;
}

/** One-based line of an offset. */
export function lineOf(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}
