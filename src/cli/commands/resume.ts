import type { Command } from 'commander';
import { resumeRun } from '../../engine/run.ts';
import { refuseRound } from '../../labs/red-queen/evolution/refuse-round.ts';
import { withWorkspace } from '../context.ts';
import { loadTaskOf } from '../task-source.ts';
import { addWorkOptions, type WorkOptions, workOnRun } from '../work-on-run.ts';

export function addResumeCommand(program: Command): void {
  addWorkOptions(
    program
      .command('resume')
      .description('go on with a run that was paused or killed')
      .argument('[run]', 'run number, or latest', 'latest'),
  )
    .option('--task <folder>', 'where the task is now, when it was run from a folder')
    .addHelpText('after', '\nExamples:\n  kaizen resume\n  kaizen resume r0003 --workers 4')
    .action(async (name: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<WorkOptions & { task?: string }>();
      await withWorkspace(options, async (workspace) => {
        const run = workspace.run(name);
        refuseRound(run);
        const { task, source } = await loadTaskOf(workspace, run, options.task);
        await workOnRun(workspace, task, source, options, (context) => resumeRun(run.id, context));
      });
    });
}
