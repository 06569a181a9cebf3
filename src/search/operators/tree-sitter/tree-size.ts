import type { ParsedFile } from './parse.ts';
import { contains, descendants } from './syntax-node.ts';

const sizes = new WeakMap<ParsedFile, number>();

/** Named nodes inside the editable spans; parentheses and the top of the file are not counted. */
export function countNamedNodes(file: ParsedFile): number {
  const known = sizes.get(file);
  if (known !== undefined) return known;
  const { root, spans } = file;
  const size = descendants(root).filter(
    (node) =>
      node.isNamed && node !== root && !/^parenthesized/.test(node.kind) && spans.some((span) => contains(span, node)),
  ).length;
  sizes.set(file, size);
  return size;
}
