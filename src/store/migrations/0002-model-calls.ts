import type { Migration } from './migration.ts';

/**
 * The journal of calls of models: written before a call and after it, so that money is never spent without a trace, and a
 * reply that was paid for is never asked for twice.
 */
export const modelCalls: Migration = {
  version: 2,
  sql: `
CREATE TABLE model_calls (
  run INTEGER NOT NULL REFERENCES runs (id),
  slot INTEGER NOT NULL,
  purpose TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  model TEXT NOT NULL,
  request TEXT NOT NULL,
  status TEXT NOT NULL,
  outcome TEXT,
  tokens_in INTEGER NOT NULL,
  tokens_out INTEGER NOT NULL,
  tokens_cached INTEGER NOT NULL,
  micro_usd INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (run, slot, purpose, attempt)
) STRICT;
`,
};
