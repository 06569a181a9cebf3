import type { Random } from '../../../base/random.ts';
import { indentationAt, lineBreakOf } from '../javascript/layout.ts';
import { applyEdits, type Edit } from '../javascript/source-edit.ts';
import type { SourceContext, SourceEdits } from '../source-operator.ts';
import { type Analysis, freeReferences, topStatement } from './analysis.ts';
import { keepsNames } from './child-check.ts';
import { indented, insertBefore } from './layout.ts';
import { isFunction, lookup } from './names.ts';
import { isMovable } from './statement-edits.ts';
import { alwaysEnds, type StatementSite } from './statement-sites.ts';
import { ancestor, child, contains, descendants, type SyntaxNode } from './syntax-node.ts';

/** A function that stands in no other function, by its name; methods have the name of their class before it. */
interface NamedFunction {
  readonly name: string;
  readonly node: SyntaxNode;
}

export function namedFunctions({ file: { root }, table, text }: Analysis): NamedFunction[] {
  const textOf = ({ start, end }: { start: number; end: number }): string => text.slice(start, end);
  return descendants(root).flatMap((node): NamedFunction[] => {
    const parts = table.functionParts(node, textOf);
    if (parts === null || ancestor(node, (around) => isFunction(around, table)) !== null) return [];
    const owner = ancestor(node, ({ kind }) => /class|impl|struct/.test(kind));
    const ownerName = owner === null ? null : (child(owner, 'name') ?? child(owner, 'type'));
    return [{ name: ownerName === null ? parts.name : `${textOf(ownerName)}.${parts.name}`, node }];
  });
}

export function crossFunctions(analysis: Analysis, { mate, random }: SourceContext<Analysis>): SourceEdits | string {
  if (mate === null) return 'no-mate';
  const theirs = new Map(namedFunctions(mate).map((found) => [found.name, found.node]));
  const pairs = namedFunctions(analysis).flatMap(({ name, node }): [SyntaxNode, SyntaxNode][] => {
    const other = theirs.get(name);
    const isEditable = analysis.file.spans.some((span) => contains(span, node));
    const isSame = other !== undefined && textIn(mate, other) === textIn(analysis, node);
    return other === undefined || !isEditable || isSame ? [] : [[node, other]];
  });
  if (pairs.length === 0) return 'no-common-function';
  const [own, other] = random.pick(pairs);
  const exchange = exchangeWhole(analysis, own, mate, other);
  if (exchange !== null && applyEdits(analysis.text, exchange) !== mate.text) return { edits: exchange };
  const part = takeStatement(analysis, own, mate, other, random);
  return part === null ? 'no-mate-material' : { edits: part };
}

function textIn({ text }: Analysis, { start, end }: SyntaxNode): string {
  return text.slice(start, end);
}

function exchangeWhole(analysis: Analysis, own: SyntaxNode, mate: Analysis, other: SyntaxNode): readonly Edit[] | null {
  const moved = indented(mate, other, indentationAt(analysis.text, own.start));
  if (moved === null) return null;
  const exchange: Edit = { start: own.start, end: own.end, text: moved };
  if (keepsNames(analysis, applyEdits(analysis.text, [exchange]))) return [exchange];
  const helpers = missingFunctions(mate, other, analysis);
  const top = topStatement(analysis, own);
  if (helpers.length === 0 || !analysis.file.spans.some((span) => contains(span, top))) return null;
  const newline = lineBreakOf(analysis.text);
  const text = helpers.map((helper) => `${textIn(mate, helper)}${newline}${newline}`).join('');
  if (top.start === own.start) return [{ ...exchange, text: `${text}${moved}` }];
  return [{ start: top.start, end: top.start, text }, exchange];
}

/** Functions at the top of the mate that a node needs and the other file lacks, in source order. */
function missingFunctions(from: Analysis, node: SyntaxNode, to: Analysis): SyntaxNode[] {
  const needed = new Set<SyntaxNode>();
  const open = [node];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const { binding, name } of freeReferences(from, next)) {
      const identifier = binding?.kind === 'function' ? binding.declarations[0]?.identifier : undefined;
      if (identifier === undefined || lookup(to.names.root, name) !== undefined) continue;
      const top = topStatement(from, identifier);
      if (needed.has(top) || contains(top, node)) continue;
      needed.add(top);
      open.push(top);
    }
  }
  return [...needed].sort((a, b) => a.start - b.start);
}

/** A guard of the mate's function before a statement of the own one, or the mate's result in place of the own one. */
function takeStatement(
  analysis: Analysis,
  own: SyntaxNode,
  mate: Analysis,
  other: SyntaxNode,
  random: Random,
): readonly Edit[] | null {
  const inside = ({ statements }: Analysis, node: SyntaxNode): StatementSite[] =>
    statements.filter((site) => site.scope.owner === node);
  const isResult = ({ table }: Analysis, { node }: StatementSite): boolean => table.roles[node.kind] === 'return';
  const donors = inside(mate, other).filter((site) => isMovable(mate, site));
  const targets = inside(analysis, own);
  if (donors.length === 0 || targets.length === 0) return null;
  const donor = random.pick(donors);
  const fits = targets.filter((target) =>
    isResult(mate, donor)
      ? isResult(analysis, target)
      : !target.list.slice(0, target.index).some((node) => alwaysEnds(node, analysis.table)),
  );
  if (fits.length === 0 || (!isResult(mate, donor) && alwaysEnds(donor.node, mate.table))) return null;
  const target = random.pick(fits);
  const moved = indented(mate, donor, indentationAt(analysis.text, target.start));
  if (moved === null) return null;
  if (isResult(mate, donor)) return [{ start: target.start, end: target.end, text: moved }];
  const insertion = insertBefore(analysis, target, [moved]);
  return insertion === null ? null : [insertion];
}
