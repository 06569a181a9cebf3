import { JOIN_SHARE, MAXIMUM_SIZE, pickCrossoverPoint } from '../crossover-point.ts';
import type { Fragment } from '../javascript/fragment.ts';
import { replaceSite } from '../javascript/source-edit.ts';
import type { SourceContext, SourceEdits } from '../source-operator.ts';
import { type Analysis, sourceFragment } from './analysis.ts';
import { type ExpressionEditing, editingAt } from './expression-edits.ts';
import { transplant } from './transplant.ts';
import { accepts, isInteger } from './writer.ts';

export function crossSubtrees(
  analysis: Analysis,
  { mate, task, random }: SourceContext<Analysis>,
): SourceEdits | string {
  if (mate === null) return 'no-mate';
  const site = pickCrossoverPoint(analysis.sites, random);
  if (site === undefined) return 'no-site';
  const donors = mate.sites.filter(
    ({ type, size }) => accepts(site.type, type, analysis.table) && size <= MAXIMUM_SIZE,
  );
  const donor = pickCrossoverPoint(donors, random);
  const fragment = donor === undefined ? null : transplant(mate, donor.node, analysis, site);
  if (fragment === null) return 'no-mate-material';
  const editing = editingAt(analysis, site, task.functionSet, random);
  const result = random.chance(JOIN_SHARE) ? join(editing, fragment) : fragment;
  return { edits: [replaceSite(analysis.text, site, result)] };
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
