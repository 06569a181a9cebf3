import type { Event } from '../core/event.ts';
import type { Connection } from './connection.ts';
import type { EventRecord, StartedEvent, StoredEvent } from './contract.ts';
import { decodeEvent } from './event-codec.ts';

/** Rows read at a time: enough to amortise the query, few enough to keep memory flat. */
const PAGE = 512;

type EventRow = [
  sequence: number,
  type: string,
  version: number,
  slot: number | null,
  body: string,
  measured: string | null,
  at: number,
];

const COLUMNS = 'sequence, type, version, slot, body, measured, at';
const SELECT_PAGE = `SELECT ${COLUMNS} FROM events WHERE run = ? AND sequence >= ? ORDER BY sequence LIMIT ${PAGE}`;
// Left to itself SQLite reads the whole run, because that comes in the wanted order.
const SELECT_SLOT = `SELECT ${COLUMNS} FROM events INDEXED BY events_by_slot WHERE run = ? AND slot = ? ORDER BY sequence`;
const SELECT_STARTS = `SELECT ${COLUMNS} FROM events WHERE run = ? AND type = 'run.started' AND slot IS NULL ORDER BY sequence`;

/**
 * The log by pages. No read transaction stays open between pages, so a slow reader never keeps the writer from reusing
 * its write-ahead log.
 */
function* pages(connection: Connection, run: number, fromSequence: number): Generator<EventRow[]> {
  let from = fromSequence;
  for (;;) {
    const page = connection.statement(SELECT_PAGE).all<EventRow>(run, from);
    if (page.length > 0) yield page;
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    // At least one further, also where a damaged index gives rows out of order.
    from = Math.max(from, last[0]) + 1;
  }
}

function toStored([sequence, type, version, slot, body, measured, at]: EventRow): StoredEvent {
  return { sequence, type, version, slot, body, measured, at };
}

export function* readStoredEvents(connection: Connection, run: number, from: number): Generator<StoredEvent> {
  for (const page of pages(connection, run, from)) for (const row of page) yield toStored(row);
}

export function* readEventRecords(connection: Connection, run: number, from: number): Generator<EventRecord> {
  for (const stored of readStoredEvents(connection, run, from)) {
    yield { sequence: stored.sequence, at: stored.at, event: decodeEvent(stored) };
  }
}

export function* readEvents(connection: Connection, run: number, from: number): Generator<Event> {
  for (const page of pages(connection, run, from)) for (const row of page) yield decodeEvent(toStored(row));
}

export function readEventsOfSlot(connection: Connection, run: number, slot: number): Event[] {
  return connection
    .statement(SELECT_SLOT)
    .all<EventRow>(run, slot)
    .map((row) => decodeEvent(toStored(row)));
}

export function readStarts(connection: Connection, run: number): StartedEvent[] {
  return connection
    .statement(SELECT_STARTS)
    .all<EventRow>(run)
    .map((row) => decodeEvent(toStored(row)) as StartedEvent);
}
