import type { Random } from '../base/random.ts';
import type { Member } from '../core/candidate.ts';
import type { MutableRegion } from '../core/region.ts';
import type { RunState } from '../core/run-state.ts';
import type { Selector } from '../core/search.ts';
import type { Algorithms } from './components.ts';

/** Draws a parent, and a mate for operators that need one, from an island that has members. */
export function chooseParents(
  state: RunState,
  region: MutableRegion,
  { selector, mateSelector }: Pick<Algorithms, 'selector' | 'mateSelector'>,
  arity: 1 | 2,
  draw: (purpose: string) => Random,
): Member[] {
  const from = (which: Selector, purpose: string): Member =>
    which.select(which.scope === 'seeds' ? seedMembers(state) : region.members, draw(purpose));
  const parent = from(selector, 'parent');
  return arity === 1 ? [parent] : [parent, from(mateSelector, 'mate')];
}

function seedMembers(state: RunState): Member[] {
  return state.spec.seeds.flatMap((_, slot) => state.members.get(slot) ?? []);
}
