import { z } from 'zod';
import type { Random } from '../../base/random.ts';
import type { Operator } from '../../core/operator.ts';
import * as javaScript from './javascript/expression-edits.ts';
import type { Fragment } from './javascript/fragment.ts';
import { type Edit, type ExpressionPlace, replaceSite } from './javascript/source-edit.ts';
import { mutateTokens } from './plain-text/plain-edits.ts';
import { programSize } from './program-size.ts';
import { type SourceContext, type SourceEdits, sourceOperator } from './source-operator.ts';
import * as tree from './tree-sitter/expression-edits.ts';

export const expressionMutationOptions = z.strictObject({
  /** Chance of one more edit after each edit, 0 … 0.9. */
  another: z.number().min(0).max(0.9).default(0.25),
  /** Size in syntax-tree nodes beyond which edits that grow a program become rarer. */
  comfortableSize: z.int().min(1).default(150),
});

/** The kinds of edits, by the name they have in notes, how often each is drawn, and whether it grows the program. */
export const EXPRESSION_EDITS = {
  replace: { weight: 3, grows: true },
  wrap: { weight: 4, grows: true },
  hoist: { weight: 1.5, grows: false },
  copy: { weight: 1.2, grows: true },
  operator: { weight: 1.2, grows: false },
  call: { weight: 0.8, grows: false },
  variable: { weight: 1.2, grows: false },
  operands: { weight: 0.5, grows: false },
} as const;

type Kind = keyof typeof EXPRESSION_EDITS;

const KINDS = Object.keys(EXPRESSION_EDITS) as Kind[];
const ATTEMPTS = 24;
/** Tries of one kind of edit on different sites, since most kinds fit some sites only. */
const TRIES_PER_KIND = 6;
const MAXIMUM_EDITS = 4;
/** How often loop heads and indices are edited, and expressions outside functions. */
const STRUCTURAL_SHARE = 0.03;
const MODULE_SHARE = 0.1;

/**
 * Mutation of typed expressions, as in strongly typed genetic programming (Montana, Evolutionary Computation 3(2),
 * 1995): subtree, insertion ("wrap"), hoist (Kinnear 1993) and point mutations. Numbers stay numbers and booleans stay
 * booleans; names are used only where they are declared.
 */
export function expressionMutation(options: z.input<typeof expressionMutationOptions> = {}): Operator {
  const settings = expressionMutationOptions.parse(options);
  return sourceOperator({
    name: 'expression-mutation',
    arity: 1,
    attempts: ATTEMPTS,
    javaScript: (analysis, context) =>
      mutate(analysis.sites, analysis.source.text, context, settings, (kind, site) =>
        javaScript.EXPRESSION_EDITS_BY_KIND[kind](
          javaScript.editingAt(analysis, site, context.task.functionSet, context.random),
        ),
      ),
    tree: (analysis, context) =>
      mutate(analysis.sites, analysis.text, context, settings, (kind, site) =>
        tree.EXPRESSION_EDITS_BY_KIND[kind](tree.editingAt(analysis, site, context.task.functionSet, context.random)),
      ),
    plain: mutateTokens,
  });
}

/** What the syntax trees' sites have in common. */
interface Site extends ExpressionPlace {
  readonly isStructural: boolean;
  readonly scope: { readonly owner: object | null };
}

/** One expression edit, and sometimes another one, at places that do not overlap. */
function mutate<ExpressionSite extends Site>(
  all: readonly ExpressionSite[],
  text: string,
  { random, parent }: Pick<SourceContext<unknown>, 'random' | 'parent'>,
  { another, comfortableSize }: z.output<typeof expressionMutationOptions>,
  edit: (kind: Kind, site: ExpressionSite) => Fragment | null,
): SourceEdits | string {
  const restraint = Math.min(1, comfortableSize / Math.max(1, programSize(parent)));
  const weights = Object.values(EXPRESSION_EDITS).map(({ weight, grows }) => (grows ? weight * restraint : weight));
  const sites = sitesToEdit(all, random);
  if (sites.length === 0) return 'no-site';

  const edits: Edit[] = [];
  const kinds: Kind[] = [];
  const taken: ExpressionSite[] = [];
  do {
    const kind = random.pickWeighted(KINDS, weights);
    for (let attempt = 0; attempt < TRIES_PER_KIND; attempt++) {
      const site = random.pick(sites);
      if (taken.some(({ start, end }) => start < site.end && site.start < end)) continue;
      const fragment = edit(kind, site);
      if (fragment === null) continue;
      edits.push(replaceSite(text, site, fragment));
      taken.push(site);
      kinds.push(kind);
      break;
    }
  } while (edits.length < MAXIMUM_EDITS && random.chance(another));
  return edits.length === 0 ? 'no-site' : { edits, note: { edits: kinds } };
}

function sitesToEdit<ExpressionSite extends Site>(
  sites: readonly ExpressionSite[],
  random: Random,
): readonly ExpressionSite[] {
  const isStructural = random.chance(STRUCTURAL_SHARE);
  const isOutside = random.chance(MODULE_SHARE);
  const ordinary = isStructural ? sites : sites.filter((site) => !site.isStructural);
  const inside = isOutside ? [] : ordinary.filter(({ scope }) => scope.owner !== null);
  return inside.length > 0 ? inside : ordinary;
}
