import type { Random } from '../base/random.ts';
import type { Candidate } from '../core/candidate.ts';
import type { RunState } from '../core/run-state.ts';
import { mendsFailures } from '../search/operators/model/create-model-operator.ts';

/**
 * Whether the run has no program with a score, and models that may mend one of those that failed. As in ShinkaEvolve (R. T.
 * Lange, Y. Imajuku, E. Cetin 2025, arXiv 2509.19349, published code), programs that fail are edited then and only then.
 */
export function isMending(state: RunState): boolean {
  return hasNoMember(state) && state.failed.length > 0 && state.spec.components.operators.some(mendsFailures);
}

/** One of the programs that failed, drawn from those that passed most stages before they did. */
export function drawFailed({ failed }: RunState, random: Random): Candidate {
  const furthest = Math.max(...failed.map(({ stages }) => stages));
  return random.pick(failed.filter(({ stages }) => stages === furthest)).candidate;
}

export function hasNoMember({ regions }: RunState): boolean {
  return regions.every(({ members }) => members.length === 0);
}
