import { describe, expect, it } from 'vitest';
import { rootKey } from '../../base/random.ts';
import type { ChatRequest } from '../../core/model.ts';
import { ModelFault } from '../../core/model-fault.ts';
import type { ModelPrice } from '../../core/model-price.ts';
import type { ModelProvider } from '../../models/contract.ts';
import type { ModelCall } from '../../store/model-calls.ts';
import { CallQueue } from './call-queue.ts';
import { MeteredModels } from './metered-models.ts';

const REQUEST: ChatRequest = { model: 'm', messages: [{ role: 'user', content: 'hello' }], maximumTokensOut: 100 };
const USAGE = { tokensIn: 20, tokensCached: 5, tokensOut: 30, tokensReasoning: 0 };
const REPLY = { text: 'hi', toolCalls: [], finish: 'stop', usage: USAGE } as const;
const PRICE: ModelPrice = { tokensIn: 2_000_000, tokensCached: 1_000_000, tokensOut: 4_000_000 };
/** What an attempt reserves: tokens in are ⌈bytes of the request ÷ 2.5⌉, a token in costs 2 micro-dollars, one out 4. */
const RESERVED_IN = Math.ceil(JSON.stringify(REQUEST).length / 2.5);
const RESERVED = { tokensIn: RESERVED_IN, tokensOut: 100, tokensCached: 0, microUsd: 2 * RESERVED_IN + 400 };
/** 15 fresh tokens × 2 + 5 cached × 1 + 30 out × 4. */
const SETTLED = { tokensIn: 20, tokensOut: 30, tokensCached: 5, microUsd: 155 };

const fault = (billed: 'no' | 'unknown', retryable = true) =>
  new ModelFault('KAIZEN_MODEL_TIMEOUT', 'no reply', { retryable, billed });

const NOTHING = { tokensIn: 0, tokensOut: 0, tokensCached: 0, microUsd: 0 };

/** A provider that ends its attempts as the script says, and a journal that keeps what it is given. */
function setUp(
  script: readonly (typeof REPLY | Error)[],
  earlier: readonly ModelCall[] = [],
  reserve = 1e6,
  price: ModelPrice = PRICE,
) {
  const sent: string[] = [];
  const waits: number[] = [];
  const journal: ModelCall[] = [];
  const provider: ModelProvider = {
    chat: async (_, { idempotencyKey }) => {
      sent.push(idempotencyKey);
      const next = script[sent.length - 1];
      if (next === undefined || next instanceof Error) throw next ?? new Error('the script has ended');
      return next;
    },
    embed: async () => ({ vectors: [], usage: USAGE }),
  };
  const models = new MeteredModels({
    slot: 7,
    machine: {
      provider,
      nextAttempt: ({ retryable }, failures) => (retryable && failures < 2 ? 10 * (failures + 1) : null),
      clock: {
        now: () => 0,
        monotonic: () => 0,
        every: () => () => {},
        sleep: async (ms) => {
          waits.push(ms);
        },
      },
      signal: new AbortController().signal,
    },
    priceOf: () => price,
    reserve: { tokensIn: reserve, tokensOut: reserve, microUsd: reserve },
    earlier,
    queue: new CallQueue(1),
    journal: async (call) => void journal.push(call),
    key: rootKey(1),
  });
  return { models, sent, waits, journal };
}

const kept = (status: ModelCall['status'], attempt: number, outcome: unknown, cost: ModelCall['cost']): ModelCall => ({
  slot: 7,
  purpose: 'edit',
  attempt,
  model: 'm',
  request: REQUEST as never,
  status,
  outcome: outcome as never,
  cost,
});

