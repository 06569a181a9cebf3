import type { Random } from '../../../base/random.ts';
import { type Edit, replaceSite } from '../javascript/source-edit.ts';
import { programSize } from '../program-size.ts';
import type { SourceContext, SourceEdits } from '../source-operator.ts';
import type { Analysis } from './analysis.ts';
import {
  copy,
  type ExpressionEdit,
  editingAt,
  hoist,
  replace,
  swapCall,
  swapOperands,
  swapOperator,
  swapVariable,
  wrap,
} from './expression-edits.ts';
import type { ExpressionSite } from './expression-sites.ts';

/** The kinds of edits, by the name they have in notes; weights as in JavaScript. */
export const TREE_EXPRESSION_EDITS: Readonly<
  Record<string, { readonly edit: ExpressionEdit; readonly weight: number; readonly grows: boolean }>
> = {
  replace: { edit: replace, weight: 3, grows: true },
  wrap: { edit: wrap, weight: 4, grows: true },
  hoist: { edit: hoist, weight: 1.5, grows: false },
  copy: { edit: copy, weight: 1.2, grows: true },
  operator: { edit: swapOperator, weight: 1.2, grows: false },
  call: { edit: swapCall, weight: 0.8, grows: false },
  variable: { edit: swapVariable, weight: 1.2, grows: false },
  operands: { edit: swapOperands, weight: 0.5, grows: false },
};

const KINDS = Object.keys(TREE_EXPRESSION_EDITS);
const TRIES_PER_KIND = 6;
const MAXIMUM_EDITS = 4;
const STRUCTURAL_SHARE = 0.03;
const MODULE_SHARE = 0.1;

/** One expression edit, and sometimes another one, at places that do not overlap. */
export function mutateExpressions(
  analysis: Analysis,
  { task, random, parent }: SourceContext<Analysis>,
  { another, comfortableSize }: { readonly another: number; readonly comfortableSize: number },
): SourceEdits | string {
  const restraint = Math.min(1, comfortableSize / Math.max(1, programSize(parent)));
  const weights = Object.values(TREE_EXPRESSION_EDITS).map(({ weight, grows }) =>
    grows ? weight * restraint : weight,
  );
  const sites = sitesToEdit(analysis, random);
  if (sites.length === 0) return 'no-site';
  const edits: Edit[] = [];
  const kinds: string[] = [];
  const taken: ExpressionSite[] = [];
  do {
    const kind = random.pickWeighted(KINDS, weights);
    for (let attempt = 0; attempt < TRIES_PER_KIND; attempt++) {
      const site = random.pick(sites);
      if (taken.some(({ start, end }) => start < site.end && site.start < end)) continue;
      const fragment = TREE_EXPRESSION_EDITS[kind]?.edit(editingAt(analysis, site, task.functionSet, random)) ?? null;
      if (fragment === null) continue;
      edits.push(replaceSite(analysis.text, site, fragment));
      taken.push(site);
      kinds.push(kind);
      break;
    }
  } while (edits.length < MAXIMUM_EDITS && random.chance(another));
  return edits.length === 0 ? 'no-site' : { edits, note: { edits: kinds } };
}

function sitesToEdit({ sites }: Analysis, random: Random): readonly ExpressionSite[] {
  const isStructural = random.chance(STRUCTURAL_SHARE);
  const isOutside = random.chance(MODULE_SHARE);
  const ordinary = isStructural ? sites : sites.filter((site) => !site.isStructural);
  const inside = isOutside ? [] : ordinary.filter(({ scope }) => scope.owner !== null);
  return inside.length > 0 ? inside : ordinary;
}
