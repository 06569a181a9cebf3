import { createSpec } from '../../src/engine/create-spec.ts';
import { modelRunRequest } from '../../testing/model-run.ts';
import { pricePerToken } from '../../testing/price-per-token.ts';
import { childModels } from './child-models.ts';
import { workOnRun } from './work-on-run.ts';

/**
 * Works on one run with three models, an embedding and the genetic operators until it is finished or is killed.
 * Arguments: workspace folder, address of the model server, evaluations, micro-dollars beyond what one slot reserves.
 */
const [folder, url, evaluations, microUsd] = process.argv.slice(2) as [string, string, string, string];
const request = modelRunRequest({
  budget: { evaluations: Number(evaluations) },
  seed: 9,
  lag: 12,
  components: { novelty: { name: 'provider', options: { model: `embed@${url}`, threshold: 0.999 } } },
  models: {
    models: ['small', 'middle', 'large'].map((name) => `${name}@${url}`),
    scratchpad: `small@${url}`,
    priceOf: () => pricePerToken(1, 3),
  },
});
const reserve = createSpec(request).reserve?.microUsd ?? Number.NaN;
const { models, close } = childModels(folder);
await workOnRun(
  folder,
  { ...request, budget: { ...request.budget, microUsd: reserve + Number(microUsd) } },
  { models },
);
close();
