import type { Random } from '../../../base/random.ts';
import type { Fragment } from '../javascript/fragment.ts';
import { replaceSite } from '../javascript/source-edit.ts';
import type { SourceContext, SourceEdits } from '../source-operator.ts';
import { type Analysis, sourceFragment } from './analysis.ts';
import { type ExpressionEditing, editingAt } from './expression-edits.ts';
import type { ExpressionSite } from './expression-sites.ts';
import { transplant } from './transplant.ts';
import { accepts, isInteger } from './writer.ts';

/** How often the mate's expression joins the parent's instead of taking its place. */
const JOIN_SHARE = 0.25;
/** Koza (1992, §6.4.1): operators are better crossover points than single names and numbers. */
const LEAF_SHARE = 0.15;
const MAXIMUM_SIZE = 60;

/** An expression of the parent gives way to one of the mate, or both are joined; see `subtree-crossover.ts` above. */
export function crossSubtrees(
  analysis: Analysis,
  { mate, task, random }: SourceContext<Analysis>,
): SourceEdits | string {
  if (mate === null) return 'no-mate';
  const site = pickSite(analysis.sites, random);
  if (site === undefined) return 'no-site';
  const donors = mate.sites.filter(
    ({ type, size }) => accepts(site.type, type, analysis.table) && size <= MAXIMUM_SIZE,
  );
  const donor = pickSite(donors, random);
  const fragment = donor === undefined ? null : transplant(mate, donor.node, analysis, site);
  if (fragment === null) return 'no-mate-material';
  const editing = editingAt(analysis, site, task.functionSet, random);
  const result = random.chance(JOIN_SHARE) ? join(editing, fragment) : fragment;
  return { edits: [replaceSite(analysis.text, site, result)] };
}

function pickSite(sites: readonly ExpressionSite[], random: Random): ExpressionSite | undefined {
  const usable = sites.filter(({ isStructural }) => !isStructural);
  const isLeaf = random.chance(LEAF_SHARE);
  const preferred = usable.filter(({ size }) => (size === 1) === isLeaf);
  const choice = preferred.length > 0 ? preferred : usable;
  return choice.length > 0 ? random.pick(choice) : undefined;
}

function join({ analysis, site, writer, grower, random }: ExpressionEditing, mate: Fragment): Fragment {
  const own = sourceFragment(analysis, site.node);
  const { and, or } = analysis.table.notation;
  if (site.type === 'boolean') return writer.binary(random.pick([and, or]), own, mate);
  switch (random.integer(4)) {
    case 0:
      return writer.binary('+', own, mate);
    case 1:
      return writer.binary('*', own, mate);
    case 2: {
      if (isInteger(site.type, analysis.table)) return writer.binary('-', own, mate);
      const weight = Number((0.1 + 0.8 * random.float()).toPrecision(1));
      const part = (share: number, of: Fragment): Fragment => writer.binary('*', writer.number(share, site.type), of);
      return writer.binary('+', part(weight, own), part(1 - weight, mate));
    }
    default:
      return writer.conditional(grower.grow('boolean', 2), own, mate) ?? writer.binary('+', own, mate);
  }
}
