import { describe, expect, it } from 'vitest';
import { sampleSpec, sampleState, slotEvents } from '../../testing/sample-state.ts';
import type { Event } from './event.ts';
import { initialState, reduce } from './reduce.ts';

const spec = sampleSpec();

describe('reduce', () => {
  it('counts, spends and remembers', () => {
    const state = sampleState(spec, [5, 'crash', 3, 'rejected', 4]);
    expect(state.committed).toBe(5);
    expect(state.nextSlot).toBe(5);
    expect(state.open.size).toBe(0);
    expect(state.tally).toEqual({ ok: 3, screened: 0, invalid: 0, timeout: 0, crash: 1, error: 0, rejected: 1 });
    expect(state.cost).toMatchObject({ evaluations: 4, steps: 400, cpuMs: 10, wallMs: 15 });
    expect([...state.seen.keys()]).toEqual(['hash-0', 'hash-1', 'hash-2', 'hash-4']);
    expect(state.best?.id).toBe(2);
    expect(state.champion?.id).toBe(2);
    expect(state.championMerit).toBe(-3);
    expect(state.committedAtBest).toBe(3);
  });

  it('counts the children of a parent', () => {
    expect(sampleState(spec, [5, 4, 'crash', 3]).members.get(0)?.children).toBe(2);
  });

  it('gives an arm what the event says', () => {
    const arm = sampleState(spec, [5, 4, 3]).arms.get('numeric-tuning');
    expect(arm).toMatchObject({ opened: 2, closed: 2, weight: 2, compute: 200 });
  });

  it('forgets members that stand nowhere, but not the seed program, the best or the champion', () => {
    const state = sampleState(spec, [5, 4, 3, 6]);
    const empty = (place: number): Event => ({
      type: 'island.migrated',
      changes: [{ island: 0, place: `${place}`, candidate: null }],
    });
    for (const place of [0, 1, 2, 3]) reduce(state, empty(place));
    expect([...state.members.keys()].sort()).toEqual([0, 2]);
    expect(state.regions[0]?.members).toEqual([]);
  });

  it('keeps a member that stands in two places until it has left both', () => {
    const state = sampleState(sampleSpec(), [5, 4, 6]);
    reduce(state, { type: 'island.migrated', changes: [{ island: 0, place: 'copy', candidate: 2 }] });
    reduce(state, { type: 'island.migrated', changes: [{ island: 0, place: '2', candidate: null }] });
    expect(state.members.has(2)).toBe(true);
    reduce(state, { type: 'island.migrated', changes: [{ island: 0, place: 'copy', candidate: null }] });
    expect(state.members.has(2)).toBe(false);
  });

  it('a candidate that did not reach the scoring stage is screened, and is no member', () => {
    const state = sampleState(spec, [5]);
    const [opened, ended] = slotEvents(1, 4, state) as [Event, Extract<Event, { type: 'candidate.evaluated' }>];
    reduce(state, opened);
    const results = [
      { status: 'ok', stage: 'quick', split: 'train', measurement: { score: 1, behaviour: 'b' } },
    ] as const;
    reduce(state, { ...ended, results, changes: [], isBest: false, isChampion: false, archive: 'rejected' });
    expect(state.tally.screened).toBe(1);
    expect(state.members.has(1)).toBe(false);
    expect(state.behaviours.get('b')).toEqual({ candidate: 1, since: 2, merit: null });
  });

  it('merges what an operator learned', () => {
    const state = sampleState(spec, [5]);
    const learn = (slot: number, learned: { a?: number; b?: number }): void => {
      const [opened, ended] = slotEvents(slot, 'rejected', state) as [Event, Event];
      reduce(state, opened);
      reduce(state, { ...ended, learned } as Event);
    };
    learn(1, { a: 1, b: 1 });
    learn(2, { b: 2 });
    expect(state.learned.get('numeric-tuning')).toEqual({ a: 1, b: 2 });
  });

  it('shows what a model proposed to no slot that was opened before', () => {
    const state = sampleState(spec, [5]);
    const [asking] = slotEvents(1, 4, state) as [Extract<Event, { type: 'slot.opened' }>];
    const [, ended] = slotEvents(1, 4, state) as [Event, Event];
    reduce(state, { ...asking, proposal: { asked: 'a/model' } });
    const [later] = slotEvents(2, 3, state) as [Event];
    reduce(state, later);
    const { visible } = state.open.get(2) as { visible: number };
    const { parents, proposal } = asking;
    const record = proposal as Extract<typeof proposal, { program: string }>;
    reduce(state, { type: 'candidate.proposed', slot: 1, parents, proposal: record, calls: [] });
    const seen = () => state.seen.get('hash-1')?.since as number;
    // Slot 2 may look before or after slot 1 is committed, and must find the same.
    expect(seen()).toBeGreaterThan(visible);
    reduce(state, ended);
    const [last] = slotEvents(3, 3, state) as [Event];
    reduce(state, last);
    expect(seen()).toBeLessThanOrEqual((state.open.get(3) as { visible: number }).visible);
  });

  it('pauses, starts and finishes', () => {
    const state = initialState(spec, 1);
    reduce(state, { type: 'run.paused', reason: 'asked', measured: { cpuMs: 1, wallMs: 1 } });
    expect(state).toMatchObject({ status: 'paused', reason: 'asked' });
    reduce(state, {
      type: 'run.started',
      workers: 1,
      sandbox: 'none',
      version: '0',
      taskSource: null,
      repeatedSlots: [],
    });
    expect(state).toMatchObject({ status: 'running', reason: null });
    reduce(state, { type: 'search.stopped', reason: 'target' });
    reduce(state, { type: 'run.finished', reason: 'target', measured: { cpuMs: 1, wallMs: 1 } });
    expect(state).toMatchObject({ status: 'finished', reason: 'target', stopped: { reason: 'target' } });
  });
});
