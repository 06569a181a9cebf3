import { editableSpans, type Span } from '../../core/editable.ts';
import type { Program } from '../../core/program.ts';
import { forEachChild, type Node, parseSource, type SourceFile } from './javascript/syntax.ts';
import { dialectOf } from './program-files.ts';
import { hasGrammar } from './tree-sitter/grammars.ts';
import { tableOf } from './tree-sitter/languages.ts';
import { parseFile } from './tree-sitter/parse.ts';
import { countNamedNodes } from './tree-sitter/tree-size.ts';

const sizes = new WeakMap<SourceFile, number>();

/**
 * Syntax-tree nodes inside the editable spans of all files, parentheses not counted. Files whose language has no
 * grammar (or none that is loaded, see `loadGrammars`), or that do not parse, count their words and signs instead. Never
 * throws.
 */
export function programSize(program: Program): number {
  let size = 0;
  for (const path of Object.keys(program.files)) size += fileSize(program, path);
  return size;
}

function fileSize(program: Program, path: string): number {
  const text = program.files[path] as string;
  const dialect = dialectOf(program, path);
  if (dialect === null) {
    const table = tableOf(program, path);
    if (table === null || !hasGrammar(table)) return countTokens(text);
    const file = parseFile(text, table);
    return file.fault === null ? countNamedNodes(file) : countTokens(text);
  }
  const source = parseSource(text, dialect);
  const known = sizes.get(source);
  if (known !== undefined) return known;
  const size = source.fault === null ? countNodes(source.tree, editableSpans(text)) : countTokens(text);
  sizes.set(source, size);
  return size;
}

function countNodes(node: Node, spans: readonly Span[]): number {
  const isCounted =
    node.type !== 'Program' &&
    node.type !== 'ParenthesizedExpression' &&
    spans.some(({ start, end }) => start <= node.start && node.end <= end);
  let count = isCounted ? 1 : 0;
  forEachChild(node, (child) => {
    count += countNodes(child, spans);
  });
  return count;
}

function countTokens(text: string): number {
  let count = 0;
  for (const { start, end } of editableSpans(text))
    count += text.slice(start, end).match(/[\p{L}\p{N}_$]+|[^\s\p{L}\p{N}_$]/gu)?.length ?? 0;
  return count;
}
