import type { LedgerEntry } from '../../testing/model-server/index.ts';

/** What the model server saw of one client. */
export interface ProposalRate {
  readonly proposals: number;
  readonly perSecond: number;
}

/**
 * Calls of a chat model per second, between the first and the last that arrived: start-up and end of the client do not
 * count. Null for fewer than ten calls.
 */
export function proposalRate(entries: readonly LedgerEntry[]): ProposalRate | null {
  const times = entries.filter(({ endpoint }) => endpoint === 'chat').map(({ receivedAtMs }) => receivedAtMs);
  const first = times[0];
  const last = times.at(-1);
  if (first === undefined || last === undefined || times.length < 10) return null;
  return { proposals: times.length, perSecond: (times.length - 1) / (Math.max(1, last - first) / 1000) };
}
