import { KaizenError } from '../base/errors.ts';
import type { Direction } from '../core/evaluation.ts';
import type { Connection, Value } from './connection.ts';
import type { CandidateQuery, CandidateRow, CandidateState } from './contract.ts';
import { formatRunId } from './run-id.ts';

const COLUMNS = `slot, program, operator, parent, generation, island, size, state, reason, train_score, validation_score,
  test_score, steps, is_best, is_champion`;

type CandidateRecord = [
  ...[slot: number, program: string | null, operator: string, parent: number | null, generation: number | null],
  ...[island: number, size: number | null, state: CandidateState, reason: string | null],
  ...[train: number | null, validation: number | null, test: number | null],
  ...[steps: number, isBest: number, isChampion: number],
];

function toRow(record: CandidateRecord): CandidateRow {
  const [slot, program, operator, parent, generation, island, size, state, reason, ...rest] = record;
  const [trainScore, validationScore, testScore, steps, isBest, isChampion] = rest;
  return {
    slot,
    program,
    operator,
    parent,
    generation,
    island,
    size,
    state,
    reason,
    trainScore,
    validationScore,
    testScore,
    steps,
    isBest: isBest === 1,
    isChampion: isChampion === 1,
  };
}

/** Better score first, then the smaller program, then the earlier slot; candidates without a score come last. */
function orderOf(query: CandidateQuery, direction: Direction): string {
  if (query.orderBy === undefined || query.orderBy === 'slot') return 'slot';
  const column = query.orderBy === 'train' ? 'train_score' : 'validation_score';
  return `${column} ${direction === 'maximize' ? 'DESC' : 'ASC'} NULLS LAST, size, slot`;
}

export function readCandidates(connection: Connection, run: number, query: CandidateQuery = {}): CandidateRow[] {
  const [direction] = connection.statement('SELECT direction FROM runs WHERE id = ?').get<[Direction]>(run) as [
    Direction,
  ];
  const values: Value[] = [run];
  let where = 'run = ?';
  let index = '';
  if (query.bestOnly === true) {
    // Left to itself SQLite reads the whole run, because that comes in the order of slots.
    index = 'INDEXED BY candidates_best';
    where += ' AND is_best = 1';
  }
  if (query.state !== undefined) {
    where += ' AND state = ?';
    values.push(query.state);
  }
  values.push(query.limit ?? -1, query.offset ?? 0);
  return connection
    .statement(
      `SELECT ${COLUMNS} FROM candidates ${index} WHERE ${where} ORDER BY ${orderOf(query, direction)} LIMIT ? OFFSET ?`,
    )
    .all<CandidateRecord>(...values)
    .map(toRow);
}

export function readCandidate(connection: Connection, run: number, slot: number): CandidateRow {
  const record = connection
    .statement(`SELECT ${COLUMNS} FROM candidates WHERE run = ? AND slot = ?`)
    .get<CandidateRecord>(run, slot);
  if (record !== undefined) return toRow(record);
  const [count, first, last] = connection
    .statement('SELECT count(*), min(slot), max(slot) FROM candidates WHERE run = ?')
    .get<[number, number | null, number | null]>(run) as [number, number | null, number | null];
  const id = formatRunId(run);
  throw new KaizenError('KAIZEN_CANDIDATE_NOT_FOUND', `run ${id} has no candidate ${slot}`, {
    wanted: count === 0 ? 'a run with candidates' : `a candidate from ${first} to ${last}`,
    got: String(slot),
    next: `see them with \`kaizen show ${id}\``,
  });
}
