import { describe, expect, it } from 'vitest';
import { sampleSpec, sampleState } from '../../../testing/sample-state.ts';
import type { Member } from '../../core/candidate.ts';
import type { Order } from '../../core/order.ts';
import type { RunState } from '../../core/run-state.ts';
import type { PastCandidate } from './look-back.ts';
import { standingAfter } from './standing-after.ts';

/** A candidate of the log: number, merit, merit on validation, parents by role. */
function past(
  id: number,
  merit: number,
  validation: number | null,
  parents: Partial<Record<'parent' | 'mate' | 'inspiration', number>> = {},
  size = 10,
): PastCandidate {
  const references = Object.entries(parents).map(([role, parent]) => ({ role: role as 'parent', id: parent }));
  return { id, merit, validation, size, parents: references };
}

/** Committed out of order, as `arrival` does: 4 before 3. */
const LOG: readonly PastCandidate[] = [
  past(0, -5, -5),
  past(1, -4, -3, { parent: 0 }),
  past(2, -1, -2, { parent: 1 }),
  past(4, -3, null, { parent: 0, mate: 2 }),
  past(3, -2, null, { parent: 0, inspiration: 2 }),
  past(5, -2, null, { parent: 4 }, 8),
];

/** Candidate 2 is best and champion; the state remembers all of the first five. */
const state = (): RunState => sampleState(sampleSpec(), [5, 4, 1, 2, 3]);

function standing(order: Extract<Order, { kind: 'ban' | 'unban' }>, of: RunState = state()) {
  const log = new Map(LOG.map((one) => [one.id, one]));
  const recalled: number[] = [];
  const found = standingAfter(of, order, log, (id) => {
    recalled.push(id);
    return { ...(of.members.get(0) as Member), id };
  });
  return found && { ...found, best: found.best.id, champion: found.champion.id, recalled };
}

describe('who counts after a ban', () => {
  it('the best of all that were scored, the smaller one of equals; of those on validation its best', () => {
    expect(standing({ kind: 'ban', candidate: 2 })).toEqual({
      banned: [2],
      best: 5,
      champion: 1,
      championMerit: -3,
      changes: [{ island: 0, place: '2', candidate: null }],
      recalled: [5],
    });
  });

  it('with descendants: children by parent and mate, and theirs, but not what was only shown', () => {
    expect(standing({ kind: 'ban', candidate: 2, descendants: true })).toMatchObject({
      banned: [2, 4, 5],
      best: 3,
      champion: 1,
      changes: [
        { island: 0, place: '2', candidate: null },
        { island: 0, place: '4', candidate: null },
      ],
    });
  });

  it('who leads and may stay does, whoever else the log knows', () => {
    const of = state();
    of.best = of.members.get(1) as Member;
    expect(standing({ kind: 'ban', candidate: 4 }, of)).toMatchObject({ best: 1, champion: 2 });
  });

  it('nobody, where all are banned', () => {
    expect(standing({ kind: 'ban', candidate: 0, descendants: true })).toBeNull();
  });

  it('lifted, those that it covered may lead again, unless another ban has them', () => {
    const of = state();
    of.best = of.members.get(1) as Member;
    of.champion = of.members.get(1) as Member;
    of.steering.bans.set(2, { hasDescendants: true, candidates: new Set([2, 4, 5]) });
    expect(standing({ kind: 'unban', candidate: 2 }, of)).toMatchObject({
      banned: [],
      best: 2,
      champion: 2,
      championMerit: -2,
    });
    of.steering.bans.set(9, { hasDescendants: false, candidates: new Set([2]) });
    expect(standing({ kind: 'unban', candidate: 2 }, of)).toMatchObject({ best: 5, champion: 1, championMerit: -3 });
  });
});
