import type { ModelAccess } from '../../src/core/model.ts';
import { pricePerToken } from '../../testing/price-per-token.ts';
import { evaluateQuadratic, sampleTask } from '../../testing/sample-task.ts';
import { childModels } from './child-models.ts';
import { workOnRun } from './work-on-run.ts';

/**
 * Works on one run of a noisy task whose evaluator asks a model, until it is finished or kills itself: at once when a reply
 * comes whose call's name matches the last argument. Arguments: workspace folder, address of the model server, evaluations,
 * a regular expression.
 */
const [folder, url, evaluations, lastCall] = process.argv.slice(2) as [string, string, string, string];

const base = sampleTask({ noise: { least: 2, most: 4, draws: 'own' } });
const task = {
  ...base,
  splits: ['train', 'validation', 'test'] as const,
  usesModels: true,
  modelCalls: { calls: 3, tokensIn: 200, tokensOut: 100 },
  evaluate: async (...[candidate, context]: Parameters<typeof evaluateQuadratic>) => {
    const measured = await evaluateQuadratic(candidate, context);
    if ('invalid' in measured) return measured;
    const { stage, seed, model = '' } = context;
    const models = context.models as ModelAccess;
    const ask = (purpose: string, content: string) =>
      models.chat(purpose, { model, messages: [{ role: 'user', content }], maximumTokensOut: 100 });
    try {
      const { text } = await ask(stage, `${candidate.program.hash} ${stage} ${seed}`);
      // What the model says is part of the score, so another reply would be another log.
      return { ...measured, score: measured.score + (text.length % 10) / 10 };
    } catch (fault) {
      // A call after the one that failed: whoever is killed at it has the fault in the journal only.
      await ask(`${stage}/excuse`, `no reply on ${candidate.program.hash}`);
      throw fault;
    }
  },
};
const { models, close } = childModels(folder, new RegExp(lastCall));
const request = {
  task,
  budget: { evaluations: Number(evaluations) },
  seed: 4,
  lag: 4,
  models: { models: [], taskModel: `solver@${url}`, priceOf: () => pricePerToken(1, 3) },
};
await workOnRun(folder, request, { models });
close();
