import type { Command } from 'commander';
import { type CommonOptions, print, withWorkspace } from '../context.ts';

export function addStopCommand(program: Command): void {
  program
    .command('stop')
    .description('ask a running search to pause; `kaizen resume` goes on with it')
    .argument('[run]', 'run number, or latest', 'latest')
    .addHelpText('after', '\nExample:\n  kaizen stop r0003')
    .action(async (name: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<CommonOptions>();
      await withWorkspace(options, (workspace) => {
        const run = workspace.run(name);
        const isRunning = workspace.requestStop(run.id);
        print(options, { run: run.id, requested: isRunning }, () =>
          isRunning ? `${run.id} will pause after its current commit` : `${run.id} is not running (${run.status})`,
        );
      });
    });
}
