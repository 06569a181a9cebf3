/**
 * The system prompts of a run with what became of the candidates that they led to. The state is plain data, one member for
 * each prompt's text and one for its results, so that an event carries only what changed.
 *
 *   share(x)   = (below x + (equal to x − 1) / 2) / (all − 1) among the merits of all kept prompts; ½ for the only one
 *   fitness_p  = mean of share over the candidates of p, a failed candidate counting 0
 *   value_p    = fitness_p + exploration · √(ln N / n_p),   n_p = candidates of p that ended, N = Σ n
 *   value_p    = max fitness + exploration   while n_p < TRIALS
 *
 * What differs from the published code: there failed candidates do not count, so a prompt that leads to nothing but
 * failures keeps the optimistic value for ever.
 *
 * Source: prompt co-evolution of ShinkaEvolve (published code; R. T. Lange, Y. Imajuku, E. Cetin 2025, arXiv 2509.19349).
 */
import type { JsonObject } from '../../base/json.ts';

/** Candidates after which a prompt is judged by what it did. */
export const TRIALS = 3;
/** Latest results of each prompt that are kept. */
const REMEMBERED = 50;

export interface PromptRecord {
  readonly id: number;
  /** Empty for number 0, which is the prompt that operators have of themselves. */
  readonly text: string;
  /** Candidates that ended. */
  readonly ended: number;
  /** Merits of the latest, null for one that failed. */
  readonly results: readonly (number | null)[];
}

/** The kept prompts by number; number 0 is there from the start. */
export function promptsOf(state: JsonObject): PromptRecord[] {
  const prompts: PromptRecord[] = [];
  for (let id = 0; id < nextId(state); id++) {
    const text = id === 0 && state[textKey(0)] === undefined ? '' : state[textKey(id)];
    if (typeof text !== 'string') continue;
    const { ended, results } = resultsOf(state, id);
    prompts.push({ id, text, ended, results });
  }
  return prompts;
}

export function nextId({ next }: JsonObject): number {
  return typeof next === 'number' ? next : 1;
}

/** The members that make room for a new prompt and put it in. */
export function withPrompt(state: JsonObject, text: string, dropped: number | null): JsonObject {
  const id = nextId(state);
  const removal = dropped === null ? {} : { [textKey(dropped)]: null, [resultsKey(dropped)]: null };
  return { ...removal, next: id + 1, [textKey(id)]: text };
}

/** The member that changes when a candidate of a prompt ended; undefined when the prompt is gone. */
export function withResult(state: JsonObject, id: number, merit: number | null): JsonObject | undefined {
  if (!promptsOf(state).some((prompt) => prompt.id === id)) return undefined;
  const { ended, results } = resultsOf(state, id);
  return { [resultsKey(id)]: { ended: ended + 1, results: [...results, merit].slice(-REMEMBERED) } };
}

/** fitness_p in the order of `prompts`; 0 for one without results. */
export function fitnesses(prompts: readonly PromptRecord[]): number[] {
  const sorted = Float64Array.from(prompts.flatMap(({ results }) => results.filter((merit) => merit !== null))).sort();
  return prompts.map(({ results }) => {
    let sum = 0;
    for (const merit of results) if (merit !== null) sum += share(sorted, merit);
    return results.length === 0 ? 0 : sum / results.length;
  });
}

/** value_p in the order of `prompts`. */
export function promptValues(prompts: readonly PromptRecord[], exploration: number): number[] {
  const fitness = fitnesses(prompts);
  const largest = Math.max(...fitness);
  const total = prompts.reduce((sum, { ended }) => sum + ended, 0);
  return prompts.map(({ ended }, index) =>
    ended < TRIALS
      ? largest + exploration
      : (fitness[index] as number) + exploration * Math.sqrt(Math.log(total) / ended),
  );
}

function share(sorted: Float64Array, value: number): number {
  if (sorted.length === 1) return 0.5;
  const below = countBelow(sorted, (other) => other < value);
  const equal = countBelow(sorted, (other) => other <= value) - below;
  return (below + (equal - 1) / 2) / (sorted.length - 1);
}

/** How many at the beginning of a sorted list have a property that none has after the first that lacks it. */
function countBelow(sorted: Float64Array, isBelow: (value: number) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBelow(sorted[middle] as number)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function resultsOf(state: JsonObject, id: number): Pick<PromptRecord, 'ended' | 'results'> {
  const record = state[resultsKey(id)] as { ended: number; results: (number | null)[] } | null | undefined;
  return record ?? { ended: 0, results: [] };
}

function textKey(id: number): string {
  return `prompt/${id}`;
}

function resultsKey(id: number): string {
  return `results/${id}`;
}
