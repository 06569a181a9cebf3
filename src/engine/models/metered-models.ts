import { KaizenError, messageOf } from '../../base/errors.ts';
import { hashOf } from '../../base/hash.ts';
import type { Json } from '../../base/json.ts';
import { type Key, randomFrom, subKey } from '../../base/random.ts';
import type { CallRecord } from '../../core/event.ts';
import type {
  ChatReply,
  ChatRequest,
  EmbeddingReply,
  EmbeddingRequest,
  ModelAccess,
  TokenUsage,
} from '../../core/model.ts';
import { type FaultData, ModelFault } from '../../core/model-fault.ts';
import { type ModelPrice, microUsdOf } from '../../core/model-price.ts';
import type { ModelReserve } from '../../core/run-spec.ts';
import { estimateTokens } from '../../models/estimate-tokens.ts';
import type { CallCost, ModelCall } from '../../store/model-calls.ts';
import type { CallQueue } from './call-queue.ts';
import { CallRoom, NO_COST } from './call-room.ts';
import type { ModelMachine } from './model-machine.ts';

/** What calls of models have in common within one slot. */
export interface MeteredOptions {
  readonly slot: number;
  readonly machine: ModelMachine;
  /** Where calls of all slots wait until one of them may be sent. */
  readonly queue: CallQueue;
  readonly priceOf: (model: string) => ModelPrice | null;
  /** The most that all calls of the slot together may take. */
  readonly reserve: ModelReserve;
  /** Calls of this slot that were made before the run was interrupted. */
  readonly earlier: readonly ModelCall[];
  /** Resolves when the call is durable. */
  readonly journal: (call: ModelCall) => Promise<void>;
  /** For the waiting times between attempts. */
  readonly key: Key;
}

/** What one attempt came to, and what it costs. */
interface Ended<Reply> {
  readonly reply: Reply | ModelFault;
  readonly cost: CallCost;
}

/** All of a call but its attempts. */
type Entry = Pick<ModelCall, 'slot' | 'purpose' | 'model' | 'request'>;

type Send<Reply> = (options: { signal: AbortSignal; idempotencyKey: string }) => Promise<Reply>;

/**
 * Calls models for one slot. Each attempt is reserved in the journal before it is sent and settled after; one that may
 * have been billed without a reply counts at its reserve. A call that the journal knows is answered from there, so a slot
 * that is done again after a crash pays for nothing twice.
 */
export class MeteredModels implements ModelAccess {
  readonly #options: MeteredOptions;
  readonly #calls: CallRecord[] = [];
  readonly #room: CallRoom;
  #asked = 0;

  constructor(options: MeteredOptions) {
    this.#options = options;
    this.#room = new CallRoom(options.reserve);
  }

  /** In the order in which they ended. */
  get calls(): readonly CallRecord[] {
    return this.#calls;
  }

  get cost(): CallCost {
    return this.#room.spent;
  }

  chat(purpose: string, request: ChatRequest): Promise<ChatReply> {
    const { provider } = this.#options.machine;
    const tokensOut = request.maximumTokensOut;
    return this.#call(purpose, request, tokensOut, async (options) => provider.chat(request, options));
  }

  embed(purpose: string, request: EmbeddingRequest): Promise<EmbeddingReply> {
    const { provider } = this.#options.machine;
    return this.#call(purpose, request, 0, async (options) => provider.embed(request, options));
  }

