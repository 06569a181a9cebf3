import type { Migration } from './migration.ts';

/**
 * Rowid tables where rows are long (SQLite keeps them in leaves only), WITHOUT ROWID where they are short and found by
 * their key. `STRICT` makes a wrong type an error at the write instead of a surprise at the read.
 */
export const initial: Migration = {
  version: 1,
  sql: `
CREATE TABLE runs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  task_name TEXT NOT NULL,
  task_version TEXT NOT NULL,
  direction TEXT NOT NULL,
  score_stage TEXT NOT NULL,
  seed INTEGER NOT NULL,
  arm TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  status TEXT NOT NULL,
  reason TEXT,
  committed INTEGER NOT NULL,
  best_candidate INTEGER,
  train_score REAL,
  champion_candidate INTEGER,
  validation_score REAL,
  evaluations INTEGER NOT NULL,
  steps INTEGER NOT NULL,
  cpu_ms REAL NOT NULL,
  wall_ms REAL NOT NULL,
  tokens_in INTEGER NOT NULL,
  tokens_out INTEGER NOT NULL,
  tokens_cached INTEGER NOT NULL,
  micro_usd INTEGER NOT NULL,
  log_hash TEXT NOT NULL,
  last_sequence INTEGER NOT NULL
) STRICT;

CREATE TABLE events (
  run INTEGER NOT NULL REFERENCES runs (id),
  sequence INTEGER NOT NULL,
  slot INTEGER,
  type TEXT NOT NULL,
  version INTEGER NOT NULL,
  body TEXT NOT NULL,
  measured TEXT,
  at INTEGER NOT NULL,
  PRIMARY KEY (run, sequence)
) STRICT;

CREATE INDEX events_by_slot ON events (run, slot) WHERE slot IS NOT NULL;
CREATE INDEX events_of_run ON events (run, type) WHERE slot IS NULL;

CREATE TABLE programs (
  hash TEXT NOT NULL PRIMARY KEY,
  language TEXT NOT NULL,
  entry TEXT NOT NULL,
  files TEXT NOT NULL
) STRICT;

CREATE TABLE candidates (
  run INTEGER NOT NULL REFERENCES runs (id),
  slot INTEGER NOT NULL,
  program TEXT REFERENCES programs (hash),
  operator TEXT NOT NULL,
  parent INTEGER,
  generation INTEGER,
  island INTEGER NOT NULL,
  size INTEGER,
  state TEXT NOT NULL,
  reason TEXT,
  train_score REAL,
  validation_score REAL,
  test_score REAL,
  steps INTEGER NOT NULL,
  is_best INTEGER NOT NULL,
  is_champion INTEGER NOT NULL,
  PRIMARY KEY (run, slot)
) STRICT, WITHOUT ROWID;

CREATE INDEX candidates_best ON candidates (run, slot) WHERE is_best = 1;

CREATE TABLE artifacts (
  run INTEGER NOT NULL REFERENCES runs (id),
  slot INTEGER NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (run, slot, name)
) STRICT;

CREATE TABLE locks (
  run INTEGER PRIMARY KEY REFERENCES runs (id),
  token TEXT NOT NULL,
  pid INTEGER NOT NULL,
  boot TEXT NOT NULL,
  namespace TEXT NOT NULL,
  started TEXT NOT NULL,
  acquired_at INTEGER NOT NULL,
  heartbeat_at INTEGER NOT NULL
) STRICT;

CREATE TABLE stop_requests (
  run INTEGER PRIMARY KEY REFERENCES runs (id),
  requested_at INTEGER NOT NULL
) STRICT;
`,
};