describe('metered models', () => {
  it('reserve before a call and settle after it', async () => {
    const { models, journal, sent } = setUp([REPLY]);
    expect(await models.chat('edit', REQUEST)).toEqual(REPLY);
    expect(journal.map(({ status, cost }) => [status, cost])).toEqual([
      ['reserved', RESERVED],
      ['settled', SETTLED],
    ]);
    expect(models.cost).toEqual(SETTLED);
    expect(sent).toEqual(['7/edit/0']);
    expect(models.calls).toMatchObject([{ purpose: 'edit', model: 'm' }]);
  });

  it('reserve and settle each at the price of its own length', async () => {
    const double = { tokensIn: 4_000_000, tokensCached: 2_000_000, tokensOut: 8_000_000 };
    const costs = async (above: number): Promise<readonly number[]> => {
      const { models, journal } = setUp([REPLY], [], 1e6, { ...PRICE, dearer: [{ above, ...double }] });
      await models.chat('edit', REQUEST);
      return journal.map(({ cost }) => cost.microUsd);
    };
    // The reply says that the prompt had 20 tokens; more were reserved for it.
    expect(RESERVED_IN).toBeGreaterThan(20);
    expect(await costs(RESERVED_IN)).toEqual([RESERVED.microUsd, SETTLED.microUsd]);
    expect(await costs(20)).toEqual([2 * RESERVED.microUsd, SETTLED.microUsd]);
    expect(await costs(19)).toEqual([2 * RESERVED.microUsd, 2 * SETTLED.microUsd]);
  });

  it('try again as the policy says; what may have been billed counts at its reserve', async () => {
    const { models, journal, sent, waits } = setUp([fault('no'), fault('unknown'), REPLY]);
    await models.chat('edit', REQUEST);
    expect(sent).toEqual(['7/edit/0', '7/edit/1', '7/edit/2']);
    expect(waits).toEqual([10, 20]);
    expect(journal.map(({ status, cost }) => `${status} ${cost.tokensOut}`)).toEqual([
      'reserved 100',
      'failed 0',
      'reserved 100',
      'failed 100',
      'reserved 100',
      'settled 30',
    ]);
    expect(models.cost).toMatchObject({ tokensOut: 130, microUsd: SETTLED.microUsd + RESERVED.microUsd });
  });

  it('give up with the last fault', async () => {
    const { models, sent } = setUp([fault('no', false)]);
    await expect(models.chat('edit', REQUEST)).rejects.toMatchObject({ code: 'KAIZEN_MODEL_TIMEOUT' });
    expect(sent).toHaveLength(1);
    expect(models.calls).toMatchObject([{ outcome: 'KAIZEN_MODEL_TIMEOUT' }]);
  });

  it('count a provider that breaks its contract as billed', async () => {
    const { models } = setUp([new Error('boom')]);
    await expect(models.chat('edit', REQUEST)).rejects.toMatchObject({ code: 'KAIZEN_MODEL_BROKEN' });
    expect(models.cost).toEqual(RESERVED);
  });

  it('ask for nothing that the slot has not reserved', async () => {
    const { models, journal, sent } = setUp([REPLY], [], 50);
    await expect(models.chat('edit', REQUEST)).rejects.toMatchObject({ code: 'KAIZEN_MODEL_RESERVE_SPENT' });
    expect(sent).toEqual([]);
    expect(journal).toEqual([]);
  });

  it('answer from the journal what was settled before a crash', async () => {
    const { models, sent } = setUp([], [kept('settled', 0, REPLY, SETTLED)]);
    expect(await models.chat('edit', REQUEST)).toEqual(REPLY);
    expect(sent).toEqual([]);
    expect(models.cost).toEqual(SETTLED);
  });

  it('end again, after a crash, in the very fault that the journal tells of', async () => {
    const thrown = new ModelFault('KAIZEN_MODEL_REQUEST_REFUSED', 'it takes no such request,\nnor any like it', {
      wanted: 'a shorter prompt',
      got: 'HTTP 400: too long\n  next:  what we would say',
      next: 'ask for less',
      retryable: false,
      billed: 'no',
    });
    const { models, journal } = setUp([thrown]);
    await expect(models.chat('edit', REQUEST)).rejects.toBe(thrown);
    const [, failed] = journal as [ModelCall, ModelCall];
    const outcome = JSON.parse(JSON.stringify(failed.outcome));
    const resumed = setUp([], [{ ...failed, outcome }]);
    const again: ModelFault = await resumed.models.chat('edit', REQUEST).then(
      () => expect.unreachable(),
      (error) => error,
    );
    expect(resumed.sent).toEqual([]);
    expect({ ...again, message: again.message }).toEqual({ ...thrown, message: thrown.message });
  });

  it('ask again, under the same name, for a call that was lost in a crash; its charge is not the slot’s', async () => {
    const earlier = [kept('failed', 0, fault('no').toData(), NOTHING), kept('lost', 1, null, RESERVED)];
    const { models, sent, waits, journal } = setUp([REPLY], earlier);
    await models.chat('edit', REQUEST);
    expect(sent).toEqual(['7/edit/1']);
    expect(waits).toEqual([10]);
    expect(journal.map(({ attempt }) => attempt)).toEqual([2, 2]);
    expect(models.cost).toEqual(SETTLED);
  });
});
