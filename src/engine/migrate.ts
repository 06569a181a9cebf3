import { randomFrom, slotKey } from '../base/random.ts';
import type { MutableRegion } from '../core/region.ts';
import type { Algorithms } from './components.ts';
import type { Recorder } from './recorder.ts';

/** Moves members between islands when that is due after a commit; each arrival passes the archive's own rule. */
export function migrateIfDue(recorder: Recorder, { islands, archive }: Algorithms): void {
  const { state } = recorder;
  const draw = (purpose: string) => randomFrom(slotKey(state.spec.seed, state.committed, `migration/${purpose}`));
  for (const { candidate, to } of islands.migrate(state.regions, state.committed, draw('plan'))) {
    const member = state.members.get(candidate);
    if (member === undefined) continue;
    const outcome = archive.add(state.regions[to] as MutableRegion, member, draw(`${candidate}/${to}`));
    const changes = outcome.changes.map((change) => ({ island: to, ...change }));
    if (changes.length > 0) recorder.emit({ type: 'island.migrated', changes });
  }
}
