import { CandidateFault } from '../contract.ts';
import { positionOf } from './parse.ts';
import { isNode, nodeAt, nodesAt, type SyntaxNode } from './syntax.ts';
import type { TickContext } from './ticks.ts';

/** The code that a file's closure begins with instead of its import and export declarations. */
export interface ModuleCode {
  /** Export name → expression that reads it. */
  readonly getters: [string, string][];
  readonly imports: string[];
}

/** Finds a file of the program for an import; undefined when there is none. */
export type ResolveImport = (specifier: string) => number | undefined;

function nameOf(node: SyntaxNode): string {
  return String(node.type === 'Literal' ? node.value : node.name);
}

/** The names that a declaration's pattern binds. */
function boundNames(pattern: SyntaxNode | null): string[] {
  switch (pattern?.type) {
    case 'Identifier':
      return [nameOf(pattern)];
    case 'ObjectPattern':
      return nodesAt(pattern, 'properties').flatMap((property) =>
        boundNames(property.type === 'RestElement' ? nodeAt(property, 'argument') : nodeAt(property, 'value')),
      );
    case 'ArrayPattern':
      return nodesAt(pattern, 'elements').flatMap(boundNames);
    case 'AssignmentPattern':
      return boundNames(nodeAt(pattern, 'left'));
    case 'RestElement':
      return boundNames(nodeAt(pattern, 'argument'));
    default:
      return [];
  }
}

function declaredNames(declaration: SyntaxNode): string[] {
  return declaration.type === 'VariableDeclaration'
    ? nodesAt(declaration, 'declarations').flatMap((declarator) => boundNames(nodeAt(declarator, 'id')))
    : [nameOf(nodeAt(declaration, 'id'))];
}

/** Takes out a piece and keeps its line breaks, so that line numbers in messages stay right. */
function blank(context: TickContext, start: number, end: number, replacement: string): void {
  if (end <= start) return;
  const lineBreaks = context.source.slice(start, end).replace(/[^\n]/g, '');
  context.edits.overwrite(start, end, replacement + lineBreaks);
}

/** Rewrites the import and export declarations of a file. Call it after `addTicks`. */
export function rewriteModuleSyntax(
  context: TickContext,
  body: readonly SyntaxNode[],
  resolve: ResolveImport,
): ModuleCode {
  const { names, edits } = context;
  const code: ModuleCode = { getters: [], imports: [] };

  const importFile = (node: SyntaxNode): string => {
    const specifier = nameOf(nodeAt(node, 'source'));
    const index = resolve(specifier);
    if (index === undefined) {
      const where = `${context.path}:${positionOf(context.source, node.start)}`;
      const why = specifier.startsWith('.') ? 'the program has no such file' : 'candidates import only their own files';
      throw new CandidateFault('crash', `${where} imports ${JSON.stringify(specifier)}: ${why}`);
    }
    const name = names.imported(code.imports.length);
    code.imports.push(`const ${name}=${names.load}(${index});`);
    return name;
  };
  const member = (object: string, name: string): string => `${object}[${JSON.stringify(name)}]`;

  const rewriteImport = (node: SyntaxNode): void => {
    const file = importFile(node);
    for (const specifier of nodesAt(node, 'specifiers')) {
      const local = nameOf(nodeAt(specifier, 'local'));
      const value =
        specifier.type === 'ImportNamespaceSpecifier'
          ? file
          : member(
              file,
              specifier.type === 'ImportDefaultSpecifier' ? 'default' : nameOf(nodeAt(specifier, 'imported')),
            );
      code.imports.push(`const ${local}=${value};`);
    }
    blank(context, node.start, node.end, ';');
  };

  const rewriteNamedExport = (node: SyntaxNode): void => {
    if (isNode(node.declaration)) {
      for (const name of declaredNames(node.declaration)) code.getters.push([name, name]);
      blank(context, node.start, node.declaration.start, '');
      return;
    }
    const file = isNode(node.source) ? importFile(node) : null;
    for (const specifier of nodesAt(node, 'specifiers')) {
      const local = nameOf(nodeAt(specifier, 'local'));
      const exported = nameOf(nodeAt(specifier, 'exported'));
      code.getters.push([exported, file === null ? local : member(file, local)]);
    }
    blank(context, node.start, node.end, ';');
  };

  const rewriteDefaultExport = (node: SyntaxNode): void => {
    const declaration = nodeAt(node, 'declaration');
    const isDeclaration = declaration.type === 'FunctionDeclaration' || declaration.type === 'ClassDeclaration';
    if (isDeclaration && isNode(declaration.id)) {
      code.getters.push(['default', nameOf(declaration.id)]);
      blank(context, node.start, declaration.start, '');
    } else {
      code.getters.push(['default', names.defaultExport]);
      blank(context, node.start, declaration.start, `const ${names.defaultExport}=`);
      edits.appendLeft(declaration.end, ';');
    }
  };

  for (const node of body) {
    if (node.type === 'ImportDeclaration') rewriteImport(node);
    else if (node.type === 'ExportNamedDeclaration') rewriteNamedExport(node);
    else if (node.type === 'ExportDefaultDeclaration') rewriteDefaultExport(node);
    else if (node.type === 'ExportAllDeclaration') {
      const file = importFile(node);
      if (isNode(node.exported)) code.getters.push([nameOf(node.exported), file]);
      else code.imports.push(`${names.star}(${file});`);
      blank(context, node.start, node.end, ';');
    }
  }
  return code;
}
