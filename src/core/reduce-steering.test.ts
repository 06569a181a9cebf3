import { describe, expect, it } from 'vitest';
import { sampleSpec, sampleState, slotEvents } from '../../testing/sample-state.ts';
import type { Member } from './candidate.ts';
import type { Event } from './event.ts';
import type { Order } from './order.ts';
import { reduce } from './reduce.ts';
import type { RunState } from './run-state.ts';

type Steered = Extract<Event, { type: 'run.steered' }>;

function give(state: RunState, number: number, order: Order, parts: Partial<Steered> = {}): RunState {
  reduce(state, { type: 'run.steered', number, order, committed: state.committed, ...parts });
  return state;
}

/** Errors of five candidates: the seed program, then 1 … 4; candidate 2 is the best. */
const five = (): RunState => sampleState(sampleSpec(), [5, 4, 1, 3, 6]);
const memberOf = (state: RunState, id: number): Member => state.members.get(id) as Member;

/** What a ban of candidate 2 comes to: 3 is the best on train, 1 the best that was validated. */
const banOfBest = (state: RunState): Partial<Steered> => ({
  standing: {
    banned: [2],
    best: memberOf(state, 3),
    champion: memberOf(state, 1),
    championMerit: -4,
    changes: [{ island: 0, place: '2', candidate: null }],
  },
});

describe('run.steered', () => {
  it('changes what the next slots go by', () => {
    const state = five();
    give(state, 1, { kind: 'hint', text: 'Try primes.' });
    give(state, 2, { kind: 'hint', text: 'Be short.' });
    give(state, 3, { kind: 'forget-hint', number: 1 });
    give(state, 4, { kind: 'inject', program: 'mine' });
    give(state, 5, { kind: 'inject', program: 'other', island: 0 });
    give(state, 6, { kind: 'ban-operator', operator: 'cma-es' });
    give(state, 7, { kind: 'ban-operator', operator: 'numeric-tuning' });
    give(state, 8, { kind: 'unban-operator', operator: 'cma-es' });
    give(state, 9, { kind: 'budget', budget: { microUsd: 5 } });
    give(state, 10, { kind: 'budget', budget: { evaluations: 7, microUsd: 6 } });
    give(state, 11, { kind: 'stop' });
    expect(state.steering).toMatchObject({
      hints: new Map([[2, 'Be short.']]),
      bannedOperators: new Set(['numeric-tuning']),
      budget: { evaluations: 7, microUsd: 6 },
      isStopAsked: true,
      injected: [
        { number: 4, program: 'mine', island: null },
        { number: 5, program: 'other', island: 0 },
      ],
    });
    expect(state.spec.budget).toEqual({ evaluations: 100 });
    expect([...state.steering.taken.keys()]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });

  it('is remembered and changes nothing where it was refused', () => {
    const state = five();
    const order = { kind: 'pin', candidate: 99 } as const;
    give(state, 1, order, { refused: 'no score' });
    expect(state.steering.pinned.size).toBe(0);
    expect(state.steering.taken.get(1)).toEqual({ number: 1, order, committed: 5, refused: 'no score' });
  });

  it('a slot of the operator `injected` takes the first program that waits', () => {
    const state = five();
    give(state, 1, { kind: 'inject', program: 'mine' });
    give(state, 2, { kind: 'inject', program: 'other' });
    const [opened] = slotEvents(5, 3, state) as [Extract<Event, { type: 'slot.opened' }>];
    reduce(state, { ...opened, operator: 'injected', parents: [] });
    expect(state.steering.injected.map(({ program }) => program)).toEqual(['other']);
  });

  it('a pinned candidate is kept when it stands nowhere, and brought back when it was forgotten', () => {
    const state = five();
    const empty = (place: string): Event => ({
      type: 'island.migrated',
      changes: [{ island: 0, place, candidate: null }],
    });
    const third = memberOf(state, 3);
    give(state, 1, { kind: 'pin', candidate: 4 });
    for (const place of ['3', '4']) reduce(state, empty(place));
    expect([state.members.has(3), state.members.has(4)]).toEqual([false, true]);
    give(state, 2, { kind: 'pin', candidate: 3 }, { restored: third });
    expect(state.members.get(3)).toEqual({ ...third, children: 0 });
    give(state, 3, { kind: 'unpin', candidate: 4 });
    expect([state.members.has(3), state.members.has(4)]).toEqual([true, false]);
  });

  it('a banned candidate is gone, whoever it was', () => {
    const state = five();
    give(state, 1, { kind: 'pin', candidate: 2 });
    give(state, 2, { kind: 'ban', candidate: 2 }, banOfBest(state));
    expect(state.members.has(2)).toBe(false);
    expect(state.regions[0]?.members.map(({ id }) => id)).not.toContain(2);
    expect(state.recent).not.toContain(2);
    expect(state.steering.pinned.size).toBe(0);
    expect([state.best?.id, state.champion?.id, state.championMerit]).toEqual([3, 1, -4]);
    expect(state.committedAtBest).toBe(5);
  });

  it('a seed program that is banned is gone too', () => {
    const state = five();
    const standing = {
      banned: [0],
      best: memberOf(state, 2),
      champion: memberOf(state, 2),
      championMerit: -1,
      changes: [{ island: 0, place: '0', candidate: null }],
    };
    give(state, 1, { kind: 'ban', candidate: 0 }, { standing });
    expect(state.members.has(0)).toBe(false);
    expect(state.best?.id).toBe(2);
  });

  it('what was in flight when its line was banned does not count; without descendants it does', () => {
    for (const descendants of [true, false]) {
      const state = five();
      const [opened, ended] = slotEvents(5, 2, state) as [
        Extract<Event, { type: 'slot.opened' }>,
        Extract<Event, { type: 'candidate.evaluated' }>,
      ];
      reduce(state, { ...opened, parents: [{ id: 2, role: 'parent' }] });
      const order = { kind: 'ban', candidate: 2, ...(descendants && { descendants: true as const }) } as const;
      give(state, 1, order, banOfBest(state));
      const kept = descendants ? ({ archive: 'rejected', changes: [], isBest: false, isChampion: false } as const) : {};
      reduce(state, { ...ended, ...kept });
      expect(state.members.has(5)).toBe(!descendants);
      expect(state.recent.includes(5)).toBe(!descendants);
      expect(state.steering.bans.get(2)?.candidates.has(5)).toBe(descendants);
    }
  });

  it('a ban that is lifted lets its candidate lead and live again', () => {
    const state = five();
    const second = memberOf(state, 2);
    give(state, 1, { kind: 'ban', candidate: 2 }, banOfBest(state));
    const standing = {
      banned: [],
      best: second,
      champion: second,
      championMerit: -1,
      changes: [{ island: 0, place: '2', candidate: 2 }],
    };
    give(state, 2, { kind: 'unban', candidate: 2 }, { restored: second, standing });
    expect(state.steering.bans.size).toBe(0);
    expect([state.best?.id, state.champion?.id, state.championMerit]).toEqual([2, 2, -1]);
    expect(state.regions[0]?.get('2')?.id).toBe(2);
  });
});
