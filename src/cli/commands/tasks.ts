import type { Command } from 'commander';
import { builtInTasks } from '../../tasks/find-task.ts';
import { loadTask } from '../../tasks/load-task.ts';
import { type CommonOptions, print } from '../context.ts';
import { formatScore } from '../render/format.ts';
import { paint } from '../render/table.ts';

export function addTasksCommand(program: Command): void {
  program
    .command('tasks')
    .description('list the built-in tasks')
    .addHelpText('after', '\nExample:\n  kaizen tasks --json')
    .action(async (_: unknown, command: Command) => {
      const options = command.optsWithGlobals<CommonOptions>();
      const tasks = await Promise.all(builtInTasks().map(({ folder }) => loadTask(folder)));
      const rows = tasks.map(({ name, title, direction, unit, language, bestKnown }) => ({
        name,
        title,
        direction,
        unit,
        language,
        bestKnown,
      }));
      print(options, rows, () =>
        rows
          .map(({ name, title, direction, unit, bestKnown }) => {
            const known = bestKnown.map(
              ({ instance, score, source }) => `    best known, ${instance}: ${formatScore(score, unit)} (${source})`,
            );
            return [`${paint('bold', name)}  ${title} (${direction})`, ...known].join('\n');
          })
          .join('\n'),
      );
    });
}
