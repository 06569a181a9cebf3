import type { Member } from '../../core/candidate.ts';
import type { MutableRegion } from '../../core/region.ts';
import type { RunState } from '../../core/run-state.ts';
import { slotReward } from './reward.ts';

/** What the slot that made `member` earns on the state before it is committed; `isKept`: the archive takes it. */
export function memberReward(state: RunState, member: Member, isKept: boolean): number {
  return slotReward({
    childMerit: member.merit,
    parentMerit: parentOf(state, member)?.merit ?? Number.NEGATIVE_INFINITY,
    memberMerits: (state.regions[member.island] as MutableRegion).members.map(({ merit }) => merit),
    improvedBest: state.best !== null && member.merit > state.best.merit,
    accepted: isKept,
  });
}

/** The member that was edited, as far as the run still knows it. */
export function parentOf(state: RunState, { parents }: Pick<Member, 'parents'>): Member | null {
  return state.members.get(parents[0]?.id ?? -1) ?? null;
}
