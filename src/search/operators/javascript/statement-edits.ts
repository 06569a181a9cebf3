import type { Random } from '../../../base/random.ts';
import { type Analysis, freeReferences, isClosedAt, sourceFragment } from './analysis.ts';
import { alwaysReturns, keepsReturning } from './control-flow.ts';
import type { ExpressionSite } from './expression-sites.ts';
import { binaryFragment, conditionalFragment, type Fragment, nameFragment, textAt } from './fragment.ts';
import { createGrower, type Grower } from './grow.ts';
import { guarded, indentationAt, insertAfter, insertBefore, lineBreakOf, removal, statementText } from './layout.ts';
import { PRECEDENCE } from './precedence.ts';
import { type Binding, readableBindings } from './scope.ts';
import { type Edit, replaceSite } from './source-edit.ts';
import type { StatementSite } from './statement-sites.ts';
import type { Node } from './syntax.ts';
import { vocabularyAt } from './vocabulary.ts';

export interface StatementEditing {
  readonly analysis: Analysis;
  readonly site: StatementSite;
  readonly grower: Grower;
  readonly random: Random;
}

/** The edits of one change; null when it does not fit the statement. */
export type StatementEdit = (editing: StatementEditing) => readonly Edit[] | null;

export function statementEditingAt(
  analysis: Analysis,
  site: StatementSite,
  functionSet: readonly string[],
  random: Random,
): StatementEditing {
  let grower: Grower | undefined;
  return {
    analysis,
    site,
    random,
    get grower() {
      grower ??= createGrower(vocabularyAt(analysis, site, functionSet), random);
      return grower;
    },
  };
}

/** Statements that do something where they stand and declare nothing. */
const MOVABLE = new Set([
  'ExpressionStatement',
  'IfStatement',
  'ForStatement',
  'ForInStatement',
  'ForOfStatement',
  'WhileStatement',
  'DoWhileStatement',
  'BlockStatement',
  'SwitchStatement',
  'TryStatement',
]);

/** Names that a statement declares for the statements around it. */
function declaredBy({ scopes }: Analysis, { node }: StatementSite): Binding[] {
  const declared: Binding[] = [];
  for (const { bindings } of new Set(scopes.scopeOf.values()))
    for (const binding of bindings.values()) {
      const { start, end } = binding.identifier;
      if (node.start <= start && end <= node.end && isSeenOutside(binding, node)) declared.push(binding);
    }
  return declared;
}

function isSeenOutside({ references }: Binding, { start, end }: Node): boolean {
  return references.some(({ node }) => node.start < start || node.end > end);
}

export const deleteStatement: StatementEdit = ({ analysis, site }) => {
  const { node, scope, list, index } = site;
  if (node.type.startsWith('Export') || node.type.startsWith('Import') || node.type.startsWith('TS')) return null;
  if (declaredBy(analysis, site).length > 0 || !keepsReturning(scope.owner, node)) return null;
  return [removal(analysis.source.text, node, list[index + 1])];
};

export const duplicateStatement: StatementEdit = ({ analysis, site, random }) => {
  const { node, list, index, scope } = site;
  if (!MOVABLE.has(node.type) || alwaysReturns(node)) return null;
  const { text } = analysis.source;
  const target = list[random.chance(0.6) ? index : random.integer(list.length)] as Node;
  if (!isEditable(analysis, target) || !isClosedAt(analysis, node, { scope, start: target.start })) return null;
  const copy = statementText(text, node);
  return [target === node ? insertAfter(text, node, copy) : insertBefore(text, target, copy)];
};

