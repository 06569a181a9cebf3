import type { Migration } from './migration.ts';

/**
 * Orders that people give to runs, until the run takes them. Whether it has is in its log alone (`run.steered`), so that the
 * two cannot disagree.
 */
export const orders: Migration = {
  version: 3,
  sql: `
CREATE TABLE orders (
  run INTEGER NOT NULL REFERENCES runs (id),
  number INTEGER NOT NULL,
  body TEXT NOT NULL,
  at_slot INTEGER,
  given_at INTEGER NOT NULL,
  PRIMARY KEY (run, number)
) STRICT;
`,
};
