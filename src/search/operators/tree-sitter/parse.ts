import type { TreeCursor } from 'web-tree-sitter';
import { editableSpans, type Span } from '../../../core/editable.ts';
import { BoundedCache } from '../javascript/bounded-cache.ts';
import { indentationAt, isFirstOnLine } from '../javascript/layout.ts';
import { parserOf } from './grammars.ts';
import type { LanguageTable } from './language-table.ts';
import { descendants, type SyntaxNode } from './syntax-node.ts';

/** One parsed file. */
export interface ParsedFile {
  readonly text: string;
  readonly table: LanguageTable;
  readonly spans: readonly Span[];
  /** Why the text cannot be edited; null when it can. Syntax errors outside of the editable spans are no fault. */
  readonly fault: string | null;
  /** Not to be read when there is a fault. */
  readonly root: SyntaxNode;
}

/** Texts above this length are never parsed. */
const MAXIMUM_LENGTH = 500_000;
/** Operators walk trees by recursion; people do not nest code this deeply. */
const MAXIMUM_DEPTH = 400;
/** Checks of progress that a parse may take; a text without errors needs a fraction of one for each character. */
const PROGRESS_PER_CHARACTER = 2;

const CACHED_CHARACTERS = 200_000;
const cache = new BoundedCache<ParsedFile>(CACHED_CHARACTERS);

/** Never throws for a text; equal texts give the identical object while they are cached. */
export function parseFile(text: string, table: LanguageTable): ParsedFile {
  return cache.getOrCreate(`${table.language}:${text}`, () => parseUncached(text, table));
}

function parseUncached(text: string, table: LanguageTable): ParsedFile {
  const parser = parserOf(table);
  const spans = editableSpans(text);
  const faulty = (fault: string): ParsedFile => ({
    text,
    table,
    spans,
    fault,
    get root(): never {
      throw new TypeError('a text with a syntax fault has no tree');
    },
  });
  if (text.length > MAXIMUM_LENGTH) return faulty('too long');
  let checks = 0;
  // Counted, not timed: the same text has the same fate on every machine.
  const limit = 1_000 + PROGRESS_PER_CHARACTER * text.length;
  parser.reset();
  const tree = parser.parse(text, null, { progressCallback: () => ++checks > limit });
  if (tree === null) return faulty('too many errors');
  const cursor = tree.walk();
  try {
    const problems: Span[] | null = tree.rootNode.hasError ? [] : null;
    const root = readTree(cursor, table, problems);
    if (root === null) return faulty('nested too deeply');
    if (problems !== null && isBroken(problems, spans)) return faulty('syntax error');
    if (table.hasIndentedBlocks && hasUnevenBlock(text, root, table)) return faulty('uneven indentation');
    return { text, table, spans, fault: null, root };
  } finally {
    cursor.delete();
    tree.delete();
  }
}

/** An error that the grammar shows nowhere could be anywhere. */
function isBroken(problems: readonly Span[], spans: readonly Span[]): boolean {
  return (
    problems.length === 0 || problems.some((at) => spans.some(({ start, end }) => at.start <= end && start <= at.end))
  );
}

interface Draft extends SyntaxNode {
  field: string | null;
  readonly children: Draft[];
}

/** The tree as plain data; null when it is too deep. Fills `problems` with ERROR and MISSING nodes. */
function readTree(cursor: TreeCursor, table: LanguageTable, problems: Span[] | null): SyntaxNode | null {
  const read = (parent: Draft | null): Draft => {
    const [kind, start, end] = [cursor.nodeType, cursor.startIndex, cursor.endIndex];
    if (problems !== null && (kind === 'ERROR' || cursor.nodeIsMissing)) problems.push({ start, end });
    return { kind, isNamed: cursor.nodeIsNamed, field: cursor.currentFieldName, start, end, parent, children: [] };
  };
  const root = read(null);
  if (!cursor.gotoFirstChild()) return root;
  let parent = root;
  let depth = 1;
  for (;;) {
    const node = read(parent);
    if (!table.comments.has(node.kind)) parent.children.push(node);
    if (cursor.gotoFirstChild()) {
      depth += 1;
      if (depth > MAXIMUM_DEPTH) return null;
      parent = node;
      continue;
    }
    while (!cursor.gotoNextSibling()) {
      nameChildren(parent, table);
      if (parent.parent === null) return root;
      cursor.gotoParent();
      depth -= 1;
      parent = parent.parent as Draft;
    }
  }
}

function nameChildren({ kind, children }: Draft, { childNames }: LanguageTable): void {
  const names = childNames[kind];
  if (names === undefined) return;
  let position = 0;
  for (const inner of children) {
    if (!inner.isNamed) continue;
    inner.field = names[position] ?? null;
    position += 1;
  }
}

/** Statements of one block that begin their lines at different columns: some grammars let that pass. */
function hasUnevenBlock(text: string, root: SyntaxNode, { roles, notStatements }: LanguageTable): boolean {
  return descendants(root).some(({ kind, children }) => {
    if (roles[kind] !== 'list') return false;
    const indentations = children
      .filter((inner) => inner.isNamed && !notStatements.has(inner.kind) && isFirstOnLine(text, inner.start))
      .map(({ start }) => indentationAt(text, start));
    return indentations.some((indentation) => indentation !== indentations[0]);
  });
}
