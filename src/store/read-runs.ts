import { KaizenError } from '../base/errors.ts';
import type { Direction } from '../core/evaluation.ts';
import type { Connection } from './connection.ts';
import type { RunRow, RunStatus } from './contract.ts';
import { formatRunId, parseRunId } from './run-id.ts';

const COLUMNS = `id, task_name, task_version, direction, seed, arm, created_at, updated_at, status, reason, committed,
  best_candidate, train_score, champion_candidate, validation_score, evaluations, steps, cpu_ms, wall_ms, tokens_in,
  tokens_out, tokens_cached, micro_usd, log_hash, last_sequence`;

type RunRecord = [
  ...[id: number, taskName: string, taskVersion: string, direction: Direction, seed: number, arm: string | null],
  ...[createdAt: number, updatedAt: number, status: RunStatus, reason: string | null, committed: number],
  ...[best: number | null, train: number | null, champion: number | null, validation: number | null],
  ...[evaluations: number, steps: number, cpuMs: number, wallMs: number],
  ...[tokensIn: number, tokensOut: number, tokensCached: number, microUsd: number],
  ...[logHash: string, lastSequence: number],
];

function toRow(record: RunRecord): RunRow {
  const [id, taskName, taskVersion, direction, seed, arm, createdAt, updatedAt, status, reason, committed, ...rest] =
    record;
  const [bestCandidate, trainScore, championCandidate, validationScore, ...spent] = rest;
  const [evaluations, steps, cpuMs, wallMs, tokensIn, tokensOut, tokensCached, microUsd, logHash, lastSequence] = spent;
  return {
    id: formatRunId(id),
    taskName,
    taskVersion,
    direction,
    seed,
    arm,
    createdAt,
    updatedAt,
    status,
    reason,
    committed,
    bestCandidate,
    trainScore,
    championCandidate,
    validationScore,
    cost: { evaluations, steps, cpuMs, wallMs, tokensIn, tokensOut, tokensCached, microUsd },
    logHash,
    lastSequence,
  };
}

/** All runs, oldest first. */
export function readRuns(connection: Connection): RunRow[] {
  return connection.statement(`SELECT ${COLUMNS} FROM runs ORDER BY id`).all<RunRecord>().map(toRow);
}

export function readRun(connection: Connection, id: string): RunRow {
  const run = resolveRun(connection, id);
  return toRow(connection.statement(`SELECT ${COLUMNS} FROM runs WHERE id = ?`).get<RunRecord>(run) as RunRecord);
}

/** The number of a run that exists. Fails with KAIZEN_RUN_NOT_FOUND. */
export function resolveRun(connection: Connection, id: string): number {
  const wanted = id === 'latest' ? null : parseRunId(id);
  const found =
    wanted === null
      ? connection.statement('SELECT max(id) FROM runs').get<[number | null]>()
      : wanted === undefined
        ? undefined
        : connection.statement('SELECT id FROM runs WHERE id = ?').get<[number]>(wanted);
  if (found !== undefined && found[0] !== null) return found[0];
  throw runNotFound(connection, id, wanted ?? Number.MAX_SAFE_INTEGER);
}

function runNotFound(connection: Connection, id: string, near: number): KaizenError {
  const runs = connection
    .statement('SELECT id, task_name FROM runs ORDER BY abs(id - ?), id DESC LIMIT 5')
    .all<[number, string]>(near);
  if (runs.length === 0) {
    return new KaizenError('KAIZEN_RUN_NOT_FOUND', 'there is no run in this workspace yet', {
      wanted: `run '${id}'`,
      got: `no runs in ${connection.path}`,
      next: 'start one with `kaizen run`, or name the workspace folder',
    });
  }
  return new KaizenError('KAIZEN_RUN_NOT_FOUND', `there is no run '${id}'`, {
    wanted: '`latest` or a run such as r0001',
    got: `near ones: ${runs.map(([run, task]) => `${formatRunId(run)} (${task})`).join(', ')}`,
    next: 'see them all with `kaizen list`',
  });
}
