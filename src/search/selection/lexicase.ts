/**
 * ε-lexicase selection: the instances are taken in random order, and on each only members close to the best of those still
 * in the pool go on, so specialists are chosen as often as generalists.
 *
 *   keep i  ⇔  merit_i,t ≥ max over the pool of merit_j,t − ε_t,   ε_t = MAD of merit_·,t over all members
 *
 * This is the semi-dynamic form: ε from the whole population, the best from the pool. Whoever is left at the end is drawn
 * uniformly. Members that reached different numbers of instances are compared on those that all reached; with none, on the
 * merit. An instance costs O(n log n); usually a few empty the pool.
 *
 * Source: W. La Cava, L. Spector, K. Danai, "Epsilon-lexicase selection for regression", GECCO 2016, arXiv 1905.13266;
 * W. La Cava et al., "A probabilistic and multi-objective analysis of lexicase selection and ε-lexicase selection",
 * Evolutionary Computation 27(3), 2019, arXiv 1709.05394 (the semi-dynamic form).
 */
import { z } from 'zod';
import type { Member } from '../../core/candidate.ts';
import type { Selector } from '../../core/search.ts';
import { medianDeviation } from './median-deviation.ts';

export const lexicaseOptions = z.strictObject({
  /** `mad` as published, or a fixed ε ≥ 0; 0 is plain lexicase selection, Helmuth, Spector, Matheson 2015. */
  epsilon: z.union([z.literal('mad'), z.number().min(0)], { error: "expected 'mad' or a number >=0" }).default('mad'),
});

export function lexicase(options: z.input<typeof lexicaseOptions> = {}): Selector {
  const { epsilon } = lexicaseOptions.parse(options);
  return {
    name: 'lexicase',
    select(members, random) {
      let shared = Number.POSITIVE_INFINITY;
      for (const { instanceMerits } of members) shared = Math.min(shared, instanceMerits.length);
      const caseMerit = (member: Member, index: number): number =>
        shared > 0 ? (member.instanceMerits[index] as number) : member.merit;
      const cases = random.shuffle(Array.from({ length: Math.max(shared, 1) }, (_, index) => index));

      let pool = members;
      for (const index of cases) {
        if (pool.length === 1) break;
        const tolerance =
          epsilon === 'mad' ? medianDeviation(members.map((member) => caseMerit(member, index))).deviation : epsilon;
        let best = Number.NEGATIVE_INFINITY;
        for (const member of pool) best = Math.max(best, caseMerit(member, index));
        const passing = pool.filter((member) => caseMerit(member, index) >= best - tolerance);
        // Nobody passes an instance whose merits are not numbers: it decides nothing.
        if (passing.length > 0) pool = passing;
      }
      return random.pick(pool);
    },
  };
}
