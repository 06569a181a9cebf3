import { forEachChild, type Node, withoutParentheses } from '../operators/javascript/syntax.ts';
import { headOf, syntaxKey } from './syntax-key.ts';

/** A part of the new tree that is not in the old one, and what stood in its place; null where nothing did. */
export interface Difference {
  readonly before: Node | null;
  readonly after: Node;
}

/**
 * The smallest parts of `after` that differ from `before`. Both trees are descended side by side for as long as nodes say
 * the same and only differ below. Lists of another length are aligned from both ends, so that one statement more or less
 * is one difference. What was only removed leaves no part.
 */
export function syntaxDifferences(before: Node, after: Node): Difference[] {
  const differences: Difference[] = [];

  function compare(outerBefore: Node, outerAfter: Node): void {
    const [one, other] = [withoutParentheses(outerBefore), withoutParentheses(outerAfter)];
    if (syntaxKey(one) === syntaxKey(other)) return;
    const [ones, others] = [childrenOf(one), childrenOf(other)];
    // A leaf that differs, or another kind of node, is a difference as a whole.
    if (headOf(one) !== headOf(other) || ones.length + others.length === 0) {
      differences.push({ before: one, after: other });
      return;
    }
    align(ones, others);
  }

  function align(ones: readonly Child[], others: readonly Child[]): void {
    const isSame = (one: Child | undefined, other: Child | undefined): boolean =>
      one?.field === other?.field && one !== undefined && other !== undefined && one.key === other.key;
    let start = 0;
    while (isSame(ones[start], others[start])) start += 1;
    let end = 0;
    const limit = Math.min(ones.length, others.length) - start;
    while (end < limit && isSame(ones.at(-1 - end), others.at(-1 - end))) end += 1;
    for (let index = start; index < others.length - end; index++) {
      const other = others[index] as Child;
      const one = index < ones.length - end ? ones[index] : undefined;
      if (one !== undefined && one.field === other.field) compare(one.node, other.node);
      else differences.push({ before: null, after: other.node });
    }
  }

  compare(before, after);
  return differences;
}

interface Child {
  readonly node: Node;
  readonly field: string;
  readonly key: string;
}

function childrenOf(node: Node): Child[] {
  const children: Child[] = [];
  forEachChild(node, (child, field) => children.push({ node: child, field, key: syntaxKey(child) }));
  return children;
}
