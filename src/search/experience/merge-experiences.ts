import { KaizenError } from '../../base/errors.ts';
import { addCost, COST_UNITS, type Cost } from '../../core/cost.ts';
import { createExperience, type Experience, type MinedIdiom, type OperatorEvidence } from '../../core/experience.ts';
import { MAXIMUM_IDIOMS } from './idiom-text.ts';

/**
 * Puts experiences together that were learned apart. Sums of evidence need sources that were counted once, so it throws
 * KAIZEN_EXPERIENCE_OVERLAP when two of them share a source. Templates that only edits of both together would show are not
 * found: to learn from all runs at once finds more.
 */
export function mergeExperiences([first, ...others]: readonly [Experience, ...Experience[]]): Experience {
  return others.reduce(mergeTwo, first);
}

function mergeTwo(a: Experience, b: Experience): Experience {
  const known = new Set(a.sources.map(({ logHash }) => logHash));
  const shared = b.sources.find(({ logHash }) => known.has(logHash));
  if (shared !== undefined) {
    throw new KaizenError('KAIZEN_EXPERIENCE_OVERLAP', 'two experiences come from the same run', {
      wanted: 'experiences of different runs',
      got: `${shared.run} on ${shared.task}, seed ${shared.seed}, in both`,
      next: 'learn one from all runs at once: kaizen experience learn <run...>',
    });
  }
  return createExperience({
    sources: [...a.sources, ...b.sources],
    operators: mergeByName(a.operators, b.operators, (one) => one.operator, mergeOperators),
    idioms: mergeByName(a.idioms, b.idioms, (one) => one.name, mergeIdioms)
      .sort((one, other) => other.value - one.value || (one.name < other.name ? -1 : 1))
      .slice(0, MAXIMUM_IDIOMS),
  });
}

function mergeByName<T>(as: readonly T[], bs: readonly T[], nameOf: (one: T) => string, merge: (a: T, b: T) => T): T[] {
  const merged = new Map(as.map((one) => [nameOf(one), one]));
  for (const one of bs) {
    const before = merged.get(nameOf(one));
    merged.set(nameOf(one), before === undefined ? one : merge(before, one));
  }
  return [...merged.values()];
}

function mergeOperators(a: OperatorEvidence, b: OperatorEvidence): OperatorEvidence {
  return {
    operator: a.operator,
    trials: a.trials + b.trials,
    improvements: a.improvements + b.improvements,
    gain: a.gain + b.gain,
    compute: a.compute + b.compute,
    cost: addCost(a.cost, b.cost),
    // Medians cannot be added: the one that more improvements stand behind is kept.
    learned: a.improvements >= b.improvements ? { ...b.learned, ...a.learned } : { ...a.learned, ...b.learned },
  };
}

function mergeIdioms(a: MinedIdiom, b: MinedIdiom): MinedIdiom {
  const edits = a.edits + b.edits;
  const mean = (x: number, y: number): number => (edits === 0 ? 0 : (x * a.edits + y * b.edits) / edits);
  const cost = COST_UNITS.map((unit) => [unit, Math.round(mean(a.cost[unit], b.cost[unit]))]);
  return {
    name: a.name,
    text: a.text,
    edits,
    runs: a.runs + b.runs,
    tasks: [...new Set([...a.tasks, ...b.tasks])].sort(),
    gain: Math.min(1, mean(a.gain, b.gain)),
    stepsRatio: Math.exp(mean(logOf(a.stepsRatio), logOf(b.stepsRatio))),
    cost: Object.fromEntries(cost) as unknown as Cost,
    value: a.value + b.value,
    examples: [...a.examples, ...b.examples].slice(0, 3),
  };
}

/** A ratio of 0 has no logarithm; a file may hold one. */
function logOf(ratio: number): number {
  return Math.log(Math.max(ratio, 1e-9));
}
