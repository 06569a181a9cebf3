import type { FunctionNode } from './scope.ts';
import type { Node } from './syntax.ts';

/**
 * Whether a statement surely ends its function, if `without` were not there. Loops count as statements that may be left,
 * so this errs on the side of no.
 */
export function alwaysReturns(node: Node | null, without: Node | null = null): boolean {
  if (node === null || node === without) return false;
  switch (node.type) {
    case 'ReturnStatement':
    case 'ThrowStatement':
      return true;
    case 'BlockStatement':
      return node.body.some((statement) => alwaysReturns(statement, without));
    case 'IfStatement':
      return alwaysReturns(node.consequent, without) && alwaysReturns(node.alternate, without);
    case 'TryStatement':
      return alwaysReturns(node.finalizer, without) || alwaysReturns(node.block, without);
    case 'LabeledStatement':
      return alwaysReturns(node.body, without);
    default:
      return false;
  }
}

/** Whether a function that always returns still does so after a statement is taken out of it. */
export function keepsReturning(owner: FunctionNode | null, removed: Node): boolean {
  return owner === null || !alwaysReturns(owner.body) || alwaysReturns(owner.body, removed);
}
