import { KaizenError } from '../base/errors.ts';
import type { RunSpec } from '../core/run-spec.ts';
import type { Connection, Value } from './connection.ts';
import type { RunSummary } from './contract.ts';
import { formatRunId } from './run-id.ts';

const INSERT = `INSERT INTO runs (task_name, task_version, direction, score_stage, seed, arm, created_at, updated_at,
  status, committed, evaluations, steps, cpu_ms, wall_ms, tokens_in, tokens_out, tokens_cached, micro_usd, log_hash,
  last_sequence) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'running', 0, 0, 0, 0, 0, 0, 0, 0, 0, '', 0) RETURNING id`;
const SUMMARY = `UPDATE runs SET status = ?, reason = ?, committed = ?, best_candidate = ?, train_score = ?,
  champion_candidate = ?, validation_score = ?, evaluations = ?, steps = ?, cpu_ms = ?, wall_ms = ?, tokens_in = ?,
  tokens_out = ?, tokens_cached = ?, micro_usd = ?`;
// The two conditions fence off a writer whose run was taken over: whatever happened to it, it can never fork the log.
const ADVANCE = `${SUMMARY}, log_hash = ?, last_sequence = ?, updated_at = ?
  WHERE id = ? AND last_sequence = ? AND (SELECT token FROM locks WHERE run = runs.id) = ?`;
const REPAIR = `${SUMMARY} WHERE id = ?`;

/** Adds a row for a new run and returns its number. */
export function insertRun(connection: Connection, spec: RunSpec, now: number): number {
  const { name, version, direction, scoreStage } = spec.task;
  const [run] = connection
    .statement(INSERT)
    .get<[number]>(name, version, direction, scoreStage, spec.seed, spec.arm ?? null, now, now) as [number];
  return run;
}

/** Where a run's log stands, and the stage that its candidates are scored on. */
export function readPosition(
  connection: Connection,
  run: number,
): { scoreStage: string; logHash: string; sequence: number } {
  const [scoreStage, logHash, sequence] = connection
    .statement('SELECT score_stage, log_hash, last_sequence FROM runs WHERE id = ?')
    .get<[string, string, number]>(run) as [string, string, number];
  return { scoreStage, logHash, sequence };
}

/** Where a group leads the log, and who writes it. */
export interface Advance {
  readonly token: string;
  /** Sequence before the group. */
  readonly from: number;
  readonly logHash: string;
  readonly sequence: number;
  readonly now: number;
}

/** Brings a run's row up to date with a group. Fails with KAIZEN_LOCK_LOST when the run is no longer the writer's. */
export function advanceRun(connection: Connection, run: number, summary: RunSummary, advance: Advance): void {
  const { token, from, logHash, sequence, now } = advance;
  const changes = connection
    .statement(ADVANCE)
    .run(...summaryValues(summary), logHash, sequence, now, run, from, token);
  if (changes === 1) return;
  throw lockLost(run);
}

/** Writes a summary over a run's row and leaves the log hash, which is evidence, as it is. */
export function repairSummary(connection: Connection, run: number, summary: RunSummary): void {
  connection.statement(REPAIR).run(...summaryValues(summary), run);
}

function summaryValues(summary: RunSummary): Value[] {
  const { status, reason, committed, bestCandidate, trainScore, championCandidate, validationScore, cost } = summary;
  const { evaluations, steps, cpuMs, wallMs, tokensIn, tokensOut, tokensCached, microUsd } = cost;
  return [
    ...[status, reason, committed, bestCandidate, trainScore, championCandidate, validationScore],
    ...[evaluations, steps, cpuMs, wallMs, tokensIn, tokensOut, tokensCached, microUsd],
  ];
}

/** Fails with KAIZEN_LOCK_LOST when the run is no longer the writer's. Call it inside a transaction. */
export function requireLock(connection: Connection, run: number, token: string): void {
  const [holder] = connection.statement('SELECT token FROM locks WHERE run = ?').get<[string]>(run) ?? [null];
  if (holder !== token) throw lockLost(run);
}

function lockLost(run: number): KaizenError {
  return new KaizenError('KAIZEN_LOCK_LOST', `run ${formatRunId(run)} was taken over by another process`, {
    wanted: 'the lock that this process took',
    next: 'stop here; the other process goes on with the run',
  });
}
