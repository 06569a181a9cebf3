import type { Command } from 'commander';
import { systemClock } from '../../base/clock.ts';
import { checkTask, failedCheck } from '../../engine/check-task.ts';
import type { TaskCheck } from '../../engine/task-check.ts';
import { findTask } from '../../tasks/find-task.ts';
import { loadTask } from '../../tasks/load-task.ts';
import { readCheats } from '../../tasks/read-cheats.ts';
import { type CommonOptions, print } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { addEvaluationOptions, type EvaluationOptions } from '../machine-options.ts';
import { paint } from '../render/paint.ts';
import { table } from '../render/table.ts';

const COLOURS = { good: 'green', limited: 'yellow', bad: 'red' } as const;

export function addCheckCommand(program: Command): void {
  addEvaluationOptions(
    program
      .command('check')
      .description('look at a task before running it: seed, repeatability, cheats, noise, headroom, cost')
      .argument('<task>', 'a built-in task or a task folder'),
  )
    .addHelpText('after', '\nExample:\n  kaizen check ./my-task')
    .action(async (name: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<CommonOptions & EvaluationOptions>();
      const checks = await checksOf(name, options);
      if (checks.some(({ state }) => state === 'bad')) process.exitCode = EXIT.failed;
      print(options, checks, () =>
        table(
          checks.map(({ name: what, state, found, next }) => [
            paint(COLOURS[state], state),
            what,
            (next === undefined ? found : `${found}; ${next}`).replaceAll('\n', ' '),
          ]),
        ),
      );
    });
}

async function checksOf(name: string, { workers, sandbox }: EvaluationOptions): Promise<TaskCheck[]> {
  const folder = findTask(name);
  const task = await loadTask(folder);
  try {
    return await checkTask(task, readCheats(folder, task), { workers, sandbox, clock: systemClock });
  } catch (thrown) {
    return [failedCheck(thrown)];
  }
}
