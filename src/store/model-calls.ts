import type { Json } from '../base/json.ts';
import type { Cost } from '../core/cost.ts';
import type { Connection } from './connection.ts';
import { parseNumbers, stringifyNumbers } from './number-json.ts';

/** The parts of a cost that calls of models have. */
export type CallCost = Pick<Cost, 'tokensIn' | 'tokensOut' | 'tokensCached' | 'microUsd'>;

/**
 * `reserved`: sent, and nothing is known yet; after a crash nobody knows whether it was billed. `lost`: it was reserved
 * when the run was killed, and has been charged. `failed`: it ended in a fault; `outcome` tells which.
 */
export type CallStatus = 'reserved' | 'settled' | 'failed' | 'lost';

/** One attempt of one call. */
export interface ModelCall {
  readonly slot: number;
  readonly purpose: string;
  /** 0, 1, 2 … within the purpose. */
  readonly attempt: number;
  readonly model: string;
  readonly request: Json;
  readonly status: CallStatus;
  /** The reply, or the fault; null while nothing is known. */
  readonly outcome: Json;
  /** What is reserved, until it is settled. */
  readonly cost: CallCost;
}

const COLUMNS =
  'slot, purpose, attempt, model, request, status, outcome, tokens_in, tokens_out, tokens_cached, micro_usd';
const WRITE = `INSERT OR REPLACE INTO model_calls (run, ${COLUMNS}, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
const OF_RUN = `SELECT ${COLUMNS} FROM model_calls WHERE run = ? ORDER BY slot, purpose, attempt`;
const OF_RUN_RESERVED = `SELECT ${COLUMNS} FROM model_calls WHERE run = ? AND status = 'reserved' ORDER BY slot, purpose, attempt`;
const OF_SLOT = `SELECT ${COLUMNS} FROM model_calls WHERE run = ? AND slot = ? ORDER BY purpose, attempt`;

/** Writes one attempt, or what has become of it, inside the caller's transaction. */
export function writeModelCall(connection: Connection, run: number, call: ModelCall, now: number): void {
  const { slot, purpose, attempt, model, request, status, outcome, cost } = call;
  connection
    .statement(WRITE)
    .run(
      run,
      slot,
      purpose,
      attempt,
      model,
      stringifyNumbers(request),
      status,
      outcome === null ? null : stringifyNumbers(outcome),
      cost.tokensIn,
      cost.tokensOut,
      cost.tokensCached,
      cost.microUsd,
      now,
    );
}

type CallRow = [
  slot: number,
  purpose: string,
  attempt: number,
  model: string,
  request: string,
  status: CallStatus,
  outcome: string | null,
  tokensIn: number,
  tokensOut: number,
  tokensCached: number,
  microUsd: number,
];

/** Calls of a run, or of one slot, by slot, purpose and attempt. */
export function readModelCalls(connection: Connection, run: number, slot?: number): ModelCall[] {
  const rows =
    slot === undefined
      ? connection.statement(OF_RUN).all<CallRow>(run)
      : connection.statement(OF_SLOT).all<CallRow>(run, slot);
  return rows.map(callOf);
}

/** Attempts of a run that nothing is known of, in the same order. */
export function readReservedCalls(connection: Connection, run: number): ModelCall[] {
  return connection.statement(OF_RUN_RESERVED).all<CallRow>(run).map(callOf);
}

function callOf([slot, purpose, attempt, model, request, status, outcome, ...parts]: CallRow): ModelCall {
  const [tokensIn, tokensOut, tokensCached, microUsd] = parts;
  return {
    slot,
    purpose,
    attempt,
    model,
    request: parseNumbers(request) as Json,
    status,
    outcome: outcome === null ? null : (parseNumbers(outcome) as Json),
    cost: { tokensIn, tokensOut, tokensCached, microUsd },
  };
}
