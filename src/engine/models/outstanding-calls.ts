import { nextTurn } from '../../base/clock.ts';
import type { ModelAccess } from '../../core/model.ts';

export interface OutstandingCalls {
  readonly models: ModelAccess;
  /** Resolves when all that was asked has ended, and what was asked because of it; never rejects. */
  ended(): Promise<void>;
}

/**
 * The same models for an evaluator that may end before its calls do: with `Promise.all` the first call that fails ends it. What
 * they cost is known only when they have ended, and nobody would be charged for it after that.
 */
export function outstandingCalls(models: ModelAccess): OutstandingCalls {
  const open = new Set<Promise<unknown>>();
  const watched = <Reply>(call: Promise<Reply>): Promise<Reply> => {
    const drop = (): void => void open.delete(call);
    open.add(call);
    call.then(drop, drop);
    return call;
  };
  return {
    models: {
      chat: (purpose, request) => watched(models.chat(purpose, request)),
      embed: (purpose, request) => watched(models.embed(purpose, request)),
    },
    ended: async () => {
      // Whoever waited for a call may ask the next one in the turn in which it ends.
      for (; open.size > 0; await nextTurn()) await Promise.allSettled(open);
    },
  };
}
