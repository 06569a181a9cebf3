import type { Random } from '../../../base/random.ts';
import type { SourceContext, SourceEdits } from '../source-operator.ts';
import type { Analysis } from './analysis.ts';
import { alwaysReturns } from './control-flow.ts';
import { insertBefore, lineBreakOf } from './layout.ts';
import { type ModuleFunction, missingHelpers, moduleFunctions } from './module-functions.ts';
import { applyEdits, type Edit } from './source-edit.ts';
import type { StatementSite } from './statement-sites.ts';
import { transplant } from './transplant.ts';

export function crossFunctions(analysis: Analysis, { mate, random }: SourceContext<Analysis>): SourceEdits | string {
  if (mate === null) return 'no-mate';
  const pair = pickPair(analysis, mate, random);
  if (pair === null) return 'no-common-function';
  const whole = exchangeWhole(analysis, mate, pair);
  if (whole !== null && applyEdits(analysis.source.text, whole) !== mate.source.text) return { edits: whole };
  const part = takeStatement(analysis, mate, pair, random);
  return part === null ? 'no-mate-material' : { edits: part };
}

interface Pair {
  readonly own: ModuleFunction;
  readonly mate: ModuleFunction;
}

function pickPair(analysis: Analysis, other: Analysis, random: Random): Pair | null {
  const mates = new Map(moduleFunctions(other).map((mate) => [mate.name, mate]));
  const pairs = moduleFunctions(analysis).flatMap((own): Pair[] => {
    const mate = mates.get(own.name);
    if (mate === undefined || !own.isEditable) return [];
    if (mate.node.type !== own.node.type || mate.node.async !== own.node.async) return [];
    return textIn(analysis, own) === textIn(other, mate) ? [] : [{ own, mate }];
  });
  return pairs.length === 0 ? null : random.pick(pairs);
}

function textIn({ source }: Analysis, { node }: ModuleFunction): string {
  return source.text.slice(node.start, node.end);
}

function exchangeWhole(analysis: Analysis, other: Analysis, { own, mate }: Pair): Edit[] | null {
  const helpers = missingHelpers(other, mate.node, analysis);
  if (helpers === null) return null;
  const { text } = analysis.source;
  const { start, end } = own.node;
  const exchange = { start, end, text: textIn(other, mate) };
  if (helpers.length === 0) return [exchange];
  const newline = lineBreakOf(text);
  return [insertBefore(text, own.statement, helpers.join(newline)), exchange];
}

/** A guard of the mate's function before a statement of the own one, or the mate's result in place of the own one. */
function takeStatement(analysis: Analysis, other: Analysis, { own, mate }: Pair, random: Random): Edit[] | null {
  const donors = statementsOf(other, mate).filter(
    ({ node }) => node.type === 'IfStatement' || node.type === 'ReturnStatement',
  );
  const ownStatements = statementsOf(analysis, own);
  if (donors.length === 0 || ownStatements.length === 0) return null;
  const donor = random.pick(donors);
  const isResult = donor.node.type === 'ReturnStatement';
  const targets = ownStatements.filter(({ node, list, index }) =>
    isResult ? node.type === 'ReturnStatement' : !list.slice(0, index).some((before) => alwaysReturns(before)),
  );
  if (targets.length === 0) return null;
  const target = random.pick(targets);
  const moved = transplant({ from: other, to: analysis, place: target }, donor.node);
  if (moved === null) return null;
  const statement = /[;}]$/.test(moved.text) ? moved.text : `${moved.text};`;
  if (isResult) return [{ start: target.start, end: target.end, text: statement }];
  return [insertBefore(analysis.source.text, target.node, statement)];
}

function statementsOf({ statements }: Analysis, { node }: ModuleFunction): StatementSite[] {
  return statements.filter(({ scope }) => scope.owner === node);
}
