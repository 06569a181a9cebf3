import type { Random } from '../../../base/random.ts';
import { type Fragment, nameFragment } from '../javascript/fragment.ts';
import { indentationAt, isFirstOnLine, lineBreakOf } from '../javascript/layout.ts';
import { type Edit, replaceSite } from '../javascript/source-edit.ts';
import { type Analysis, isClosedAt, sourceFragment } from './analysis.ts';
import { createGrower, type Grower } from './grower.ts';
import { guardLines, indentationStep, indented, insertAfter, insertBefore, removal } from './layout.ts';
import { readableBindings } from './names.ts';
import { alwaysEnds, branchesOf, keepsEnding, type StatementSite } from './statement-sites.ts';
import { contains, type SyntaxNode } from './syntax-node.ts';
import { isNumeric } from './typing.ts';
import { vocabularyAt } from './vocabulary.ts';
import { createWriter, fill, type Writer } from './writer.ts';

export interface StatementEditing {
  readonly analysis: Analysis;
  readonly site: StatementSite;
  readonly writer: Writer;
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
  const { table, text } = analysis;
  const writer = createWriter(table, text, functionSet);
  let grower: Grower | undefined;
  return {
    analysis,
    site,
    writer,
    random,
    get grower() {
      grower ??= createGrower(vocabularyAt(analysis, site), writer, table, random);
      return grower;
    },
  };
}

/** Definitions and imports stay where they are. */
const FIXED =
  /definition|_item$|specifier|import|using|preproc|package|macro|function|method|type_declaration|namespace|template|decorator|struct|module|const_statement|export/;

/** Statements that may be taken away or put somewhere else. */
export function isMovable({ table }: Analysis, { node, list, index }: StatementSite): boolean {
  const role = table.roles[node.kind];
  if (FIXED.test(node.kind) || role === 'function' || role === 'skipped') return false;
  // The last expression of such a block is its value.
  const isValue = node.parent !== null && table.positions[node.parent.kind] === 'value' && index === list.length - 1;
  return !isValue || /statement|declaration/.test(node.kind);
}

function isEdited(edits: readonly (Edit | null)[]): edits is readonly Edit[] {
  return edits.every((edit) => edit !== null);
}

function whole(...edits: readonly (Edit | null)[]): readonly Edit[] | null {
  return isEdited(edits) ? edits : null;
}

export const deleteStatement: StatementEdit = ({ analysis, site }) => {
  if (!isMovable(analysis, site) || !keepsEnding(site.list, site.node, analysis.table)) return null;
  return whole(removal(analysis, site));
};

export const duplicateStatement: StatementEdit = ({ analysis, site, random }) => {
  const { node, list, index } = site;
  if (!isMovable(analysis, site) || alwaysEnds(node, analysis.table) || /declaration/.test(node.kind)) return null;
  const target = list[random.chance(0.6) ? index : random.integer(list.length)] as SyntaxNode;
  const place = { ...site, node: target, start: target.start, end: target.end, index: list.indexOf(target) };
  if (!isInSpans(analysis, target) || !isMovable(analysis, place)) return null;
  const text = analysis.text.slice(site.start, site.end);
  return whole(target === node ? insertAfter(analysis, site, [text]) : insertBefore(analysis, target, [text]));
};

/** Exchanges two statements of one list. */
export const moveStatement: StatementEdit = ({ analysis, site, random }) => {
  const { node, list, index } = site;
  const to = random.integer(list.length);
  const target = analysis.statements.find((other) => other.node === list[to]);
  if (target === undefined || to === index || !isMovable(analysis, site) || !isMovable(analysis, target)) return null;
  if (alwaysEnds(node, analysis.table) || alwaysEnds(target.node, analysis.table)) return null;
  const text = ({ start, end }: StatementSite): string => analysis.text.slice(start, end);
  return [
    { start: site.start, end: site.end, text: text(target) },
    { start: target.start, end: target.end, text: text(site) },
  ];
};

/** A condition around a statement. */
export const wrapInIf: StatementEdit = ({ analysis, site, grower, random }) => {
  const { node, start, end } = site;
  const { text, table } = analysis;
  if (
    !isMovable(analysis, site) ||
    alwaysEnds(node, table) ||
    /declaration/.test(node.kind) ||
    !isFirstOnLine(text, start)
  )
    return null;
  const indentation = indentationAt(text, start);
  const inner = indented(analysis, site, `${indentation}${indentationStep(text, table.hasIndentedBlocks)}`);
  if (inner === null) return null;
  const lines = guardLines(analysis, grower.grow('boolean', 1 + random.integer(2)).text, [inner]);
  return [{ start, end, text: lines.join(`${lineBreakOf(text)}${indentation}`) }];
};

