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
import { ModelFault } from '../../core/model-fault.ts';
import { type ModelPrice, microUsdOf } from '../../core/model-price.ts';
import type { ModelReserve } from '../../core/run-spec.ts';
import { estimateTokens } from '../../models/estimate-tokens.ts';
import type { CallCost, ModelCall } from '../../store/model-calls.ts';

import type { ModelMachine } from './model-machine.ts';

/** What calls of models have in common within one slot. */
export interface MeteredOptions {
  readonly slot: number;
  readonly machine: ModelMachine;
  readonly priceOf: (model: string) => ModelPrice | null;
  /** The most that all calls of the slot together may take. */
  readonly reserve: ModelReserve;
  /** Calls of this slot that were made before the run was interrupted. */
  readonly earlier: readonly ModelCall[];
  readonly journal: (call: ModelCall) => void;
  /** For the waiting times between attempts. */
  readonly key: Key;
}

const NO_COST: CallCost = { tokensIn: 0, tokensOut: 0, tokensCached: 0, microUsd: 0 };

/** A fault as the journal keeps it. */
type KeptFault = Pick<ModelFault, 'code' | 'message' | 'retryable' | 'retryAfterMs' | 'billed'>;

/**
 * Calls models for one slot. Each attempt is reserved in the journal before it is sent and settled after; one that may
 * have been billed without a reply counts at its reserve. A call that the journal knows is answered from there, so a slot
 * that is done again after a crash pays for nothing twice.
 */
export class MeteredModels implements ModelAccess {
  readonly #options: MeteredOptions;
  readonly #calls: CallRecord[] = [];
  #cost = NO_COST;
  /** Reserved for attempts in flight. */
  #held = NO_COST;

  constructor(options: MeteredOptions) {
    this.#options = options;
  }

  /** In the order in which they ended. */
  get calls(): readonly CallRecord[] {
    return this.#calls;
  }

  get cost(): CallCost {
    return this.#cost;
  }

  chat(purpose: string, request: ChatRequest): Promise<ChatReply> {
    const { provider } = this.#options.machine;
    const tokensOut = request.maximumTokensOut;
    return this.#call(purpose, request, tokensOut, (options) => provider.chat(request, options));
  }

  embed(purpose: string, request: EmbeddingRequest): Promise<EmbeddingReply> {
    const { provider } = this.#options.machine;
    return this.#call(purpose, request, 0, (options) => provider.embed(request, options));
  }

  async #call<Reply extends { readonly usage: TokenUsage }>(
    purpose: string,
    request: ChatRequest | EmbeddingRequest,
    tokensOut: number,
    send: (options: { signal: AbortSignal; idempotencyKey: string }) => Promise<Reply>,
  ): Promise<Reply> {
    const { slot, machine, priceOf, earlier, journal, key } = this.#options;
    const price = priceOf(request.model);
    const entry = { slot, purpose, model: request.model, request: request as unknown as Json };
    const known = earlier.filter((call) => call.purpose === purpose);
    let failures = 0;
    let fault: ModelFault | null = null;
    for (const call of known) {
      if (call.status === 'settled') return this.#settle(entry, call.outcome as unknown as Reply, call.cost);
      if (call.status !== 'failed') continue;
      this.#charge(call.cost);
      fault = revive(call.outcome as unknown as KeptFault);
      failures += 1;
    }
    const reserve = reserveOf(request, tokensOut, price);
    for (let attempt = known.length; ; attempt++) {
      if (fault !== null) {
        const wait = machine.nextAttempt(fault, failures - 1, randomFrom(subKey(key, `${purpose}/${failures}`)));
        if (wait === null) throw this.#fail(entry, fault);
        await machine.clock.sleep(wait);
      }
      if (!this.#fits(reserve)) throw this.#fail(entry, reserveSpent());
      // Failures count, attempts do not: a call that was lost in a crash is asked for again under the same name.
      const idempotencyKey = `${slot}/${purpose}/${failures}`;
      journal({ ...entry, attempt, status: 'reserved', outcome: null, cost: reserve });
      this.#held = addCalls(this.#held, reserve);
      try {
        const reply = await send({ signal: machine.signal, idempotencyKey });
        const { tokensIn, tokensCached, tokensOut: out } = reply.usage;
        const cost = { tokensIn, tokensCached, tokensOut: out, microUsd: microUsdOf(reply.usage, price) };
        journal({ ...entry, attempt, status: 'settled', outcome: reply as unknown as Json, cost });
        return this.#settle(entry, reply, cost);
      } catch (thrown) {
        fault = asModelFault(thrown);
        const cost = fault.billed === 'unknown' ? reserve : NO_COST;
        journal({ ...entry, attempt, status: 'failed', outcome: keep(fault) as unknown as Json, cost });
        this.#charge(cost);
        failures += 1;
      } finally {
        this.#held = addCalls(this.#held, reserve, -1);
      }
    }
  }

  #settle<Reply>(entry: Pick<ModelCall, 'purpose' | 'model' | 'request'>, reply: Reply, cost: CallCost): Reply {
    this.#charge(cost);
    this.#record(entry, hashOf(reply));
    return reply;
  }

  #fail(entry: Pick<ModelCall, 'purpose' | 'model' | 'request'>, fault: ModelFault): ModelFault {
    this.#record(entry, fault.code);
    return fault;
  }

  #record({ purpose, model, request }: Pick<ModelCall, 'purpose' | 'model' | 'request'>, outcome: string): void {
    this.#calls.push({ purpose, model, request: hashOf(request), outcome });
  }

  #charge(cost: CallCost): void {
    this.#cost = addCalls(this.#cost, cost);
  }

  #fits(next: CallCost): boolean {
    const { reserve } = this.#options;
    const total = addCalls(addCalls(this.#cost, this.#held), next);
    return (
      total.tokensIn <= reserve.tokensIn && total.tokensOut <= reserve.tokensOut && total.microUsd <= reserve.microUsd
    );
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

function addCalls(a: CallCost, b: CallCost, times = 1): CallCost {
  return {
    tokensIn: a.tokensIn + times * b.tokensIn,
    tokensOut: a.tokensOut + times * b.tokensOut,
    tokensCached: a.tokensCached + times * b.tokensCached,
    microUsd: a.microUsd + times * b.microUsd,
  };
}

function keep({ code, message, retryable, retryAfterMs, billed }: ModelFault): KeptFault {
  return { code, message, retryable, retryAfterMs, billed };
}

function revive({ code, message, ...details }: KeptFault): ModelFault {
  return new ModelFault(code as `KAIZEN_MODEL_${string}`, message, details);
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
