import { z } from 'zod';
import type { Random } from '../../base/random.ts';
import type { Operator } from '../../core/operator.ts';
import { type Draft, proposeFrom } from './draft.ts';
import type { Analysis } from './javascript/analysis.ts';
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
import { programSize } from './program-size.ts';

export const expressionMutationOptions = z.strictObject({
  /** Chance of one more edit after each edit, 0 … 0.9. */
  another: z.number().min(0).max(0.9).default(0.25),
  /** Size in syntax-tree nodes beyond which edits that grow a program become rarer. */
  comfortableSize: z.int().min(1).default(150),
});

/** The kinds of edits, by the name they have in notes. */
export const EXPRESSION_EDITS: Readonly<
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

const KINDS = Object.keys(EXPRESSION_EDITS);
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
  const { another, comfortableSize } = expressionMutationOptions.parse(options);
  return {
    name: 'expression-mutation',
    needsModel: false,
    arity: 1,
    propose({ parents: [parent], task, random }) {
      const restraint = Math.min(1, comfortableSize / Math.max(1, programSize(parent.program)));
      const weights = Object.values(EXPRESSION_EDITS).map(({ weight, grows }) => (grows ? weight * restraint : weight));
      return proposeFrom(parent, ATTEMPTS, (): Draft | string => {
        const file = openForEdit(parent.program, random);
        if (typeof file === 'string') return file;
        const { analysis } = file;
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

function sitesToEdit({ sites }: Analysis, random: Random): readonly ExpressionSite[] {
  const isStructural = random.chance(STRUCTURAL_SHARE);
  const isOutside = random.chance(MODULE_SHARE);
  const ordinary = isStructural ? sites : sites.filter((site) => !site.isStructural);
  const inside = isOutside ? [] : ordinary.filter(({ scope }) => scope.owner !== null);
  return inside.length > 0 ? inside : ordinary;
}
