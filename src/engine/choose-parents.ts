import type { Random } from '../base/random.ts';
import type { Member } from '../core/candidate.ts';
import type { MutableRegion } from '../core/region.ts';
import type { RunState } from '../core/run-state.ts';
import type { Selector } from '../core/search.ts';
import type { Algorithms } from './components.ts';

/** The share of slots that edit a pinned candidate, while there is one. */
const PINNED_SHARE = 0.5;

/** Draws a parent, and a mate for operators that need one, from an island that has members. */
export function chooseParents(
  state: RunState,
  region: MutableRegion,
  { selector, mateSelector }: Pick<Algorithms, 'selector' | 'mateSelector'>,
  arity: 1 | 2,
  draw: (purpose: string) => Random,
): Member[] {
  const from = (which: Selector, purpose: string): Member => {
    const seeds = which.scope === 'seeds' ? seedMembers(state) : [];
    // All of them may be banned.
    return which.select(seeds.length > 0 ? seeds : region.members, draw(purpose));
  };
  const parent = pinnedParent(state, draw) ?? from(selector, 'parent');
  return arity === 1 ? [parent] : [parent, from(mateSelector, 'mate')];
}

function seedMembers(state: RunState): Member[] {
  return state.spec.seeds.flatMap((_, slot) => state.members.get(slot) ?? []);
}

function pinnedParent({ steering, members }: RunState, draw: (purpose: string) => Random): Member | null {
  if (steering.pinned.size === 0) return null;
  const random = draw('pinned');
  return random.chance(PINNED_SHARE) ? (members.get(random.pick([...steering.pinned])) as Member) : null;
}
