import { z } from 'zod';
import type { Json } from '../../../base/json.ts';
import { bestKnownOf } from '../../../core/best-known.ts';
import { builtInTasks } from '../../../tasks/find-task.ts';
import { loadTask } from '../../../tasks/load-task.ts';
import { SCAFFOLD_LANGUAGES, writeScaffold } from '../../../tasks/scaffold/scaffold.ts';
import { defineTool } from '../define-tool.ts';
import { insideRoot } from '../inside-root.ts';
import { runKaizen } from '../run-kaizen.ts';
import { taskArgument } from '../task-argument.ts';

export const listTasks = defineTool({
  name: 'list_tasks',
  description: 'List the built-in tasks with direction, unit and the best value that the literature knows.',
  isReadOnly: true,
  shape: {},
  async run() {
    const tasks = await Promise.all(builtInTasks().map(({ folder }) => loadTask(folder)));
    return {
      tasks: tasks.map(({ name, title, direction, unit, language, bestKnown }) => ({
        name,
        title,
        direction,
        unit,
        language,
        bestKnown: bestKnownOf({ bestKnown, direction })?.score ?? null,
      })),
    };
  },
});

export const initTask = defineTool({
  name: 'init_task',
  description:
    'Make a new task folder that runs at once: seed program, evaluator, statement. Edit its files, then call check_task.',
  isReadOnly: false,
  shape: {
    folder: z.string().min(1).max(500).describe('a folder that does not exist yet, relative to the root of the server'),
    language: z
      .enum(SCAFFOLD_LANGUAGES as [string, ...string[]])
      .default('ts')
      .describe('of the candidates'),
  },
  run({ folder, language }, { root }) {
    const path = insideRoot(root, folder);
    const files = writeScaffold(path, language);
    return { folder: path, files: files.map(({ path: file, about }) => ({ path: file, about })) };
  },
});

export const checkTask = defineTool({
  name: 'check_task',
  description:
    'Look at a task before anything is spent on it: seed program, repeatability, known cheats, noise, headroom, cost. Runs the evaluator of the task. A check that is bad must be repaired before a run means anything.',
  isReadOnly: false,
  shape: { task: z.string().min(1).max(500).describe('a built-in task, or a task folder below the root') },
  async run({ task }, context, signal) {
    const name = taskArgument(context.root, task);
    const checks = (await runKaizen(context, ['check', '--', name], signal)) as { readonly state: string }[];
    return { isUsable: checks.every(({ state }) => state !== 'bad'), checks: checks as Json };
  },
});
