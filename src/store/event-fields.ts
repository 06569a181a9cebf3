import type { Event, EventType } from '../core/event.ts';

type Need = 'required' | 'optional';

/** Every member of an event type, and whether it may be left out: the compiler keeps this equal to the union. */
type MembersOf<E> = {
  readonly [K in Exclude<keyof E, 'type'>]-?: undefined extends E[K]
    ? 'optional'
    : Record<never, never> extends Pick<E, K>
      ? 'optional'
      : 'required';
};
type Table = { readonly [T in EventType]: MembersOf<Extract<Event, { type: T }>> };

const SLOT_END = {
  slot: 'required',
  cost: 'required',
  credit: 'required',
  learned: 'optional',
  taught: 'optional',
  measured: 'required',
} as const;

const TABLE: Table = {
  'run.created': { spec: 'required' },
  'slot.opened': {
    slot: 'required',
    phase: 'required',
    operator: 'required',
    island: 'required',
    parents: 'required',
    proposal: 'required',
    thresholds: 'required',
  },
  'candidate.proposed': { slot: 'required', parents: 'required', proposal: 'required', calls: 'required' },
  'slot.reflected': { ...SLOT_END, calls: 'required' },
  'candidate.rejected': { ...SLOT_END, reason: 'required' },
  'candidate.evaluated': {
    ...SLOT_END,
    results: 'required',
    inheritedFrom: 'optional',
    archive: 'required',
    changes: 'required',
    isBest: 'required',
    isChampion: 'required',
    estimate: 'optional',
  },
  'candidate.remeasured': {
    candidate: 'required',
    results: 'required',
    outcome: 'optional',
    cost: 'required',
    measured: 'required',
  },
  'final.opened': { stage: 'required', finalists: 'required', first: 'required', repeats: 'required' },
  'champion.chosen': { candidate: 'required', split: 'required', estimate: 'required' },
  'island.migrated': { changes: 'required' },
  'island.reset': { changes: 'required' },
  'run.steered': {
    number: 'required',
    order: 'required',
    committed: 'required',
    refused: 'optional',
    restored: 'optional',
    standing: 'optional',
  },
  'search.stopped': { reason: 'required' },
  'candidate.tested': {
    candidate: 'required',
    split: 'required',
    result: 'required',
    cost: 'optional',
    measured: 'required',
  },
  'run.finished': { reason: 'required', measured: 'required' },
  'run.started': {
    workers: 'required',
    sandbox: 'required',
    version: 'required',
    taskSource: 'required',
    repeatedSlots: 'required',
  },
  'run.paused': { reason: 'required', measured: 'required' },
  'call.lost': { slot: 'required', purpose: 'required', model: 'required', cost: 'required' },
  'fault.recorded': { slot: 'required', code: 'required', message: 'required' },
};

export interface EventFields {
  readonly members: ReadonlyMap<string, Need>;
  /** How many members must be there, `type` included. */
  readonly required: number;
  readonly hasSlot: boolean;
}

/** The members of each event type, for strict decoding. */
export const EVENT_FIELDS: ReadonlyMap<string, EventFields> = new Map(
  Object.entries(TABLE).map(([type, table]) => {
    const members = new Map<string, Need>([['type', 'required'], ...Object.entries(table as Record<string, Need>)]);
    const required = [...members.values()].filter((need) => need === 'required').length;
    return [type, { members, required, hasSlot: members.has('slot') }];
  }),
);
