import { KaizenError } from '../base/errors.ts';
import type { Event } from '../core/event.ts';
import { estimateColumns, openedRow, proposedColumns, slotEnd, testScoreOf } from './candidate-rows.ts';
import type { Connection } from './connection.ts';
import { formatRunId } from './run-id.ts';

const INSERT = `INSERT INTO candidates (run, slot, program, operator, parent, generation, island, size, state, steps,
  is_best, is_champion) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'open', 0, 0, 0)`;
const UPDATE = `UPDATE candidates SET state = ?, reason = ?, train_score = ?, validation_score = ?, steps = ?, is_best = ?,
  is_champion = ? WHERE run = ? AND slot = ?`;
const PROPOSED = 'UPDATE candidates SET program = ?, parent = ?, generation = ?, size = ? WHERE run = ? AND slot = ?';
const TRAIN = 'UPDATE candidates SET train_score = ? WHERE run = ? AND slot = ?';
const VALIDATION = 'UPDATE candidates SET validation_score = ? WHERE run = ? AND slot = ?';
const TEST = 'UPDATE candidates SET test_score = ? WHERE run = ? AND slot = ?';

/** Brings the candidates table up to date with one event; call it inside the transaction that writes the event. */
export function applyToCandidates(connection: Connection, run: number, event: Event, scoreStage: string): void {
  switch (event.type) {
    case 'slot.opened': {
      if (event.phase === 'reflect') return;
      const { slot, program, operator, parent, generation, island, size } = openedRow(event);
      const values = [run, slot, program, operator, parent, generation, island, size] as const;
      connection.statement(INSERT).run(...values);
      return;
    }
    case 'candidate.proposed': {
      const { program, parent, generation, size } = proposedColumns(event);
      const changed = connection.statement(PROPOSED).run(program, parent, generation, size, run, event.slot);
      requireOne(changed, run, event.slot);
      return;
    }
    case 'candidate.rejected':
    case 'candidate.evaluated': {
      const { state, reason, trainScore, validationScore, steps, isBest, isChampion } = slotEnd(event, scoreStage);
      const values = [state, reason, trainScore, validationScore, steps, Number(isBest), Number(isChampion)] as const;
      requireOne(connection.statement(UPDATE).run(...values, run, event.slot), run, event.slot);
      return;
    }
    case 'candidate.remeasured':
    case 'champion.chosen': {
      const { trainScore, validationScore } = estimateColumns(event);
      const id = event.candidate;
      if (trainScore !== undefined) requireOne(connection.statement(TRAIN).run(trainScore, run, id), run, id);
      if (validationScore !== undefined) {
        requireOne(connection.statement(VALIDATION).run(validationScore, run, id), run, id);
      }
      return;
    }
    case 'candidate.tested': {
      const score = testScoreOf(event);
      if (score !== null) requireOne(connection.statement(TEST).run(score, run, event.candidate), run, event.candidate);
      return;
    }
    default:
      return;
  }
}

function requireOne(changes: number, run: number, slot: number): void {
  if (changes === 1) return;
  throw new KaizenError('KAIZEN_STORE_MISUSE', `slot ${slot} of run ${formatRunId(run)} ended, but was never opened`, {
    wanted: 'a slot.opened event before the event that ends the slot',
    next: 'this is a defect of the program: please report it',
  });
}
