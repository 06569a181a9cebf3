import { systemClock } from '../../src/base/clock.ts';
import { createSpec, type RunRequest } from '../../src/engine/create-spec.ts';
import { type RunContext, resumeRun, startRun } from '../../src/engine/run.ts';
import { openWorkspace } from '../../src/store/open-workspace.ts';
import { runContext } from '../../testing/run-context.ts';

/**
 * Begins the only run of a workspace folder, or goes on with it, until it is finished or this process is killed. Every commit
 * is told on standard output.
 */
export async function workOnRun(
  folder: string,
  request: RunRequest,
  { models }: Pick<RunContext, 'models'> = {},
): Promise<void> {
  const { task, seedPrograms = task.seeds } = request;
  const workspace = openWorkspace(folder, { clock: systemClock });
  const context = runContext(workspace, task, {
    ...(models && { models }),
    observe: (event, state) => {
      if (event.type.startsWith('candidate.')) process.stdout.write(`${state.committed}\n`);
    },
  });
  const isNew = workspace.runs().length === 0;
  await (isNew ? startRun(createSpec(request), seedPrograms, context) : resumeRun('latest', context));
  workspace.close();
}