export const moveStatement: StatementEdit = ({ analysis, site, random }) => {
  const { node, list, index } = site;
  if (!MOVABLE.has(node.type) && node.type !== 'VariableDeclaration') return null;
  if (alwaysReturns(node) || list.length < 2) return null;
  const to = random.integer(list.length);
  const target = list[to] as Node;
  const passed = to < index ? list.slice(to, index) : list.slice(index + 1, to + 1);
  if (passed.length === 0 || passed.some((other) => alwaysReturns(other))) return null;
  if (!isEditable(analysis, target)) return null;
  // What it needs must still be declared before it, and who needs it must still come after it.
  const [first, last] = [passed[0] as Node, passed.at(-1) as Node];
  const isBound = (users: { start: number; end: number }, declaring: { start: number; end: number }): boolean =>
    freeReferences(analysis, users).some(
      ({ binding }) =>
        binding !== undefined && declaring.start <= binding.identifier.start && binding.identifier.end <= declaring.end,
    );
  const others = { start: first.start, end: last.end };
  if (to < index ? isBound(node, others) : isBound(others, node)) return null;
  const { text } = analysis.source;
  const moved = statementText(text, node);
  const insertion = to < index ? insertBefore(text, target, moved) : insertAfter(text, target, moved);
  return [removal(text, node, list[index + 1]), insertion];
};

/** `if (condition) statement`. */
export const wrapInIf: StatementEdit = (editing) => {
  const { analysis, random } = editing;
  const { node, start, end } = editing.site;
  if (!MOVABLE.has(node.type) || alwaysReturns(node)) return null;
  const { text } = analysis.source;
  const test = editing.grower.boolean(1 + random.integer(2)).text;
  const own = statementText(text, node);
  if (node.type === 'BlockStatement') return [{ start, end, text: `if (${test}) ${own}` }];
  if (!own.includes('\n') && node.type === 'ExpressionStatement') return [{ start, end, text: `if (${test}) ${own}` }];
  const [newline, indent] = [lineBreakOf(text), indentationAt(text, start)];
  return [{ start, end, text: `if (${test}) {${newline}${indent}  ${own}${newline}${indent}}` }];
};

/** One branch of an `if` in its place. */
export const unwrapIf: StatementEdit = ({ analysis, site, random }) => {
  const { node, scope, start, end } = site;
  if (node.type !== 'IfStatement' || declaredBy(analysis, site).length > 0) return null;
  const branch = node.alternate === null || random.chance(0.5) ? node.consequent : node.alternate;
  if (alwaysReturns(node) && !alwaysReturns(branch) && !keepsReturning(scope.owner, node)) return null;
  const { text } = analysis.source;
  if (branch.type !== 'BlockStatement') return [{ start, end, text: guarded(statementText(text, branch)) }];
  const [first, last] = [branch.body[0], branch.body.at(-1)];
  if (first === undefined || last === undefined) return null;
  const hasNames = branch.body.some(({ type }) => type.endsWith('Declaration'));
  const inner = text.slice(first.start, last.start) + statementText(text, last);
  return [{ start, end, text: hasNames ? text.slice(branch.start, branch.end) : guarded(inner) }];
};

/** `if (condition) return value;` before a statement. */
export const insertEarlyReturn: StatementEdit = (editing) => {
  const { analysis, site, random } = editing;
  const { node, scope } = site;
  if (scope.owner === null || follows(site, alwaysReturns)) return null;
  const type = analysis.types.ofReturn(scope.owner);
  if (type !== 'number' && type !== 'boolean') return null;
  const { grower } = editing;
  const test = grower.boolean(1 + random.integer(2));
  const value = type === 'number' ? grower.number(random.integer(4)) : grower.boolean(1);
  return [insertBefore(analysis.source.text, node, `if (${test.text}) return ${value.text};`)];
};