/** The statements of an `if` without `else` in its place. */
export const unwrapIf: StatementEdit = ({ analysis, site }) => {
  const { node, start, end } = site;
  const { text, table } = analysis;
  const conditional =
    table.roles[node.kind] === 'if' ? node : (node.children.find(({ kind }) => table.roles[kind] === 'if') ?? null);
  if (conditional === null || !isFirstOnLine(text, start)) return null;
  const { lists, hasElse } = branchesOf(conditional, table);
  const [list] = lists;
  const [first, last] = [list?.[0], list?.at(-1)];
  if (hasElse || lists.length !== 1 || first === undefined || last === undefined || !isFirstOnLine(text, first.start))
    return null;
  if (alwaysEnds(last, table) && site.index < site.list.length - 1) return null;
  const inner = indented(analysis, { start: first.start, end: last.end }, indentationAt(text, start));
  return inner === null ? null : [{ start, end, text: inner }];
};

/** `if condition: return value` before a statement. */
export const insertEarlyReturn: StatementEdit = ({ analysis, site, grower, random }) => {
  const { owner } = site.scope;
  if (owner === null || follows(analysis, site)) return null;
  const type = analysis.types.ofResult(owner);
  if (type !== 'boolean' && !isNumeric(type)) return null;
  const value = grower.grow(type, type === 'boolean' ? 1 : random.integer(4));
  const test = grower.grow('boolean', 1 + random.integer(2));
  const lines = guardLines(analysis, test.text, [fill(analysis.table.notation.returnValue, { 1: value.text })]);
  return whole(insertBefore(analysis, site, isFirstOnLine(analysis.text, site.start) ? lines : [lines.join(' ')]));
};

/** A new constant before a statement, and its use in it. */
export const insertConstant: StatementEdit = (editing) => {
  const { analysis, site, grower, random } = editing;
  const { text, table, sites } = analysis;
  if (site.scope.owner === null || follows(analysis, site)) return null;
  const inside = sites.filter((other) => contains(site, other) && isNumeric(other.type) && !other.isStructural);
  if (inside.length === 0) return null;
  const user = random.pick(inside);
  const name = freshName(text);
  const own = sourceFragment(analysis, user.node);
  const isMoved = user.size > 1 && random.chance(0.3) && isClosedAt(analysis, user.node, site);
  const definition = isMoved ? own : grower.term(user.type, 1 + random.integer(3));
  const use = isMoved
    ? combined(editing, nameFragment(name), nameFragment(name), user.type)
    : combined(editing, nameFragment(name), own, user.type);
  const written = fill(table.notation.constant, {
    1: name,
    2: definition.text,
    3: WRITTEN_TYPES[user.type] ?? user.type,
  });
  return whole(insertBefore(analysis, site, [written]), replaceSite(text, user, use));
};

const WRITTEN_TYPES: Readonly<Record<string, string>> = { float: 'double', integer: 'int' };

/** `x = …` before a statement, for a variable that may be assigned. */
export const insertAssignment: StatementEdit = (editing) => {
  const { analysis, site, grower, random } = editing;
  const { table, types } = analysis;
  if (site.scope.owner === null || follows(analysis, site)) return null;
  const variables = readableBindings(site).filter(
    (binding) =>
      (binding.kind === 'variable' || (binding.kind === 'parameter' && table.language !== 'rust')) &&
      binding.scope.owner === site.scope.owner &&
      isNumeric(types.ofBinding(binding)) &&
      !binding.references.some(({ node }) => /update|inc_|dec_/.test(node.parent?.kind ?? '')),
  );
  if (variables.length === 0) return null;
  const variable = random.pick(variables);
  const type = types.ofBinding(variable);
  const name = nameFragment(variable.name);
  const value = combined(editing, name, grower.term(type, random.integer(3)), type);
  if (value.text === name.text) return null;
  return whole(insertBefore(analysis, site, [fill(table.notation.assignment, { 1: name.text, 2: value.text })]));
};

/** A formula with both parts, or the first alone. */
function combined(
  { writer, grower, random }: StatementEditing,
  name: Fragment,
  other: Fragment,
  type: string,
): Fragment {
  switch (random.integer(5)) {
    case 0:
      return name;
    case 1:
      return writer.binary(random.pick(['+', '-']), other, name);
    case 2:
      return writer.binary('*', other, name);
    case 3:
      return writer.binary('*', other, writer.binary(random.pick(['+', '-']), name, grower.constant(type)));
    default: {
      const [a, b] = random.chance(0.5) ? [name, other] : [other, name];
      return writer.conditional(grower.grow('boolean', 1), a, b) ?? writer.binary('+', a, b);
    }
  }
}

/** Whether a statement of the list before this one ends it. */
function follows({ table }: Analysis, { list, index }: StatementSite): boolean {
  return list.slice(0, index).some((node) => alwaysEnds(node, table));
}

function isInSpans({ file: { spans } }: Analysis, node: SyntaxNode): boolean {
  return spans.some((span) => contains(span, node));
}

/** `t1`, `t2` …: the first that the file does not use. */
function freshName(text: string): string {
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
