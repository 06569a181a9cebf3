import type { Cost } from '../core/cost.ts';
import type { Event } from '../core/event.ts';
import { initialState, reduce } from '../core/reduce.ts';
import type { RunState } from '../core/run-state.ts';
import { createIslands } from '../search/components.ts';
import type { StudySpec } from './study-spec.ts';

/** The champion of a run from a certain cost on. */
export interface ChampionPoint {
  /** Total cost in the study's unit when it became champion, what its experience cost included. */
  readonly cost: number;
  readonly candidate: number;
  /** Hash of its program. */
  readonly program: string;
  /** Merit on the train split. */
  readonly train: number;
  /** Merit by which it was chosen: on validation where the task has it. */
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
  label: { readonly arm: string; readonly unit: StudySpec['budget']['unit'] },
): RunCurve {
  const champions: ChampionPoint[] = [];
  let state: RunState | null = null;
  for (const event of events) {
    if (event.type === 'run.created')
      state = initialState(event.spec, createIslands(event.spec.components.islands).count);
    else if (state !== null) reduce(state, event);
    if (state?.champion && state.champion.id !== champions.at(-1)?.candidate) {
      const { id, program, merit } = state.champion;
      champions.push({
        cost: state.cost[label.unit],
        candidate: id,
        program,
        train: merit,
        selection: state.championMerit,
      });
    }
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
