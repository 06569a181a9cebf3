import { KaizenError } from '../base/errors.ts';
import type { Cost } from '../core/cost.ts';
import { EVENT_VERSION, type Event, type EventType } from '../core/event.ts';
import type { StoredEvent } from './contract.ts';
import { EVENT_FIELDS } from './event-fields.ts';
import { parseNumbers, stringifyNumbers } from './number-json.ts';

/** The columns that an event becomes. */
export interface EncodedEvent {
  readonly type: EventType;
  readonly slot: number | null;
  /** JSON of the event without `type`, `slot`, and everything measured: what counts for the log hash. */
  readonly body: string;
  /** JSON of the measured parts; null where there are none. */
  readonly measured: string | null;
}

/** The columns that decoding needs. */
export type StoredColumns = Omit<StoredEvent, 'at'>;

/** What of an event may differ between two equal runs. `cost` holds the measured units of the event's cost. */
interface MeasuredParts {
  readonly cpuMs?: number;
  readonly wallMs?: number;
  readonly cost?: { readonly cpuMs: number; readonly wallMs: number };
}

interface Unhashed {
  readonly slot?: number | null;
  readonly measured?: MeasuredParts;
}

/**
 * Members keep the order in which the event was built, so equal runs give equal text. Measured units inside `cost` are
 * written as 0 and kept aside.
 */
export function encodeEvent(event: Event): EncodedEvent {
  const { type, slot, measured, ...body } = event as Event & Unhashed;
  let parts: MeasuredParts | undefined = measured;
  const { cost } = body as { cost?: Cost };
  if (cost !== undefined && (cost.cpuMs !== 0 || cost.wallMs !== 0)) {
    (body as { cost?: Cost }).cost = { ...cost, cpuMs: 0, wallMs: 0 };
    parts = { ...measured, cost: { cpuMs: cost.cpuMs, wallMs: cost.wallMs } };
  }
  return {
    type,
    slot: event.type === 'candidate.tested' || event.type === 'candidate.remeasured' ? event.candidate : (slot ?? null),
    body: stringifyNumbers(body),
    measured: parts === undefined ? null : stringifyNumbers(parts),
  };
}

/**
 * The event of stored columns. Fails with KAIZEN_LOG_INCOMPATIBLE on a version or type that this program does not know,
 * and on members that are missing or unknown.
 */
export function decodeEvent(stored: StoredColumns): Event {
  const { type, version, body, measured } = stored;
  if (version !== EVENT_VERSION) throw incompatible(stored, `event version ${EVENT_VERSION}`, `version ${version}`);
  const fields = EVENT_FIELDS.get(type);
  if (fields === undefined) throw incompatible(stored, 'a known event type', `'${type}'`);

  const event = parseNumbers(body) as DecodedEvent;
  if (event === null || typeof event !== 'object') throw incompatible(stored, 'a JSON object', body.slice(0, 40));
  // Members are added to the parsed object: copying it would cost as much as parsing it.
  event.type = type as EventType;
  if (fields.hasSlot) event.slot = stored.slot;
  if (measured !== null) event.measured = parseNumbers(measured) as MeasuredParts;

  let found = 0;
  for (const name in event) {
    const need = fields.members.get(name);
    if (need === undefined) throw incompatible(stored, `members of ${type}`, `unknown member '${name}'`);
    if (need === 'required') found += 1;
  }
  if (found !== fields.required) {
    throw incompatible(stored, `all members of ${type}`, `only ${Object.keys(event).join(', ')}`);
  }
  if (event.measured?.cost !== undefined) {
    const { cost, ...time } = event.measured;
    event.measured = time;
    event.cost = { ...(event.cost as Cost), ...cost };
  }
  return event as unknown as Event;
}

/** An event before its shape is known. */
interface DecodedEvent {
  type?: EventType;
  slot?: number | null;
  measured?: MeasuredParts;
  cost?: Cost;
}

function incompatible(stored: StoredColumns, wanted: string, got: string): KaizenError {
  return new KaizenError('KAIZEN_LOG_INCOMPATIBLE', `event ${stored.sequence} cannot be read by this program`, {
    wanted,
    got,
    next: 'read the run with the version of Kaizen that wrote it, or a newer one',
  });
}
