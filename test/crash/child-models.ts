import type { RunModels } from '../../src/engine/models/create-desk.ts';
import { createModels, type Models } from '../../src/models/create-models.ts';
import { nextAttempt, RETRY_POLICY } from '../../src/models/next-attempt.ts';

/**
 * The models of a child that will be killed: as `kaizen` reaches them, with short waits. With `lastCall` the child kills itself
 * once a reply comes whose call has such a name; the reply is billed, and lost.
 */
export function childModels(folder: string, lastCall?: RegExp): { readonly models: () => RunModels; close(): void } {
  const models = createModels({ idempotencyScope: folder });
  const provider: Models = {
    ...models,
    chat: async (request, options) => {
      const reply = await models.chat(request, options);
      if (lastCall?.test(options.idempotencyKey)) process.kill(process.pid, 'SIGKILL');
      return reply;
    },
  };
  const policy = { ...RETRY_POLICY, firstWaitMs: 20, longestWaitMs: 100 };
  return {
    models: () => ({
      provider,
      nextAttempt: (fault, failures, random) => nextAttempt(fault, failures, random, policy),
      signal: new AbortController().signal,
    }),
    close: () => provider.close(),
  };
}
