import { systemClock } from '../../src/base/clock.ts';
import type { ModelAccess } from '../../src/core/model.ts';
import { createSpec } from '../../src/engine/create-spec.ts';
import { resumeRun, startRun } from '../../src/engine/run.ts';
import { openWorkspace } from '../../src/store/open-workspace.ts';
import { runContext } from '../../testing/run-context.ts';
import { evaluateQuadratic, sampleTask } from '../../testing/sample-task.ts';
import { childModels } from './child-models.ts';

/**
 * Works on one run whose evaluator asks a model, and its candidates' edits too, until it is finished or somebody kills this
 * process. Arguments: workspace folder, address of the model server, evaluations. Every commit is told on standard output.
 */
const [folder, url, evaluations] = process.argv.slice(2) as [string, string, string];

/** Calls of the model in each evaluation. */
const CALLS = 2;

const task = {
  ...sampleTask(),
  splits: ['train', 'validation', 'test'] as const,
  usesModels: true,
  modelCalls: { calls: 3 * CALLS, tokensIn: 200, tokensOut: 100 },
  evaluate: async (...[candidate, context]: Parameters<typeof evaluateQuadratic>) => {
    const measured = await evaluateQuadratic(candidate, context);
    if ('invalid' in measured) return measured;
    const { stage, model = '' } = context;
    const models = context.models as ModelAccess;
    const replies = await Promise.all(
      Array.from({ length: CALLS }, (_, index) =>
        models.chat(`${stage}/${index}`, {
          model,
          messages: [{ role: 'user', content: `${candidate.program.hash} ${stage} ${index}` }],
          maximumTokensOut: 100,
        }),
      ),
    );
    // What the model says is part of the score, so another reply would be another log.
    const said = replies.reduce((sum, { text }) => sum + (text.length % 10), 0);
    return { ...measured, score: measured.score + said / 1000 };
  },
};
const workspace = openWorkspace(folder, { clock: systemClock });
const { models, close } = childModels(folder);
const context = runContext(workspace, task, {
  models,
  observe: (event, state) => {
    if (event.type.startsWith('candidate.')) process.stdout.write(`${state.committed}\n`);
  },
});
const spec = createSpec({
  task,
  budget: { evaluations: Number(evaluations) },
  seed: 4,
  lag: 4,
  models: {
    models: [`editor@${url}`],
    taskModel: `solver@${url}`,
    priceOf: () => ({ tokensIn: 1_000_000, tokensCached: 1_000_000, tokensOut: 3_000_000 }),
  },
});
const isNew = workspace.runs().length === 0;
await (isNew ? startRun(spec, task.seeds, context) : resumeRun('latest', context));
close();
workspace.close();
