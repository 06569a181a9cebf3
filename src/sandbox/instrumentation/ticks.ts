import type MagicString from 'magic-string';
import { visitorKeys } from 'oxc-parser';
import { CandidateFault } from '../contract.ts';
import type { AddedNames } from './names.ts';
import { positionOf } from './parse.ts';
import { isNode, nodeAt, nodesAt, type SyntaxNode } from './syntax.ts';

export interface TickContext {
  readonly path: string;
  readonly source: string;
  readonly edits: MagicString;
  readonly names: AddedNames;
}

/** Why a candidate may not contain this node; undefined when it may. */
function refusalOf(context: TickContext, node: SyntaxNode): string | undefined {
  switch (node.type) {
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return node.async === true ? 'an async function: candidates are synchronous' : undefined;
    case 'ForOfStatement':
      return node.await === true ? 'for await: candidates are synchronous' : undefined;
    case 'VariableDeclaration':
      return node.kind === 'await using' ? 'await: candidates are synchronous' : undefined;
    case 'AwaitExpression':
      return 'await: candidates are synchronous';
    case 'ImportExpression':
      return 'dynamic import, which is not available to candidates';
    case 'MetaProperty':
      return nodeAt(node, 'meta').name === 'import' ? 'import.meta, which is not available to candidates' : undefined;
    case 'Identifier':
      // Only an escape such as \u006b can spell a name whose letters the source does not contain.
      return String(node.name).startsWith(context.names.prefix) ? 'a reserved name' : undefined;
    default:
      return undefined;
  }
}

function enterFunction(context: TickContext, node: SyntaxNode): void {
  if (!isNode(node.body)) return;
  const { edits, names } = context;
  if (node.type === 'ArrowFunctionExpression' && node.expression === true) {
    edits.appendRight(node.body.start, `(${names.tick},`);
  } else edits.appendLeft(node.body.start + 1, `${names.tick};`);
}

function enterLoop(context: TickContext, node: SyntaxNode): void {
  const body = nodeAt(node, 'body');
  const { edits, names } = context;
  if (body.type === 'BlockStatement') edits.appendLeft(body.start + 1, `${names.tick};`);
  else edits.appendRight(body.start, `{${names.tick};`);
}

/** Every catch block first reports a stack overflow and hands it on: how deep the stack is differs between machines. */
function enterCatch(context: TickContext, node: SyntaxNode): void {
  const { edits, names, source } = context;
  const body = nodeAt(node, 'body');
  if (!isNode(node.param)) {
    edits.appendRight(body.start, `(${names.caught})`);
    edits.appendLeft(body.start + 1, names.guard(names.caught));
  } else if (node.param.type === 'Identifier') {
    edits.appendLeft(body.start + 1, names.guard(String(node.param.name)));
  } else {
    edits.appendRight(node.param.start, `${names.caught}){${names.guard(names.caught)}let `);
    const between = source.slice(node.param.end, body.start + 1);
    edits.overwrite(node.param.end, body.start + 1, `=${names.caught};${between.replace(/[^\n]/g, '')}`);
  }
}

function enter(context: TickContext, node: SyntaxNode): void {
  const { edits, names, source } = context;
  switch (node.type) {
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      enterFunction(context, node);
      return;
    case 'ForStatement':
    case 'ForInStatement':
    case 'ForOfStatement':
    case 'WhileStatement':
    case 'DoWhileStatement':
      enterLoop(context, node);
      return;
    case 'StaticBlock': {
      const first = nodesAt(node, 'body')[0];
      if (first !== undefined) edits.appendRight(first.start, `${names.tick};`);
      return;
    }
    case 'TryStatement':
      // A finally block may throw an exception away too, so it gets a catch block before it.
      if (!isNode(node.handler)) {
        const { caught } = names;
        edits.appendLeft(nodeAt(node, 'block').end, `catch(${caught}){${names.guard(caught)}throw ${caught}}`);
      }
      return;
    case 'CatchClause':
      enterCatch(context, node);
      return;
    case 'BinaryExpression': {
      // In a script, unlike in a module, this would begin a comment and hide the rest of the line.
      const right = nodeAt(node, 'right');
      if (node.operator === '<' && source.startsWith('!--', right.start)) edits.appendLeft(right.start, ' ');
      return;
    }
  }
}

/** Runs after the children, so that where several things end at one place the inner one is closed first. */
function leave(context: TickContext, node: SyntaxNode): void {
  switch (node.type) {
    case 'ArrowFunctionExpression':
      if (node.expression === true) context.edits.appendLeft(nodeAt(node, 'body').end, ')');
      return;
    case 'ForStatement':
    case 'ForInStatement':
    case 'ForOfStatement':
    case 'WhileStatement':
    case 'DoWhileStatement': {
      const body = nodeAt(node, 'body');
      if (body.type !== 'BlockStatement') context.edits.appendLeft(body.end, '}');
    }
  }
}

/**
 * Puts a tick at every function entry and every loop iteration. Ticks stand outside the candidate's own try blocks, or
 * throw again at the next one, so catching does not stop them.
 */
export function addTicks(context: TickContext, node: SyntaxNode): void {
  const refusal = refusalOf(context, node);
  if (refusal !== undefined) {
    const where = `${context.path}:${positionOf(context.source, node.start)}`;
    throw new CandidateFault('crash', `${where} uses ${refusal}`);
  }
  enter(context, node);
  const members = visitorKeys[node.type];
  if (members !== undefined) {
    for (const member of members) {
      const value = node[member];
      if (Array.isArray(value)) {
        for (const item of value) if (isNode(item)) addTicks(context, item);
      } else if (isNode(value)) addTicks(context, value);
    }
  }
  leave(context, node);
}
