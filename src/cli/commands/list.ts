import type { Command } from 'commander';
import { type CommonOptions, print, withWorkspace } from '../context.ts';
import { formatCount, formatDuration, formatScore } from '../render/format.ts';
import { table } from '../render/table.ts';
import { typedCommand } from '../typed-command.ts';

export function addListCommand(program: Command): void {
  program
    .command('list')
    .description('list the runs of the workspace')
    .addHelpText('after', '\nExamples:\n  kaizen list\n  kaizen list --json')
    .action(async (_: unknown, command: Command) => {
      const options = command.optsWithGlobals<CommonOptions>();
      await withWorkspace(options, (workspace) => {
        const runs = workspace.runs();
        print(options, runs, () => {
          if (runs.length === 0) return `no runs yet: ${typedCommand(options)} run online-bin-packing`;
          const rows = runs.map((run) => [
            run.id,
            run.taskName,
            String(run.seed),
            run.arm ?? '',
            run.reason === null ? run.status : `${run.status} (${run.reason})`,
            formatScore(run.trainScore),
            formatScore(run.validationScore),
            formatCount(run.cost.evaluations),
            formatDuration(run.cost.wallMs),
          ]);
          const head = ['run', 'task', 'seed', 'preset', 'status', 'train', 'validation', 'evaluations', 'wall'];
          return table([head, ...rows], [2, 5, 6, 7, 8]);
        });
      });
    });
}
