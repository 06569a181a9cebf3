import { expect, it } from 'vitest';
import { runWithModels } from '../../../testing/model-run.ts';
import { startModelServer } from '../../../testing/model-server/start-model-server.ts';
import { pricePerToken } from '../../../testing/price-per-token.ts';
import { evaluateQuadratic, sampleTask } from '../../../testing/sample-task.ts';
import type { ModelAccess } from '../../core/model.ts';

it('calls that an evaluator leaves behind are waited for and charged to the slot that it worked for', async () => {
  const server = await startModelServer({
    script: ({ text }) =>
      text === 'refused'
        ? { fault: { kind: 'status', status: 400 } }
        : { text: '7', latencyMs: text === 'slow' ? 300 : 0 },
  });
  const task = {
    ...sampleTask(),
    usesModels: true,
    modelCalls: { calls: 4, tokensIn: 200, tokensOut: 100 },
    evaluate: async (...[candidate, context]: Parameters<typeof evaluateQuadratic>) => {
      const measured = await evaluateQuadratic(candidate, context);
      const { stage, model = '' } = context;
      const ask = (content: string) =>
        (context.models as ModelAccess).chat(`${stage}/${content}`, {
          model,
          messages: [{ role: 'user', content }],
          maximumTokensOut: 100,
        });
      // The first refusal ends the evaluation, while the slow one and what comes after it are still to be answered.
      const isLeft = candidate.program.hash >= '8';
      if (isLeft) await Promise.all([ask('refused'), ask('slow').then(() => ask('after it'))]);
      return measured;
    },
  };
  const { state, calls } = await runWithModels({
    task,
    budget: { evaluations: 8 },
    lag: 1,
    models: { models: [], taskModel: `solver@${server.url}`, priceOf: () => pricePerToken(1, 3) },
  });
  const { totals } = server.ledger;
  await server.close();
  expect(calls.filter(({ purpose }) => purpose.includes('slow')).length).toBeGreaterThan(0);
  expect(calls.filter(({ status }) => status === 'reserved')).toEqual([]);
  expect(state.cost).toMatchObject({ tokensIn: totals.tokensIn, tokensOut: totals.tokensOut });
});
