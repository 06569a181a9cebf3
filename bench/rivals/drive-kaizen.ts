/**
 * Runs Kaizen on a task folder against a model server: drive-kaizen.ts FOLDER RESULTS URL PROPOSALS IN_FLIGHT. Prints one line
 * of JSON: what the run came to, and the time of its main thread, which is all of the engine's own: the prompts, the
 * replies, the choices, the log.
 */
import { performance } from 'node:perf_hooks';
import { systemClock } from '../../src/base/clock.ts';
import type { Event } from '../../src/core/event.ts';
import { createSpec } from '../../src/engine/create-spec.ts';
import { startRun } from '../../src/engine/run.ts';
import { nextAttempt } from '../../src/models/next-attempt.ts';
import { openModels } from '../../src/models/open-models.ts';
import { openWorkspace } from '../../src/store/open-workspace.ts';
import { loadTask } from '../../src/tasks/load-task.ts';
import { FREE } from '../../testing/price-per-token.ts';
import { runContext } from '../../testing/run-context.ts';

/** What `model-throughput` reads. */
export interface KaizenOutcome {
  readonly evaluations: number;
  /** Slots that a model was asked for and that ended, evaluated or refused. */
  readonly proposals: number;
  /** From the first call to the last commit. */
  readonly wallMs: number;
  /** CPU of the main thread within it. */
  readonly ownMs: number;
}

const [folder, results, url, proposals, inFlight] = process.argv.slice(2) as [string, string, string, string, string];
const workspace = openWorkspace(results, { clock: systemClock });
const provider = openModels({ environment: {} });
const task = await loadTask(folder);
const concurrency = Number(inFlight);
const spec = createSpec({
  task,
  budget: { evaluations: Number(proposals) },
  simplify: false,
  models: {
    models: [`fake@${url}`],
    genetic: false,
    concurrency,
    priceOf: () => FREE,
  },
});

const at = (): { readonly wallMs: number; readonly ownMs: number } => {
  const { user, system } = process.threadCpuUsage();
  return { wallMs: performance.now(), ownMs: (user + system) / 1000 };
};
let first: ReturnType<typeof at> | null = null;
let last = at();
let ended = 0;
const observe = (event: Event): void => {
  if (event.type === 'slot.opened' && 'asked' in event.proposal) first ??= at();
  if (first === null || (event.type !== 'candidate.evaluated' && event.type !== 'candidate.rejected')) return;
  ended += 1;
  last = at();
};
const { signal } = new AbortController();
const context = runContext(workspace, task, {
  taskSource: folder,
  models: () => ({ provider, nextAttempt, concurrency, signal }),
  observe,
});
const { state } = await startRun(spec, task.seeds, context);
provider.close();
workspace.close();
const begun = first as ReturnType<typeof at> | null;
const outcome: KaizenOutcome = {
  evaluations: state.cost.evaluations,
  proposals: ended,
  wallMs: last.wallMs - (begun?.wallMs ?? 0),
  ownMs: last.ownMs - (begun?.ownMs ?? 0),
};
console.log(JSON.stringify(outcome));
