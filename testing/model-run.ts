import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../src/base/clock.ts';
import type { Event } from '../src/core/event.ts';
import { createSpec, type RunRequest } from '../src/engine/create-spec.ts';
import { type RunResult, resumeRun, startRun } from '../src/engine/run.ts';
import { nextAttempt, RETRY_POLICY, type RetryPolicy } from '../src/models/next-attempt.ts';
import { type OpenModelsOptions, openModels } from '../src/models/open-models.ts';
import type { Workspace } from '../src/store/contract.ts';
import type { ModelCall } from '../src/store/model-calls.ts';
import { openWorkspace } from '../src/store/open-workspace.ts';
import { runContext } from './run-context.ts';
import { sampleProgram } from './sample-program.ts';
import { sampleTask } from './sample-task.ts';

/** A line: whoever changes one of its numbers comes nearer to the sample task's parabola, or goes further away. */
const LINE = sampleProgram('2 * x + 7');

/** What a test says of its run; the rest is the sample task, from the line, and a champion that is left as it was found. */
export type ModelRunRequest = Partial<RunRequest> & Pick<RunRequest, 'budget'>;

export interface ModelRunOptions extends OpenModelsOptions {
  readonly workers?: number;
  /** Calls in flight at a time. */
  readonly concurrency?: number;
  /** Replaces parts of the policy by which failed calls are repeated. */
  readonly retry?: Partial<RetryPolicy>;
  /** How often the run asks whether to pause before it is told yes; it is then resumed. Never, when left out. */
  readonly pausesAfter?: number;
  readonly onStart?: (workspace: Workspace, run: string) => void;
}

export interface ModelRun extends RunResult {
  readonly events: readonly Event[];
  readonly calls: readonly ModelCall[];
  readonly candidates: ReturnType<Workspace['candidates']>;
}

/** The whole request, as `runWithModels` takes it. */
export function modelRunRequest(request: ModelRunRequest) {
  return { task: sampleTask(), seedPrograms: [LINE], simplify: false, ...request };
}

/** A run in a workspace of its own that reaches models as `kaizen` does, but for keys and addresses of the environment. */
export async function runWithModels(request: ModelRunRequest, options: ModelRunOptions = {}): Promise<ModelRun> {
  const { workers = 2, concurrency, retry, pausesAfter, onStart, ...opening } = options;
  const whole = modelRunRequest(request);
  const folder = mkdtempSync(join(tmpdir(), 'kaizen-model-run-'));
  const workspace = openWorkspace(folder, { clock: systemClock });
  const provider = openModels({ environment: {}, ...opening });
  const policy = { ...RETRY_POLICY, ...retry };
  const { signal } = new AbortController();
  let asked = 0;
  const context = runContext(workspace, whole.task, {
    machine: { workers, sandbox: 'auto', clock: systemClock },
    models: () => ({
      provider,
      nextAttempt: (fault, failures, random) => nextAttempt(fault, failures, random, policy),
      ...(concurrency !== undefined && { concurrency }),
      signal,
    }),
    isPauseRequested: () => pausesAfter !== undefined && ++asked > pausesAfter,
    onStart: (run) => onStart?.(workspace, run),
  });
  try {
    const started = await startRun(createSpec(whole), whole.seedPrograms, context);
    const ended =
      pausesAfter === undefined ? started : await resumeRun(started.id, { ...context, isPauseRequested: () => false });
    const { id } = ended;
    const [events, calls] = [[...workspace.events(id)], workspace.modelCalls(id)];
    return { ...ended, events, calls, candidates: workspace.candidates(id) };
  } finally {
    provider.close();
    workspace.close();
    rmSync(folder, { recursive: true });
  }
}
