import { type ModelPrice, microUsdOf } from '../../core/model-price.ts';
import type { ModelReserve, RunSpec, TaskReserve } from '../../core/run-spec.ts';
import type { ModelCalls, Task } from '../../core/task.ts';
import type { Algorithms } from '../components.ts';
import { noiseSpecOf } from '../noise-spec.ts';
import { triesOf } from './tries.ts';

/** Where a task does not say what its evaluator asks. */
const CALLS: ModelCalls = { calls: 100, tokensIn: 4_000, tokensOut: 4_000 };

/** The first seed program and the champion. */
const FINALISTS = 2;

/** What the evaluator of a run may take of the model that it asks. */
export function taskReserveOf(
  task: Task,
  scoreStage: string,
  algorithms: Algorithms,
  price: ModelPrice | null,
): TaskReserve {
  const { calls, tokensIn, tokensOut } = task.modelCalls ?? CALLS;
  const noise = noiseSpecOf(task, scoreStage);
  const perCall = { tokensIn, tokensOut, microUsd: microUsdOf({ tokensIn, tokensCached: 0, tokensOut }, price) };
  return {
    evaluation: timesReserve(perCall, calls),
    slot: (noise?.reserve.sessions ?? 1) + triesOf(algorithms, task),
    final: task.splits.includes('test') ? FINALISTS * (noise?.most ?? 1) : 0,
  };
}

/** A budget below this has no room for one slot and the final tests. */
export function leastBudgetOf({ reserve, taskReserve }: Pick<RunSpec, 'reserve' | 'taskReserve'>): ModelReserve {
  const proposal = reserve ?? { tokensIn: 0, tokensOut: 0, microUsd: 0 };
  if (taskReserve === undefined) return proposal;
  const evaluations = timesReserve(taskReserve.evaluation, taskReserve.slot + taskReserve.final);
  return addReserves(proposal, evaluations);
}

export function addReserves(a: ModelReserve, b: ModelReserve): ModelReserve {
  return {
    tokensIn: a.tokensIn + b.tokensIn,
    tokensOut: a.tokensOut + b.tokensOut,
    microUsd: a.microUsd + b.microUsd,
  };
}

export function timesReserve({ tokensIn, tokensOut, microUsd }: ModelReserve, times: number): ModelReserve {
  return { tokensIn: times * tokensIn, tokensOut: times * tokensOut, microUsd: times * microUsd };
}
