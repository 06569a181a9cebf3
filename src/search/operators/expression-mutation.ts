import { z } from 'zod';
import type { Operator } from '../../core/operator.ts';
import { type Draft, proposeFrom } from './draft.ts';
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
} from './javascript/expression-edits.ts';
import type { ExpressionSite } from './javascript/expression-sites.ts';
import { type Edit, replaceSite } from './javascript/source-edit.ts';
import { openForEdit } from './program-files.ts';

export const expressionMutationOptions = z.strictObject({
  /** Chance of one more edit after each edit, 0 … 0.9. */
  another: z.number().min(0).max(0.9).default(0.25),
});

/** The kinds of edits, by the name they have in notes. */
export const EXPRESSION_EDITS: Readonly<Record<string, { readonly edit: ExpressionEdit; readonly weight: number }>> = {
  replace: { edit: replace, weight: 3 },
  wrap: { edit: wrap, weight: 4 },
  hoist: { edit: hoist, weight: 1.5 },
  copy: { edit: copy, weight: 1.2 },
  operator: { edit: swapOperator, weight: 1.2 },
  call: { edit: swapCall, weight: 0.8 },
  variable: { edit: swapVariable, weight: 1.2 },
  operands: { edit: swapOperands, weight: 0.5 },
};

const KINDS = Object.keys(EXPRESSION_EDITS);
const WEIGHTS = KINDS.map((kind) => EXPRESSION_EDITS[kind]?.weight ?? 0);
const ATTEMPTS = 8;
/** Tries of one kind of edit on different sites, since most kinds fit some sites only. */
const TRIES_PER_KIND = 6;
const MAXIMUM_EDITS = 4;
/** How often loop heads and indices are edited. */
const STRUCTURAL_SHARE = 0.03;

/**
 * Mutation of typed expressions, as in strongly typed genetic programming (Montana, Evolutionary Computation 3(2),
 * 1995): subtree, insertion ("wrap"), hoist (Kinnear 1993) and point mutations. Numbers stay numbers and booleans stay
 * booleans; names are used only where they are declared.
 */
export function expressionMutation(options: z.input<typeof expressionMutationOptions> = {}): Operator {
  const { another } = expressionMutationOptions.parse(options);
  return {
    name: 'expression-mutation',
    needsModel: false,
    arity: 1,
    propose({ parents: [parent], task, random }) {
      return proposeFrom(parent, ATTEMPTS, (): Draft | string => {
        const file = openForEdit(parent.program, random);
        if (typeof file === 'string') return file;
        const { analysis } = file;
        const isStructural = random.chance(STRUCTURAL_SHARE);
        const sites = analysis.sites.filter((site) => isStructural || !site.isStructural);
        if (sites.length === 0) return 'no-site';

        const edits: Edit[] = [];
        const kinds: string[] = [];
        const taken: ExpressionSite[] = [];
        do {
          const kind = random.pickWeighted(KINDS, WEIGHTS);
          for (let attempt = 0; attempt < TRIES_PER_KIND; attempt++) {
            const site = random.pick(sites);
            if (taken.some(({ start, end }) => start < site.end && site.start < end)) continue;
            const fragment = EXPRESSION_EDITS[kind]?.edit(editingAt(analysis, site, task.functionSet, random)) ?? null;
            if (fragment === null) continue;
            edits.push(replaceSite(analysis.source.text, site, fragment));
            taken.push(site);
            kinds.push(kind);
            break;
          }
        } while (edits.length < MAXIMUM_EDITS && random.chance(another));
        if (edits.length === 0) return 'no-site';
        return { file, edits, note: { edits: kinds } };
      });
    },
  };
}
