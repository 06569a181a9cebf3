import type { ReturnStatement } from 'oxc-parser';
import { type Binding, type BindingKind, type FunctionNode, lookup, type Reference, type Scope } from './scope.ts';
import { forEachChild, type Node, type SyntaxTree } from './syntax.ts';

/** Who declares what, and who uses it. */
export interface ScopeAnalysis {
  readonly root: Scope;
  /** The scope that a function, block, loop, switch, catch or module opens. */
  readonly scopeOf: ReadonlyMap<Node, Scope>;
  /** In source order. */
  readonly references: readonly Reference[];
  readonly bindingOf: ReadonlyMap<Node, Binding>;
  readonly returnsOf: ReadonlyMap<FunctionNode, readonly ReturnStatement[]>;
}

/** Resolves the names of a module by the rules of ECMA-262; type annotations are not looked at. */
export function analyseScopes(tree: SyntaxTree): ScopeAnalysis {
  const scopeOf = new Map<Node, Scope>();
  const references: Reference[] = [];
  const returnsOf = new Map<FunctionNode, ReturnStatement[]>();
  const root = openScope(null, null, tree);

  function openScope(parent: Scope | null, owner: FunctionNode | null, node: Node): Scope {
    const scope: Scope = { parent, bindings: new Map(), owner };
    scopeOf.set(node, scope);
    return scope;
  }

  interface Declaring {
    readonly kind: BindingKind;
    readonly scope: Scope;
    readonly declaration: Node;
    readonly visibleFrom: number;
  }

  function declare(pattern: Node, declaring: Declaring, isDestructured = false): void {
    const { kind, scope, declaration, visibleFrom } = declaring;
    switch (pattern.type) {
      case 'Identifier': {
        const home = kind === 'var' ? functionScope(scope) : scope;
        if (home.bindings.has(pattern.name)) return;
        const { name } = pattern;
        const common = { name, kind, scope: home, identifier: pattern, declaration, visibleFrom, isDestructured };
        home.bindings.set(name, { ...common, references: [] });
        return;
      }
      case 'AssignmentPattern':
        declare(pattern.left, declaring, isDestructured);
        visit(pattern.right, pattern, 'right', scope);
        return;
      case 'ObjectPattern':
        for (const property of pattern.properties) {
          if (property.type === 'RestElement') declare(property.argument, declaring, true);
          else {
            if (property.computed) visit(property.key, property, 'key', scope);
            declare(property.value, declaring, true);
          }
        }
        return;
      case 'ArrayPattern':
        for (const element of pattern.elements) if (element !== null) declare(element, declaring, true);
        return;
      case 'RestElement':
        declare(pattern.argument, declaring, true);
        return;
      case 'TSParameterProperty':
        declare(pattern.parameter, declaring, isDestructured);
        return;
      default:
    }
  }

  function visitFunction(node: FunctionNode, outer: Scope): void {
    const scope = openScope(outer, node, node);
    if (node.type === 'FunctionExpression' && node.id !== null)
      declare(node.id, { kind: 'function', scope, declaration: node, visibleFrom: 0 });
    for (const parameter of node.params)
      declare(parameter, { kind: 'parameter', scope, declaration: parameter, visibleFrom: parameter.end });
    if (node.body === null) return;
    returnsOf.set(node, []);
    if (node.body.type !== 'BlockStatement') {
      visit(node.body, node, 'body', scope);
      return;
    }
    scopeOf.set(node.body, scope);
    for (const statement of node.body.body) visit(statement, node.body, 'body', scope);
  }

  /** Assignment targets: names in them are written, members are read up to their last step. */
  function visitTarget(target: Node, parent: Node, field: string, scope: Scope): void {
    switch (target.type) {
      case 'Identifier':
        references.push({ node: target, parent, field, scope, isWrite: true, binding: undefined });
        return;
      case 'ArrayPattern':
        for (const element of target.elements) if (element !== null) visitTarget(element, target, 'elements', scope);
        return;
      case 'ObjectPattern':
        for (const property of target.properties) {
          if (property.type === 'RestElement') visitTarget(property.argument, property, 'argument', scope);
          else {
            if (property.computed) visit(property.key, property, 'key', scope);
            visitTarget(property.value, property, 'value', scope);
          }
        }
        return;
      case 'RestElement':
        visitTarget(target.argument, target, 'argument', scope);
        return;
      case 'AssignmentPattern':
        visitTarget(target.left, target, 'left', scope);
        visit(target.right, target, 'right', scope);
        return;
      default:
        visit(target, parent, field, scope);
    }
  }

  function visitLoopHead(left: Node, loop: Node, scope: Scope, visibleFrom: number): void {
    if (left.type !== 'VariableDeclaration') {
      visitTarget(left, loop, 'left', scope);
      return;
    }
    for (const declarator of left.declarations)
      declare(declarator.id, { kind: bindingKind(left.kind), scope, declaration: loop, visibleFrom });
  }

  function visit(node: Node, parent: Node, field: string, scope: Scope): void {
    const visitChildren = (inner: Scope): void => {
      forEachChild(node, (child, childField) => visit(child, node, childField, inner));
    };
    switch (node.type) {
      case 'Identifier':
        references.push({ node, parent, field, scope, isWrite: false, binding: undefined });
        return;
      case 'FunctionDeclaration':
        if (node.id !== null) declare(node.id, { kind: 'function', scope, declaration: node, visibleFrom: 0 });
        {
          visitFunction(node, scope);
          return;
        }
      case 'FunctionExpression':
      case 'ArrowFunctionExpression': {
        visitFunction(node, scope);
        return;
      }
      case 'ClassDeclaration':
      case 'ClassExpression':
        if (node.id !== null) declare(node.id, { kind: 'class', scope, declaration: node, visibleFrom: node.end });
        if (node.superClass !== null) visit(node.superClass, node, 'superClass', scope);
        {
          visit(node.body, node, 'body', scope);
          return;
        }
      case 'MethodDefinition':
      case 'PropertyDefinition':
      case 'Property':
        if (node.computed) visit(node.key, node, 'key', scope);
        if (node.value !== null) visit(node.value, node, 'value', scope);
        return;
      case 'VariableDeclaration':
        for (const declarator of node.declarations) {
          const kind = bindingKind(node.kind);
          declare(declarator.id, { kind, scope, declaration: declarator, visibleFrom: declarator.end });
          if (declarator.init !== null) visit(declarator.init, declarator, 'init', scope);
        }
        return;
      case 'BlockStatement':
      case 'StaticBlock':
      case 'ForStatement': {
        visitChildren(openScope(scope, scope.owner, node));
        return;
      }
      case 'ForInStatement':
      case 'ForOfStatement': {
        const inner = openScope(scope, scope.owner, node);
        visitLoopHead(node.left, node, inner, node.right.end);
        visit(node.right, node, 'right', inner);
        visit(node.body, node, 'body', inner);
        return;
      }
      case 'SwitchStatement': {
        visit(node.discriminant, node, 'discriminant', scope);
        const inner = openScope(scope, scope.owner, node);
        for (const switchCase of node.cases) visit(switchCase, node, 'cases', inner);
        return;
      }
      case 'CatchClause': {
        const inner = openScope(scope, scope.owner, node);
        if (node.param !== null)
          declare(node.param, { kind: 'let', scope: inner, declaration: node, visibleFrom: node.param.end }, true);
        visit(node.body, node, 'body', inner);
        return;
      }
      case 'ReturnStatement':
        if (scope.owner !== null) returnsOf.get(scope.owner)?.push(node);
        {
          visitChildren(scope);
          return;
        }
      case 'AssignmentExpression':
        visitTarget(node.left, node, 'left', scope);
        {
          visit(node.right, node, 'right', scope);
          return;
        }
      case 'UpdateExpression': {
        visitTarget(node.argument, node, 'argument', scope);
        return;
      }
      case 'MemberExpression':
        visit(node.object, node, 'object', scope);
        if (node.computed) visit(node.property, node, 'property', scope);
        return;
      case 'LabeledStatement': {
        visit(node.body, node, 'body', scope);
        return;
      }
      case 'ImportSpecifier':
      case 'ImportDefaultSpecifier':
      case 'ImportNamespaceSpecifier': {
        declare(node.local, { kind: 'import', scope, declaration: node, visibleFrom: 0 });
        return;
      }
      case 'ExportNamedDeclaration':
        if (node.declaration !== null) visit(node.declaration, node, 'declaration', scope);
        if (node.source === null)
          for (const specifier of node.specifiers) visit(specifier.local, specifier, 'local', scope);
        return;
      case 'ParenthesizedExpression':
      case 'ChainExpression':
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
      case 'TSNonNullExpression':
      case 'TSTypeAssertion':
      case 'TSInstantiationExpression': {
        visit(node.expression, parent, field, scope);
        return;
      }
      case 'TSEnumDeclaration': {
        declare(node.id, { kind: 'class', scope, declaration: node, visibleFrom: node.end });
        return;
      }
      case 'BreakStatement':
      case 'ContinueStatement':
      case 'MetaProperty':
      case 'ExportAllDeclaration':
        return;
      default:
        if (!node.type.startsWith('TS')) visitChildren(scope);
    }
  }

  for (const statement of tree.body) visit(statement, tree, 'body', root);

  // Resolved only now, since a function may use names that are declared further down.
  const bindingOf = new Map<Node, Binding>();
  for (const reference of references) {
    const binding = lookup(reference.scope, reference.node.name);
    if (binding === undefined) continue;
    reference.binding = binding;
    binding.references.push(reference);
    bindingOf.set(reference.node, binding);
  }
  return { root, scopeOf, references, bindingOf, returnsOf };
}

function functionScope(scope: Scope): Scope {
  let current = scope;
  while (current.parent !== null && current.parent.owner === current.owner) current = current.parent;
  return current;
}

function bindingKind(kind: string): BindingKind {
  if (kind === 'let' || kind === 'var') return kind;
  return 'const';
}
