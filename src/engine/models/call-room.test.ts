import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rootKey } from '../../base/random.ts';
import { ModelFault } from '../../core/model-fault.ts';
import type { ModelProvider } from '../../models/contract.ts';
import { CallQueue } from './call-queue.ts';
import { CallRoom } from './call-room.ts';
import { MeteredModels } from './metered-models.ts';

const turns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve));
};

interface PlannedCall {
  readonly maximumTokensOut: number;
  /** The part of it that the reply takes. */
  readonly share: number;
  /** Attempts that are refused before, and not billed. */
  readonly refusals: number;
  readonly turns: number;
}

/** Asks for all calls at once; tells which were answered, and what all took. */
async function askAll(plan: readonly PlannedCall[], concurrency: number, reserve: number) {
  const attempts = plan.map(() => 0);
  const provider: ModelProvider = {
    chat: async ({ messages }) => {
      const index = Number(messages[0]?.content);
      const call = plan[index] as PlannedCall;
      await turns(call.turns);
      attempts[index] = (attempts[index] ?? 0) + 1;
      if ((attempts[index] ?? 0) <= call.refusals) {
        throw new ModelFault('KAIZEN_MODEL_RATE_LIMITED', 'busy', { retryable: true, billed: 'no' });
      }
      const tokensOut = Math.floor(call.share * call.maximumTokensOut);
      const usage = { tokensIn: 1, tokensCached: 0, tokensOut, tokensReasoning: 0 };
      return { text: 'x', toolCalls: [], finish: 'stop', usage };
    },
    embed: () => expect.unreachable(),
  };
  const models = new MeteredModels({
    slot: 1,
    machine: {
      provider,
      nextAttempt: () => 5,
      clock: { now: () => 0, monotonic: () => 0, every: () => () => {}, sleep: (ms) => turns(ms) },
      signal: new AbortController().signal,
    },
    queue: new CallQueue(concurrency),
    priceOf: () => null,
    reserve: { tokensIn: 1e6, tokensOut: reserve, microUsd: 0 },
    earlier: [],
    journal: async () => {},
    key: rootKey(1),
  });
  const asked = plan.map(({ maximumTokensOut }, index) =>
    models.chat(`call/${index}`, { model: 'm', messages: [{ role: 'user', content: `${index}` }], maximumTokensOut }),
  );
  const outcomes = (await Promise.allSettled(asked)).map((end) =>
    end.status === 'fulfilled' ? 'answered' : (end.reason as ModelFault).code,
  );
  return { outcomes, tokensOut: models.cost.tokensOut };
}

describe('the room of a slot', () => {
  it('has place for calls that fit once those before have ended, however many are asked at once', async () => {
    // What each may take fits four times, and what each takes 16 times.
    const plan = Array.from({ length: 8 }, () => ({ maximumTokensOut: 100, share: 0.25, refusals: 0, turns: 1 }));
    for (const concurrency of [1, 4, 8]) {
      expect(await askAll(plan, concurrency, 400)).toEqual({ outcomes: plan.map(() => 'answered'), tokensOut: 200 });
    }
  });

  it('goes to the same calls at every concurrency, and is never passed', async () => {
    const call = fc.record({
      maximumTokensOut: fc.integer({ min: 1, max: 100 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      refusals: fc.constantFrom(0, 0, 0, 1, 2),
      turns: fc.nat(4),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(call, { maxLength: 10 }), fc.integer({ min: 20, max: 300 }), async (plan, reserve) => {
        const one = await askAll(plan, 1, reserve);
        expect(one.tokensOut).toBeLessThanOrEqual(reserve);
        for (const concurrency of [2, 20]) expect(await askAll(plan, concurrency, reserve)).toEqual(one);
      }),
      { numRuns: 60 },
    );
  });

  it('is refused at once only to what would not fit alone, and in the order in which calls were asked for', async () => {
    const room = new CallRoom({ tokensIn: 10, tokensOut: 10, microUsd: 10 });
    const cost = (tokensOut: number) => ({ tokensIn: 0, tokensOut, tokensCached: 0, microUsd: 0 });
    const told: string[] = [];
    const take = (order: number, tokensOut: number): void =>
      void room.take(order, cost(tokensOut)).then((isHeld) => told.push(`${order} ${isHeld}`));
    take(0, 6);
    take(1, 11);
    take(2, 5);
    take(3, 1);
    await turns(1);
    // The last would fit, but it was asked for after one that does not yet.
    expect(told).toEqual(['0 true', '1 false']);
    room.charge(cost(3));
    // The first asks again: before those that came later.
    take(0, 6);
    await turns(1);
    expect(told).toEqual(['0 true', '1 false', '0 true']);
    room.charge(cost(3));
    room.give(0);
    await turns(1);
    expect(told).toEqual(['0 true', '1 false', '0 true', '2 false', '3 true']);
  });
});
