import { forEachChild, type Node, withoutParentheses } from '../operators/javascript/syntax.ts';

const keys = new WeakMap<Node, string>();

/** Equal for syntax trees that say the same, however they are laid out; parentheses do not count. */
export function syntaxKey(outer: Node): string {
  const node = withoutParentheses(outer);
  const known = keys.get(node);
  if (known !== undefined) return known;
  const children: string[] = [];
  forEachChild(node, (child, field) => children.push(`${field}=${syntaxKey(child)}`));
  const key = `(${headOf(node)} ${children.join(' ')})`;
  keys.set(node, key);
  return key;
}

/** What a node says itself, apart from its children. */
export function headOf(node: Node): string {
  switch (node.type) {
    case 'Identifier':
    case 'PrivateIdentifier':
      return `${node.type}:${node.name}`;
    case 'Literal':
      return `Literal:${node.raw ?? String(node.value)}`;
    case 'TemplateElement':
      return `TemplateElement:${node.value.raw}`;
    case 'BinaryExpression':
    case 'LogicalExpression':
    case 'AssignmentExpression':
    case 'UnaryExpression':
      return `${node.type}:${node.operator}`;
    case 'UpdateExpression':
      return `${node.type}:${node.operator}:${node.prefix}`;
    case 'VariableDeclaration':
      return `${node.type}:${node.kind}`;
    // What is called, and which property is read, is not exchanged for another: the whole expression is.
    case 'MemberExpression':
      return `${node.type}:${node.optional}:${node.computed ? '' : syntaxKey(node.property)}`;
    case 'CallExpression':
      return `${node.type}:${node.optional}:${syntaxKey(node.callee)}`;
    default:
      return node.type;
  }
}
