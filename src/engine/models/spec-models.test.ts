import { expect, it } from 'vitest';
import { modelRunRequest } from '../../../testing/model-run.ts';
import { FREE } from '../../../testing/price-per-token.ts';
import { createSpec } from '../create-spec.ts';

it('the slots of an agent reserve what its tools answer: every later prompt holds it again', () => {
  const models = { models: [], agents: ['editor@http://127.0.0.1:1/v1'], priceOf: () => FREE };
  const { reserve } = createSpec(modelRunRequest({ budget: { evaluations: 40 }, models }));
  const [steps, tokensOut, tokensOfTools] = [12, 8_192, 12_000];
  let prompts = 0;
  for (let step = 0; step < steps; step++) prompts += step * (tokensOut + tokensOfTools);
  expect(reserve?.tokensOut).toBe(steps * tokensOut);
  expect(reserve?.tokensIn).toBeGreaterThan(prompts);
});
