import { z } from 'zod';
import { KaizenError } from '../../../base/errors.ts';
import { reportOf } from '../../../engine/results.ts';
import { defineTool } from '../define-tool.ts';
import { runView } from '../run-view.ts';
import { startWorker } from '../start-worker.ts';

export const runName = z.string().min(1).max(100).default('latest').describe('a run id such as r0007, or latest');

const POLL_MS = 500;

export const listRuns = defineTool({
  name: 'list_runs',
  description: 'List the runs of the workspace, newest first, with status, best score and cost so far.',
  isReadOnly: true,
  shape: { limit: z.int().min(1).max(200).default(20) },
  run({ limit }, context) {
    return context.withWorkspace((workspace) => {
      const runs = workspace.runs().sort((a, b) => (a.id < b.id ? 1 : -1));
      return { total: runs.length, runs: runs.slice(0, limit).map((run) => runView(workspace, run)) };
    });
  },
});

export const watchRun = defineTool({
  name: 'watch_run',
  description:
    'Progress of a run: status, candidates so far, best scores, cost. Waits up to waitSeconds for it to end; call it again while the status is running. A run that has ended also has its report, with the score on held-out data (test).',
  isReadOnly: true,
  shape: { run: runName, waitSeconds: z.number().min(0).max(50).default(20) },
  run({ run: name, waitSeconds }, context, signal) {
    return context.withWorkspace(async (workspace) => {
      const { id } = workspace.run(name);
      const endsAt = context.clock.monotonic() + waitSeconds * 1000;
      while (workspace.runner(id) !== null && context.clock.monotonic() < endsAt && !signal.aborted) {
        await context.clock.sleep(POLL_MS);
      }
      const view = runView(workspace, workspace.run(id));
      if (view.status === 'running') return view;
      const { initial, best, sandboxes, logHash } = reportOf(workspace, id);
      return { ...view, report: { initial: { ...initial }, best: { ...best }, sandboxes: [...sandboxes], logHash } };
    });
  },
});

export const stopRun = defineTool({
  name: 'stop_run',
  description: 'Ask a running search to pause after its current commit. Nothing is lost; resume_run goes on with it.',
  isReadOnly: false,
  shape: { run: runName },
  run({ run: name }, context) {
    return context.withWorkspace((workspace) => {
      const { id } = workspace.run(name);
      const isRequested = workspace.requestStop(id);
      return { isRequested, ...runView(workspace, workspace.run(id)) };
    });
  },
});

export const resumeRun = defineTool({
  name: 'resume_run',
  description:
    'Go on with a run that was paused or killed, in a process of its own, within the limits it was started with.',
  isReadOnly: false,
  shape: { run: runName },
  async run({ run: name }, context) {
    const { id, status, reason } = await context.withWorkspace((workspace) => workspace.run(name));
    // The process that finds this out holds the run for a moment, which looks as if it worked on it.
    if (status === 'finished') {
      throw new KaizenError('KAIZEN_RUN_FINISHED', `run ${id} is finished (${reason})`, {
        next: `start another from its best program: start_run with from ${id}`,
      });
    }
    return { ...(await startWorker(context, ['resume', '--quiet', '--', id])) };
  },
});
