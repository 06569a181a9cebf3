import { KaizenError } from '../base/errors.ts';
import type { StageResult } from '../core/evaluation.ts';
import type { Program } from '../core/program.ts';
import { scoreStageOf } from '../core/score-stage.ts';
import type { Stage, Task } from '../core/task.ts';
import { createExecutor, type Machine } from '../engine/create-executor.ts';
import { noiseSpecOf } from '../engine/noise-spec.ts';
import { testProgram } from '../engine/test-program.ts';

/** Where no run gets to: draws of a stage that champions were chosen by are not used again, whatever a run's seed. */
const FIRST_REPEAT = 1_000_000;

/** Where held-out scores come from; null where the merits that are known already are as good. */
export function heldOutStage(task: Task): Pick<Stage, 'name' | 'split'> | null {
  if (task.splits.includes('test')) return { name: 'test', split: 'test' };
  if (task.noise === undefined) return null;
  return task.stages.find(({ split }) => split === 'validation') ?? scoreStageOf(task) ?? null;
}

/**
 * Scores programs on data that no search saw, with all that the machine has, and tells of each result as it comes. A task
 * must have a `heldOutStage`. Fails with KAIZEN_STUDY_UNMEASURED where a program has no result that is its own.
 */
export async function scoreHeldOut(
  task: Task,
  programs: readonly Program[],
  machine: Machine,
  onResult: (program: Program, result: StageResult) => void,
): Promise<void> {
  const stage = heldOutStage(task) as Stage;
  const noise = noiseSpecOf(task, scoreStageOf(task)?.name ?? '');
  const executor = await createExecutor(task, 0, machine);
  const first = stage.split === 'test' ? 0 : FIRST_REPEAT;
  const measure = async (program: Program, fresh: boolean): Promise<StageResult> =>
    (await testProgram(executor, program, stage, { noise, first, fresh })).result;
  const queue = [...programs];
  const worker = async (): Promise<void> => {
    for (let program = queue.shift(); program !== undefined; program = queue.shift()) {
      let result = await measure(program, false);
      // A failure counts where it comes again in a process that nobody used before.
      if (result.status !== 'ok') result = await measure(program, true);
      if (result.status === 'error') throw unmeasured(task, program, result.reason);
      onResult(program, result);
    }
  };
  // The others end what they have in hand, so that none of it is lost and nothing is measured by what is being closed.
  const guarded = () =>
    worker().catch((error: unknown) => {
      queue.length = 0;
      throw error;
    });
  try {
    const ends = await Promise.allSettled(Array.from({ length: machine.workers }, guarded));
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
  } finally {
    await executor.close();
  }
}

function unmeasured({ name }: Task, { hash }: Program, reason: string): KaizenError {
  return new KaizenError(
    'KAIZEN_STUDY_UNMEASURED',
    `a program of task '${name}' could not be scored on held-out data`,
    {
      wanted: `a score of program ${hash.slice(0, 12)}, or a failure of its own`,
      got: `twice: ${reason}`,
      next: 'give the same command again: it goes on where it stopped; if it fails again, look at the evaluator',
    },
  );
}
