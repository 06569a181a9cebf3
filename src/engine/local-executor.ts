import { messageOf } from '../base/errors.ts';
import type { Program } from '../core/program.ts';
import type { CandidateHandle, Task } from '../core/task.ts';
import type { CandidateSession, Sandbox } from '../sandbox/contract.ts';
import type { EvaluationSession, Executor } from './executor.ts';
import { measure } from './measure.ts';

/** Evaluates in this process: the evaluator is called here, the candidate runs in the sandbox's hosts. */
export function createLocalExecutor(task: Pick<Task, 'evaluate' | 'limits'>, sandbox: Sandbox, seed: number): Executor {
  return {
    sandbox: sandbox.backend,
    begin: (program, { fresh = false } = {}) => {
      let handle: Promise<CandidateHandle> | null = null;
      let opened: CandidateSession | null = null;
      let isClosed = false;
      // One handle for all stages, so that an evaluator can remember by it what it worked out before.
      const open = async (): Promise<CandidateHandle> => {
        opened = await sandbox.open(program, { limits: task.limits, seed, fresh });
        if (isClosed) opened.close();
        return handleOf(program, opened);
      };
      const evaluation: EvaluationSession = {
        evaluate: async (stage) => {
          handle ??= open();
          try {
            return await measure(task, await handle, stage, seed);
          } catch (thrown) {
            // The sandbox could not be had at all: the candidate is not to blame.
            const reason = `[KAIZEN_SANDBOX_FAILED] ${messageOf(thrown)}`;
            return { status: 'error', stage: stage.name, split: stage.split, reason };
          }
        },
        get usage() {
          return opened?.usage ?? { steps: 0, cpuMs: 0 };
        },
        close: () => {
          isClosed = true;
          opened?.close();
        },
      };
      return evaluation;
    },
    close: () => sandbox.close(),
  };
}

function handleOf(program: Program, session: CandidateSession): CandidateHandle {
  return {
    program,
    call: (name, argumentLists) => session.call(name, argumentLists),
    drive: (driver, input) => session.drive(driver, input),
  };
}
