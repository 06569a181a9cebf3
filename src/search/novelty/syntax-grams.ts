import { editableSpans, type Span } from '../../core/editable.ts';
import type { Program } from '../../core/program.ts';
import { forEachChild, type Node, parseSource } from '../operators/javascript/syntax.ts';
import { dialectOf } from '../operators/program-files.ts';
import { hasGrammar } from '../operators/tree-sitter/grammars.ts';
import { tableOf } from '../operators/tree-sitter/languages.ts';
import { parseFile } from '../operators/tree-sitter/parse.ts';
import type { SyntaxNode } from '../operators/tree-sitter/syntax-node.ts';

/**
 * The syntax of the editable part as vertical n-grams: the kind of every node with those of its parent and its
 * grandparent, and every node with the kinds of its children. Names and values are left out: those are words, not syntax.
 * Empty for a file without a grammar, or that does not parse: its words are all that there is. Never throws.
 */
export function syntaxGrams(program: Program, path: string): string[] {
  const text = program.files[path] as string;
  const spans = editableSpans(text);
  const dialect = dialectOf(program, path);
  if (dialect !== null) {
    const source = parseSource(text, dialect);
    return source.fault === null ? gramsOf(fromJavaScript(source.tree), spans) : [];
  }
  const table = tableOf(program, path);
  if (table === null || !hasGrammar(table)) return [];
  const file = parseFile(text, table);
  return file.fault === null ? gramsOf(fromGrammar(file.root), spans) : [];
}

/** What both kinds of trees have in common. */
interface Tree extends Span {
  readonly kind: string;
  children(): readonly Tree[];
}

function fromJavaScript(node: Node): Tree {
  const children = (): Tree[] => {
    const found: Tree[] = [];
    forEachChild(node, (child) => found.push(fromJavaScript(child)));
    return found;
  };
  return { kind: node.type, start: node.start, end: node.end, children };
}

function fromGrammar(node: SyntaxNode): Tree {
  const children = (): Tree[] => node.children.filter(({ isNamed }) => isNamed).map(fromGrammar);
  return { kind: node.kind, start: node.start, end: node.end, children };
}

function gramsOf(root: Tree, spans: readonly Span[]): string[] {
  const grams: string[] = [];
  const visit = (node: Tree, parent: string, grandparent: string): void => {
    // Nothing of a node can be edited where no span touches it.
    if (!spans.some(({ start, end }) => start < node.end && node.start < end)) return;
    const children = node.children();
    if (spans.some(({ start, end }) => start <= node.start && node.end <= end)) {
      grams.push(node.kind, `${parent}>${node.kind}`, `${grandparent}>${parent}>${node.kind}`);
      if (children.length > 0) grams.push(`${node.kind}(${children.map(({ kind }) => kind).join(' ')})`);
    }
    for (const child of children) visit(child, node.kind, parent);
  };
  // The root stands for the whole file, not for the part that may be edited.
  for (const child of root.children()) visit(child, root.kind, '');
  return grams;
}
