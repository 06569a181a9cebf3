import type { Command } from 'commander';
import { bestKnownOf } from '../../core/best-known.ts';
import { builtInTasks } from '../../tasks/find-task.ts';
import { loadTask } from '../../tasks/load-task.ts';
import { type CommonOptions, print } from '../context.ts';
import { formatScore } from '../render/format.ts';
import { paint } from '../render/paint.ts';

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
            const heading = `${paint('bold', name)}  ${title} (${direction})`;
            const best = bestKnownOf({ bestKnown, direction });
            if (best === null) return heading;
            return `${heading}\n    best known, ${best.instance}: ${formatScore(best.score, unit)} (${best.source})`;
          })
          .join('\n'),
      );
    });
}
