import type { TokenUsage } from '../../src/core/model.ts';
import type { ModelRequest } from './script.ts';

/** What the server knows of one request. Tokens are what was computed, whatever the reply said and whether it came. */
export interface LedgerEntry extends TokenUsage {
  /** From 1, in the order of arrival. */
  readonly number: number;
  /** Milliseconds since the Unix epoch. */
  readonly receivedAtMs: number;
  readonly endpoint: ModelRequest['endpoint'];
  readonly model: string;
  readonly hash: string;
  readonly attempt: number;
  /** The header `idempotency-key`, or null. */
  readonly idempotencyKey: string | null;
  readonly isStream: boolean;
  readonly status: number;
  /** Kind of the fault; `repeated` for an answer that was given before, under the same idempotency key. */
  readonly fault: string | null;
  /** Decided on arrival: a client that goes away while it waits pays all the same. */
  readonly isBilled: boolean;
  /**
   * Whether the response, such as it was meant, was handed to the network whole. Null while it is on its way. The client
   * may have died without reading it.
   */
  readonly isDelivered: boolean | null;
}

/** Sums over the entries of a ledger; tokens of billed ones only. */
export interface LedgerTotals extends TokenUsage {
  readonly requests: number;
  readonly billed: number;
  readonly delivered: number;
}

const NOTHING: LedgerTotals = {
  requests: 0,
  billed: 0,
  delivered: 0,
  tokensIn: 0,
  tokensCached: 0,
  tokensOut: 0,
  tokensReasoning: 0,
};

/** Totals of some entries: of all, or of those of one model. */
export function ledgerTotals(entries: Iterable<LedgerEntry>): LedgerTotals {
  const sum = { ...NOTHING };
  for (const entry of entries) {
    sum.requests += 1;
    if (entry.isDelivered === true) sum.delivered += 1;
    if (!entry.isBilled) continue;
    sum.billed += 1;
    sum.tokensIn += entry.tokensIn;
    sum.tokensCached += entry.tokensCached;
    sum.tokensOut += entry.tokensOut;
    sum.tokensReasoning += entry.tokensReasoning;
  }
  return sum;
}

/** A change of a ledger, as it is written to a file: a request that arrived, or how one ended. */
export type LedgerRecord =
  | { readonly kind: 'request.received'; readonly entry: LedgerEntry }
  | { readonly kind: 'request.ended'; readonly number: number; readonly isDelivered: boolean };

/** The server's own account of what it was asked, to be compared with its client's. */
export class Ledger {
  readonly #entries = new Map<number, LedgerEntry>();
  readonly #record: (record: LedgerRecord) => void;
  readonly #waiting: (() => void)[] = [];
  #inFlight = 0;
  #mostInFlight = 0;

  constructor(record: (record: LedgerRecord) => void = () => {}) {
    this.#record = record;
  }

  /** In the order of arrival. */
  get entries(): readonly LedgerEntry[] {
    return [...this.#entries.values()];
  }

  get totals(): LedgerTotals {
    return ledgerTotals(this.#entries.values());
  }

  /** Totals of each model that was asked for. */
  totalsByModel(): ReadonlyMap<string, LedgerTotals> {
    return new Map(
      [...Map.groupBy(this.#entries.values(), ({ model }) => model)].map(([model, own]) => [model, ledgerTotals(own)]),
    );
  }

  get inFlight(): number {
    return this.#inFlight;
  }

  get mostInFlight(): number {
    return this.#mostInFlight;
  }

  /** Resolves once no request is in flight: only then every `isDelivered` is known. */
  settled(): Promise<void> {
    if (this.#inFlight === 0) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** For the server: a request has arrived. */
  receive(entry: LedgerEntry): void {
    this.#entries.set(entry.number, entry);
    this.#inFlight += 1;
    this.#mostInFlight = Math.max(this.#mostInFlight, this.#inFlight);
    this.#record({ kind: 'request.received', entry });
  }

  /** For the server: its connection is done with it. */
  end(number: number, isDelivered: boolean): void {
    const entry = this.#entries.get(number);
    if (entry === undefined || entry.isDelivered !== null) throw new Error(`request ${number} is not in flight`);
    this.#entries.set(number, { ...entry, isDelivered });
    this.#inFlight -= 1;
    this.#record({ kind: 'request.ended', number, isDelivered });
    if (this.#inFlight === 0) for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
