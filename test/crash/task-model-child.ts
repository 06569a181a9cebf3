import type { ModelAccess } from '../../src/core/model.ts';
import { pricePerToken } from '../../testing/price-per-token.ts';
import { evaluateQuadratic, sampleTask } from '../../testing/sample-task.ts';
import { childModels } from './child-models.ts';
import { workOnRun } from './work-on-run.ts';

/**
 * Works on one run whose evaluator asks a model, and its candidates' edits too, until it is finished or is killed. Arguments:
 * workspace folder, address of the model server, evaluations.
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
const { models, close } = childModels(folder);
const request = {
  task,
  budget: { evaluations: Number(evaluations) },
  seed: 4,
  lag: 4,
  models: { models: [`editor@${url}`], taskModel: `solver@${url}`, priceOf: () => pricePerToken(1, 3) },
};
await workOnRun(folder, request, { models });
close();
