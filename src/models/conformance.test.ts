import { afterAll } from 'vitest';
import { modelProviderConformance } from '../../testing/conformance/model-provider.ts';
import { startModelServer } from '../../testing/model-server/index.ts';
import { createModels } from './create-models.ts';

const server = await startModelServer({
  models: ['quick', 'vectors', 'slow'],
  script: ({ model }) => (model === 'slow' ? { fault: { kind: 'never-answered' } } : undefined),
});
afterAll(() => server.close());

modelProviderConformance('a server over HTTP', {
  make: () => createModels({ environment: {} }),
  model: `quick@${server.url}`,
  embeddingModel: `vectors@${server.url}`,
  unknownModel: `missing@${server.url}`,
  slowModel: `slow@${server.url}`,
});

modelProviderConformance('a program', {
  make: () => createModels({ environment: { PATH: process.env.PATH } }),
  model: 'command:cat',
  embeddingModel: null,
  unknownModel: 'command:no-such-program-here',
  slowModel: 'command:sleep 1000',
});
