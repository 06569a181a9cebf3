import type { Random } from '../../../base/random.ts';
import { JOIN_SHARE, MAXIMUM_SIZE, pickCrossoverPoint } from '../crossover-point.ts';
import type { SourceContext, SourceEdits } from '../source-operator.ts';
import { type Analysis, sourceFragment } from './analysis.ts';
import type { ExpressionSite } from './expression-sites.ts';
import { binaryFragment, conditionalFragment, type Fragment, numberFragment } from './fragment.ts';
import { createGrower } from './grow.ts';
import { replaceSite } from './source-edit.ts';
import { transplant } from './transplant.ts';
import { vocabularyAt } from './vocabulary.ts';

export function crossSubtrees(
  analysis: Analysis,
  { mate, task, random }: SourceContext<Analysis>,
): SourceEdits | string {
  if (mate === null) return 'no-mate';
  const site = pickCrossoverPoint(analysis.sites, random);
  if (site === undefined) return 'no-site';
  const donors = mate.sites.filter(({ type, size }) => type === site.type && size <= MAXIMUM_SIZE);
  const donor = pickCrossoverPoint(donors, random);
  const fragment = donor === undefined ? null : transplant({ from: mate, to: analysis, place: site }, donor.node);
  if (fragment === null) return 'no-mate-material';
  const own = sourceFragment(analysis, site.node);
  const test = () => createGrower(vocabularyAt(analysis, site, task.functionSet), random).boolean(2);
  const result = random.chance(JOIN_SHARE) ? join(own, fragment, site, random, test) : fragment;
  return { edits: [replaceSite(analysis.source.text, site, result)] };
}

function join(own: Fragment, mate: Fragment, site: ExpressionSite, random: Random, test: () => Fragment): Fragment {
  if (site.type === 'boolean') return binaryFragment(random.pick(['&&', '||']), own, mate);
  switch (random.integer(4)) {
    case 0:
      return binaryFragment('+', own, mate);
    case 1:
      return binaryFragment('*', own, mate);
    case 2: {
      const weight = Number((0.1 + 0.8 * random.float()).toPrecision(1));
      return binaryFragment(
        '+',
        binaryFragment('*', numberFragment(weight), own),
        binaryFragment('*', numberFragment(1 - weight), mate),
      );
    }
    default:
      return conditionalFragment(test(), own, mate);
  }
}