/** A new constant before a statement, and its use in it. */
export const insertConstant: StatementEdit = (editing) => {
  const { analysis, site, random } = editing;
  if (site.scope.owner === null || follows(site, alwaysReturns)) return null;
  const inside = analysis.sites.filter(
    ({ start, end, type, isStructural }) =>
      site.start <= start && end <= site.end && type === 'number' && !isStructural,
  );
  if (inside.length === 0) return null;
  const { grower } = editing;
  const name = freshName(analysis);
  const { text } = analysis.source;
  const user = random.pick(inside);
  const use = (definition: Fragment): readonly Edit[] => {
    const statement = `const ${name} = ${textAt(definition, PRECEDENCE.assignment)};`;
    return [insertBefore(text, site.node, statement)];
  };
  const movable = inside.filter(
    (candidate) => candidate.size > 1 && isApart(candidate, user) && isClosedAt(analysis, candidate.node, site),
  );
  const own = sourceFragment(analysis, user.node);
  const changed = replaceSite(text, user, combine(nameFragment(name), own, grower, random));
  if (movable.length > 0 && random.chance(0.5)) {
    // A part of the statement moves into the constant and is used twice.
    const extracted = random.pick(movable);
    const definition = sourceFragment(analysis, extracted.node);
    return [...use(definition), replaceSite(text, extracted, nameFragment(name)), changed];
  }
  return [...use(grower.term(1 + random.integer(3))), changed];
};

/** `x = …` before a statement, for a variable that may be assigned. */
export const insertAssignment: StatementEdit = (editing) => {
  const { analysis, site, random } = editing;
  if (site.scope.owner === null || follows(site, alwaysReturns)) return null;
  const variables = readableBindings(site).filter(
    (binding) =>
      (binding.kind === 'let' || binding.kind === 'var' || binding.kind === 'parameter') &&
      binding.scope.owner === site.scope.owner &&
      analysis.types.ofBinding(binding) === 'number' &&
      !binding.references.some(({ parent }) => parent.type === 'UpdateExpression'),
  );
  if (variables.length === 0) return null;
  const { grower } = editing;
  const variable = nameFragment(random.pick(variables).name);
  const value = combine(variable, grower.term(random.integer(3)), grower, random);
  if (value.text === variable.text) return null;
  return [insertBefore(analysis.source.text, site.node, `${variable.text} = ${value.text};`)];
};

/** A formula with both parts, or the first alone. */
function combine(name: Fragment, other: Fragment, grower: Grower, random: Random): Fragment {
  switch (random.integer(5)) {
    case 0:
      return name;
    case 1:
      return binaryFragment(random.pick(['+', '-']), other, name);
    case 2:
      return binaryFragment(random.pick(['*', '/']), other, name);
    case 3:
      return binaryFragment('*', other, binaryFragment(random.pick(['+', '-']), name, grower.constant()));
    default:
      return conditionalFragment(
        grower.boolean(1),
        ...((random.chance(0.5) ? [name, other] : [other, name]) as [Fragment, Fragment]),
      );
  }
}

/** Whether a statement of the list before this one has a property. */
function follows({ list, index }: StatementSite, property: (node: Node) => boolean): boolean {
  return list.slice(0, index).some((node) => property(node));
}

function isApart(a: ExpressionSite, b: ExpressionSite): boolean {
  return a.end <= b.start || b.end <= a.start;
}

function isEditable({ spans }: Analysis, { start, end }: Node): boolean {
  return spans.some((span) => span.start <= start && end <= span.end);
}

/** `t1`, `t2` …: the first that the file does not use. */
function freshName(analysis: Analysis): string {
  const { text } = analysis.source;
  const used = new Set(text.match(/\bt\d+\b/g));
  for (let i = 1; ; i++) if (!used.has(`t${i}`)) return `t${i}`;
}

/** Every kind of edit, by the name it has in notes. */
export const STATEMENT_EDITS_BY_KIND = {
  'insert-return': insertEarlyReturn,
  'insert-constant': insertConstant,
  'insert-assignment': insertAssignment,
  delete: deleteStatement,
  duplicate: duplicateStatement,
  move: moveStatement,
  'wrap-in-if': wrapInIf,
  'unwrap-if': unwrapIf,
};
