import type { Random } from '../../base/random.ts';
import type { Operator } from '../../core/operator.ts';
import { type Draft, proposeFrom, rejected } from './draft.ts';
import { sourceFragment } from './javascript/analysis.ts';
import type { ExpressionSite } from './javascript/expression-sites.ts';
import { binaryFragment, conditionalFragment, type Fragment, numberFragment } from './javascript/fragment.ts';
import { createGrower } from './javascript/grow.ts';
import { replaceSite } from './javascript/source-edit.ts';
import { transplant } from './javascript/transplant.ts';
import { vocabularyAt } from './javascript/vocabulary.ts';
import { openFile, openForEdit } from './program-files.ts';

const ATTEMPTS = 12;
/** How often the mate's expression joins the parent's instead of taking its place. */
const JOIN_SHARE = 0.25;
/** Koza (1992, §6.4.1): operators are better crossover points than single names and numbers. */
const LEAF_SHARE = 0.15;
const MAXIMUM_SIZE = 60;

/**
 * Subtree crossover (Koza, Genetic Programming, 1992, §6.4) with types: an expression of the parent gives way to one of
 * the mate, or both are joined by an arithmetic operator or a condition.
 */
export function subtreeCrossover(): Operator {
  return {
    name: 'subtree-crossover',
    needsModel: false,
    arity: 2,
    propose({ parents: [parent, mate], task, random }) {
      if (mate === undefined) return rejected('no-mate');
      return proposeFrom(parent, ATTEMPTS, (): Draft | string => {
        const file = openForEdit(parent.program, random);
        if (typeof file === 'string') return file;
        const path = mate.program.files[file.path] === undefined ? mate.program.entry : file.path;
        const other = openFile(mate.program, path);
        if (typeof other === 'string') return 'mate-does-not-parse';

        const { analysis } = file;
        if (other.analysis.source.dialect !== analysis.source.dialect) return 'no-mate-material';
        const site = pickSite(analysis.sites, random);
        if (site === undefined) return 'no-site';
        const donors = other.analysis.sites.filter(({ type, size }) => type === site.type && size <= MAXIMUM_SIZE);
        const donor = pickSite(donors, random);
        if (donor === undefined) return 'no-mate-material';
        const fragment = transplant({ from: other.analysis, to: analysis, place: site }, donor.node);
        if (fragment === null) return 'no-mate-material';

        const own = sourceFragment(analysis, site.node);
        const test = () => createGrower(vocabularyAt(analysis, site, task.functionSet), random).boolean(2);
        const result = random.chance(JOIN_SHARE) ? join(own, fragment, site, random, test) : fragment;
        return { file, edits: [replaceSite(analysis.source.text, site, result)] };
      });
    },
  };
}

function pickSite(sites: readonly ExpressionSite[], random: Random): ExpressionSite | undefined {
  const usable = sites.filter(({ isStructural }) => !isStructural);
  const isLeaf = random.chance(LEAF_SHARE);
  const preferred = usable.filter(({ size }) => (size === 1) === isLeaf);
  const choice = preferred.length > 0 ? preferred : usable;
  return choice.length > 0 ? random.pick(choice) : undefined;
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
