/**
 * What work costs. All parts are integers ≥ 0 and are added component by component; nothing is ever collapsed into one
 * number without saying how.
 *
 * `evaluations`, `steps` and the token and money parts are exact and repeatable. `cpuMs` and `wallMs` are measured: they
 * differ from run to run, so they are kept out of the log hash.
 */
export interface Cost {
  /** Candidates whose evaluation began. */
  readonly evaluations: number;
  /** Loop iterations and function entries executed by candidates: the deterministic unit of compute. */
  readonly steps: number;
  readonly cpuMs: number;
  readonly wallMs: number;
  readonly tokensIn: number;
  readonly tokensOut: number;
  readonly tokensCached: number;
  /** Millionths of a US dollar. */
  readonly microUsd: number;
}

export type CostUnit = keyof Cost;

export const COST_UNITS: readonly CostUnit[] = [
  'evaluations',
  'steps',
  'cpuMs',
  'wallMs',
  'tokensIn',
  'tokensOut',
  'tokensCached',
  'microUsd',
];

/** Units that depend on the machine and its load. */
export const MEASURED_UNITS: readonly CostUnit[] = ['cpuMs', 'wallMs'];

export const ZERO_COST: Cost = {
  evaluations: 0,
  steps: 0,
  cpuMs: 0,
  wallMs: 0,
  tokensIn: 0,
  tokensOut: 0,
  tokensCached: 0,
  microUsd: 0,
};

/** A cost from the parts that are not zero. */
export function costOf(parts: Partial<Cost>): Cost {
  return { ...ZERO_COST, ...parts };
}

export function addCost(a: Cost, b: Cost): Cost {
  return {
    evaluations: a.evaluations + b.evaluations,
    steps: a.steps + b.steps,
    cpuMs: a.cpuMs + b.cpuMs,
    wallMs: a.wallMs + b.wallMs,
    tokensIn: a.tokensIn + b.tokensIn,
    tokensOut: a.tokensOut + b.tokensOut,
    tokensCached: a.tokensCached + b.tokensCached,
    microUsd: a.microUsd + b.microUsd,
  };
}

/** Upper limits, per unit; a unit that is not named is unlimited. */
export type Budget = Partial<Cost>;

/** The largest share of the budget that is used up, over all limited units: 0 = untouched, ≥ 1 = spent. */
export function budgetUsed(budget: Budget, cost: Cost): number {
  let used = 0;
  for (const unit of COST_UNITS) {
    const limit = budget[unit];
    if (limit !== undefined) used = Math.max(used, limit > 0 ? cost[unit] / limit : 1);
  }
  return used;
}
