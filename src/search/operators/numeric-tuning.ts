import { z } from 'zod';
import type { Random } from '../../base/random.ts';
import type { Operator } from '../../core/operator.ts';
import { type Draft, proposeFrom } from './draft.ts';
import { openForTuning } from './tunable-literals.ts';

export const numericTuningOptions = z.strictObject({
  /** Step size of a line of descent that has none yet, relative to the literal. */
  initialSigma: z.number().positive().max(10).default(0.3),
});

const ATTEMPTS = 4;
const MINIMUM_SIGMA = 1e-4;
const MAXIMUM_SIGMA = 2;
const LOOP_BOUND_SHARE = 0.05;
const SIGN_FLIP_SHARE = 0.02;
const STAYS_INTEGER_SHARE = 0.7;
const ADDITIVE_SHARE = 0.3;

/**
 * Changes number literals by steps whose size adapts itself. Each child draws its own step size before it uses it, so
 * that good sizes are inherited together with the good programs they make:
 *
 *     σ' = σ · exp(τ · N(0, 1)),  τ = 1/√(2k)
 *     x' = x · exp(σ' · N(0, 1))          multiplicative, keeps the sign
 *     x' = x + σ' · max(|x|, 1) · N(0, 1)   additive, may pass zero
 *
 * with k literals changed at once. Log-normal self-adaptation: Schwefel, Numerical Optimization of Computer Models,
 * 1981; Beyer and Schwefel, "Evolution strategies", Natural Computing 1, 2002, §4.2. The child's σ' is `sigma` in its
 * note.
 */
export function numericTuning(options: z.input<typeof numericTuningOptions> = {}): Operator {
  const { initialSigma } = numericTuningOptions.parse(options);
  return {
    name: 'numeric-tuning',
    needsModel: false,
    arity: 1,
    propose({ parents: [parent], random }) {
      const inherited = parent.member.note.sigma;
      const parentSigma = typeof inherited === 'number' && inherited > 0 ? inherited : initialSigma;
      return proposeFrom(parent, ATTEMPTS, (): Draft | string => {
        const file = openForTuning(parent.program, random);
        if (typeof file === 'string') return file;
        const literals = file.literals(random.chance(LOOP_BOUND_SHARE));
        if (literals.length === 0) return 'no-literal';

        const count = 1 + random.integer(Math.min(literals.length, random.chance(0.3) ? literals.length : 2));
        const chosen = random.shuffle(literals).slice(0, count);
        const adapted = parentSigma * Math.exp(random.normal() / Math.sqrt(2 * count));
        const sigma = Math.min(MAXIMUM_SIGMA, Math.max(MINIMUM_SIGMA, adapted));
        const edits = chosen.map((literal) => literal.write(step(literal.value, sigma, random), digitsFor(sigma)).edit);
        return { file, edits, note: { sigma: Number(sigma.toPrecision(3)) } };
      });
    },
  };
}

/** A new value, never the old one. */
function step(value: number, sigma: number, random: Random): number {
  if (value !== 0 && random.chance(SIGN_FLIP_SHARE)) return -value;
  const isAdditive = value === 0 || random.chance(ADDITIVE_SHARE);
  const moved = isAdditive
    ? value + sigma * Math.max(Math.abs(value), 1) * random.normal()
    : value * Math.exp(sigma * random.normal());
  if (!Number.isInteger(value) || !random.chance(STAYS_INTEGER_SHARE)) return Number.isFinite(moved) ? moved : value;
  const rounded = Math.round(moved);
  return rounded === value ? value + (random.chance(0.5) ? 1 : -1) : rounded;
}

/** Enough digits that a step of this size shows, and no more: 4 for σ = 0.1, 6 for σ = 0.001. */
function digitsFor(sigma: number): number {
  return Math.min(6, Math.max(3, 3 + Math.ceil(-Math.log10(sigma))));
}
