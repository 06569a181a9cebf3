import { z } from 'zod';
import { KaizenError } from '../../../base/errors.ts';
import { PRESET_NAMES } from '../../../engine/presets.ts';
import { defineTool } from '../define-tool.ts';
import { insideRoot } from '../inside-root.ts';
import { LIMIT_NAMES, limitOptions, limitShape } from '../limits.ts';
import { startWorker } from '../start-worker.ts';
import { taskArgument } from '../task-argument.ts';

const modelName = z.string().min(1).max(500);
/** What one model each may do besides proposing edits; as the options of `kaizen run` are called. */
const ROLES = ['scratchpad', 'embedding', 'judge'] as const;

export const startRun = defineTool({
  name: 'start_run',
  description:
    'Start a search in a process of its own, which goes on when this server ends. Returns the run id at once; follow it with watch_run. Give at least one limit: evaluations, wallSeconds, cpuSeconds or usd. With models (models, agents, scratchpad, embedding, judge), usd is needed.',
  isReadOnly: false,
  shape: {
    task: z
      .string()
      .min(1)
      .max(500)
      .optional()
      .describe('a built-in task, or a task folder below the root; may be left out with from'),
    from: z
      .string()
      .regex(/^(?:latest|r?\d{1,9})(?::\d{1,9})?$/)
      .optional()
      .describe('begin with the best program of a run, such as r0007, or with a candidate of it, such as r0007:12'),
    ...limitShape,
    seed: z.int().default(1).describe('the same seed gives the same log'),
    preset: z.enum(PRESET_NAMES as unknown as [string, ...string[]]).default('evolution'),
    models: z.array(modelName).max(10).default([]).describe('propose edits; as list_models names them; none: no key'),
    agents: z.array(modelName).max(10).default([]).describe('models that edit step by step, with tools'),
    scratchpad: modelName.optional().describe('a model that writes down what was learned, and recommends what to try'),
    embedding: modelName.optional().describe('an embedding model that finds near copies; none: a built-in one'),
    judge: modelName.optional().describe('a model that decides whether a near copy is worth its evaluation'),
    record: z
      .string()
      .min(1)
      .max(500)
      .optional()
      .describe('a file below the root that every call of a model is written to; `kaizen run --replay` reads it'),
    allowUnknownPrice: z.boolean().default(false).describe('let models without a known price work, counted as free'),
    target: z.number().optional().describe('stop once the best validation score is at least this good'),
    workers: z.int().min(1).max(64).optional().describe('evaluation threads'),
  },
  async run(input, context) {
    const { task, from, usd, target, workers, record } = input;
    const limits = limitOptions(input);
    const { models, agents } = input;
    const roles = ROLES.flatMap((role) => (input[role] === undefined ? [] : [{ role, model: input[role] }]));
    if (task === undefined && from === undefined) {
      throw new KaizenError('KAIZEN_OPTION_INVALID', 'what shall be searched for?', {
        wanted: 'task, or from',
        got: 'neither',
        next: 'list_tasks lists the built-in ones',
      });
    }
    if (limits.length === 0) {
      throw new KaizenError('KAIZEN_OPTION_INVALID', 'a run needs a limit', {
        wanted: `one of ${LIMIT_NAMES.join(', ')}`,
        got: 'none of them',
      });
    }
    const asked = [...models, ...agents, ...roles.map(({ model }) => model)];
    if (asked.length > 0 && usd === undefined) {
      throw new KaizenError('KAIZEN_OPTION_INVALID', 'a run with models needs a limit in money', {
        wanted: 'usd; for a model of your own that costs nothing also allowUnknownPrice',
        got: asked.join(', '),
      });
    }
    const command = asked.find((model) => model.trimStart().startsWith('command:'));
    if (command !== undefined && !context.allowCommandModels) {
      throw new KaizenError('KAIZEN_OPTION_INVALID', 'this server starts no programs as models', {
        wanted: 'a model of a provider or of a server',
        got: command,
        next: 'the person who starts the server can allow it: kaizen mcp --allow-command-models',
      });
    }
    const words = [
      'run',
      '--quiet',
      `--seed=${input.seed}`,
      `--preset=${input.preset}`,
      ...limits,
      ...(target === undefined ? [] : [`--target=${target}`]),
      ...(workers === undefined ? [] : [`--workers=${workers}`]),
      ...models.map((model) => `--model=${model}`),
      ...agents.map((model) => `--agent=${model}`),
      ...roles.map(({ role, model }) => `--${role}=${model}`),
      ...(record === undefined ? [] : [`--record=${insideRoot(context.root, record)}`]),
      ...(from === undefined ? [] : [`--from=${from}`]),
      ...(input.allowUnknownPrice ? ['--allow-unknown-price'] : []),
      // What follows is never read as an option, whatever it is called.
      ...(task === undefined ? [] : ['--', taskArgument(context.root, task)]),
    ];
    return { ...(await startWorker(context, words)) };
  },
});
