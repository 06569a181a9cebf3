import type { LedgerEntry } from '../../testing/model-server/index.ts';

/** What the model server saw of one client. */
export interface CallRate {
  readonly calls: number;
  /** From the arrival of the first call to the reply to the last: start-up and end of the client do not count. */
  readonly spanMs: number;
}

/** Calls of a chat model whose replies all took so many milliseconds. Null for fewer than ten. */
export function callRate(entries: readonly LedgerEntry[], latencyMs: number): CallRate | null {
  const times = entries.filter(({ endpoint }) => endpoint === 'chat').map(({ receivedAtMs }) => receivedAtMs);
  if (times.length < 10) return null;
  const spanMs = (times.at(-1) as number) - (times[0] as number) + latencyMs;
  return { calls: times.length, spanMs: Math.max(1, spanMs) };
}