  async #call<Reply extends { readonly usage: TokenUsage }>(
    purpose: string,
    request: ChatRequest | EmbeddingRequest,
    tokensOut: number,
    send: Send<Reply>,
  ): Promise<Reply> {
    const { slot, machine, queue, priceOf, earlier, key } = this.#options;
    const order = this.#asked++;
    const price = priceOf(request.model);
    const entry = { slot, purpose, model: request.model, request: request as unknown as Json };
    const known = earlier.filter((call) => call.purpose === purpose);
    let failures = 0;
    let fault: ModelFault | null = null;
    for (const call of known) {
      if (call.status === 'settled') return this.#settle(entry, call.outcome as unknown as Reply, call.cost);
      if (call.status !== 'failed') continue;
      this.#room.charge(call.cost);
      fault = ModelFault.from(call.outcome as unknown as FaultData);
      failures += 1;
    }
    const reserve = reserveOf(request, tokensOut, price);
    try {
      for (let attempt = known.length; ; attempt++) {
        const random = randomFrom(subKey(key, `${purpose}/${failures}`));
        const wait = fault && machine.nextAttempt(fault, failures - 1, random);
        if (fault !== null && wait === null) throw this.#fail(entry, fault);
        // Held while it waits: whether there is room is not to depend on how long that takes.
        if (!(await this.#room.take(order, reserve))) throw this.#fail(entry, reserveSpent());
        if (wait !== null) await machine.clock.sleep(wait);
        const release = await queue.take(slot);
        const call: ModelCall = { ...entry, attempt, status: 'reserved', outcome: null, cost: reserve };
        // Failures count, attempts do not: a call that was lost in a crash is asked for again under the same name.
        const idempotencyKey = `${slot}/${purpose}/${failures}`;
        const sent = () => send({ signal: machine.signal, idempotencyKey });
        const { reply, cost } = await this.#attempt(call, price, sent, release);
        if (!(reply instanceof ModelFault)) return this.#settle(entry, reply, cost);
        this.#room.charge(cost);
        fault = reply;
        failures += 1;
      }
    } finally {
      this.#room.give(order);
    }
  }

  /** Sends a call once, between what the journal says before and after. Rejects only with what the journal fails with. */
  async #attempt<Reply extends { readonly usage: TokenUsage }>(
    call: ModelCall,
    price: ModelPrice | null,
    send: () => Promise<Reply>,
    release: () => void,
  ): Promise<Ended<Reply>> {
    const { journal } = this.#options;
    let ended: Ended<Reply>;
    try {
      await journal(call);
      ended = await send().then(
        (reply) => ({ reply, cost: costOfReply(reply, price) }),
        (thrown: unknown) => {
          const reply = asModelFault(thrown);
          return { reply, cost: reply.billed === 'unknown' ? call.cost : NO_COST };
        },
      );
    } finally {
      release();
    }
    const { reply, cost } = ended;
    const [status, outcome] =
      reply instanceof ModelFault ? (['failed', reply.toData()] as const) : (['settled', reply] as const);
    await journal({ ...call, status, outcome: outcome as unknown as Json, cost });
    return ended;
  }

  #settle<Reply>(entry: Entry, reply: Reply, cost: CallCost): Reply {
    this.#room.charge(cost);
    this.#record(entry, hashOf(reply));
    return reply;
  }

  #fail(entry: Entry, fault: ModelFault): ModelFault {
    this.#record(entry, fault.code);
    return fault;
  }

  #record({ purpose, model, request }: Entry, outcome: string): void {
    this.#calls.push({ purpose, model, request: hashOf(request), outcome });
  }
}

/** The most that one attempt may cost. */
function reserveOf(request: ChatRequest | EmbeddingRequest, tokensOut: number, price: ModelPrice | null): CallCost {
  const tokensIn = estimateTokens(JSON.stringify(request));
  return {
    tokensIn,
    tokensOut,
    tokensCached: 0,
    microUsd: microUsdOf({ tokensIn, tokensCached: 0, tokensOut }, price),
  };
}

function costOfReply({ usage }: { readonly usage: TokenUsage }, price: ModelPrice | null): CallCost {
  const { tokensIn, tokensCached, tokensOut } = usage;
  return { tokensIn, tokensCached, tokensOut, microUsd: microUsdOf(usage, price) };
}

/** What a provider throws beside its faults is a defect of the provider, and may have been billed. */
function asModelFault(thrown: unknown): ModelFault {
  if (thrown instanceof ModelFault) return thrown;
  const code = thrown instanceof KaizenError ? thrown.code : null;
  return new ModelFault('KAIZEN_MODEL_BROKEN', 'the provider failed in a way that it should not', {
    got: code ?? messageOf(thrown),
    retryable: false,
    billed: 'unknown',
  });
}

function reserveSpent(): ModelFault {
  return new ModelFault(
    'KAIZEN_MODEL_RESERVE_SPENT',
    'the slot has used up what was reserved for its calls of models',
    {
      next: 'nothing: the proposal ends here; a larger budget lets slots reserve more',
      retryable: false,
      billed: 'no',
    },
  );
}
