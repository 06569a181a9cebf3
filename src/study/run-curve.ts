import type { Member } from '../core/candidate.ts';
import type { Cost, CostUnit } from '../core/cost.ts';
import type { Event } from '../core/event.ts';
import { initialState, reduce } from '../core/reduce.ts';
import type { RunState } from '../core/run-state.ts';
import { createIslands } from '../search/components.ts';

/** The champion of a run from a certain cost on. */
export interface ChampionPoint {
  /** Total cost in the study's unit when it became champion, what its experience cost included. */
  readonly cost: number;
  readonly candidate: number;
  /** Hash of its program. */
  readonly program: string;
  /** Merit on the train split; on a noisy task the last estimate while it was champion. */
  readonly train: number;
  /** Merit by which it was chosen: on validation where the task has it. On a noisy task the last estimate, too. */
  readonly selection: number;
}

/** What a run's log says about its course. */
export interface RunCurve {
  readonly run: string;
  readonly task: string;
  readonly arm: string;
  readonly seed: number;
  /** Why its search ended. */
  readonly reason: string | null;
  /** Everything that counts against its budget. */
  readonly cost: Cost;
  /** What of that its experience cost. */
  readonly charged: number;
  /** Seed programs, which take the first slots. */
  readonly seedPrograms: number;
  /** In the order in which they became champion; never empty in a run that finished. */
  readonly champions: readonly ChampionPoint[];
}

/** Folds a run's events into its course. */
export function runCurve(
  run: string,
  events: Iterable<Event>,
  label: { readonly arm: string; readonly unit: CostUnit },
): RunCurve {
  const champions: ChampionPoint[] = [];
  let state: RunState | null = null;
  for (const event of events) {
    if (event.type === 'run.created')
      state = initialState(event.spec, createIslands(event.spec.components.islands).count);
    else if (state !== null) reduce(state, event);
    if (state?.champion) follow(champions, state, state.champion, label.unit);
  }
  const { spec, cost, stopped } = state as RunState;
  return {
    run,
    task: spec.task.name,
    arm: label.arm,
    seed: spec.seed,
    reason: stopped?.reason ?? null,
    cost,
    charged: spec.experience?.charged[label.unit] ?? 0,
    seedPrograms: spec.seeds.length,
    champions,
  };
}

/** A champion that is measured again stays one point, from when it became champion, with what is known of it in the end. */
function follow(
  champions: ChampionPoint[],
  { cost, championMerit }: RunState,
  { id, program, merit }: Member,
  unit: CostUnit,
): void {
  const last = champions.at(-1);
  if (last?.candidate !== id) {
    champions.push({ cost: cost[unit], candidate: id, program, train: merit, selection: championMerit });
  } else if (last.train !== merit || last.selection !== championMerit) {
    champions[champions.length - 1] = { ...last, train: merit, selection: championMerit };
  }
}
