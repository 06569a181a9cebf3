import { randomFrom, slotKey } from '../base/random.ts';
import type { IslandChange } from '../core/event.ts';
import type { MutableRegion } from '../core/region.ts';
import type { Algorithms } from './components.ts';
import type { Recorder } from './recorder.ts';

/** Resets islands and moves members between them when that is due after a commit. */
export function migrateIfDue(recorder: Recorder, { islands, archive }: Algorithms): void {
  const { state } = recorder;
  const draw = (purpose: string) => randomFrom(slotKey(state.spec.seed, state.committed, `migration/${purpose}`));
  const arrive = (candidate: number, island: number): IslandChange[] => {
    const member = state.members.get(candidate);
    if (member === undefined) return [];
    // Each arrival passes the receiving island's own rule.
    const outcome = archive.add(state.regions[island] as MutableRegion, member, draw(`${candidate}/${island}`));
    return outcome.changes.map((change) => ({ island, ...change }));
  };

  const departure = (candidate: number, island: number): IslandChange[] => {
    const member = state.members.get(candidate);
    const place = member && (state.regions[island] as MutableRegion).placeOf(member);
    return place === undefined ? [] : [{ island, place, candidate: null }];
  };

  for (const { island, founder } of islands.reset(state.regions, state.committed, draw('reset'))) {
    const { places } = state.regions[island] as MutableRegion;
    recorder.emit({ type: 'island.reset', changes: places.map((place) => ({ island, place, candidate: null })) });
    recorder.emit({ type: 'island.reset', changes: arrive(founder, island) });
  }
  for (const { candidate, from, to, moves } of islands.migrate(state.regions, state.committed, draw('plan'))) {
    const arrived = arrive(candidate, to);
    if (arrived.length === 0) continue;
    // The arrival first: a member that stands nowhere in between would be forgotten.
    const left = moves ? departure(candidate, from) : [];
    recorder.emit({ type: 'island.migrated', changes: [...arrived, ...left] });
  }
}
