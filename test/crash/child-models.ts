import type { RunModels } from '../../src/engine/models/create-desk.ts';
import { createModels } from '../../src/models/create-models.ts';
import { nextAttempt, RETRY_POLICY } from '../../src/models/next-attempt.ts';

/** The models of a child that will be killed: as `kaizen` reaches them, with short waits. */
export function childModels(folder: string): { readonly models: () => RunModels; close(): void } {
  const provider = createModels({ idempotencyScope: folder });
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
