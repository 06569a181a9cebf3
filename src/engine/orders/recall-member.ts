import type { Member } from '../../core/candidate.ts';
import { meritOf } from '../../core/evaluation.ts';
import type { Event } from '../../core/event.ts';
import { withFreshRepeats } from '../../core/reduce-noise.ts';
import type { RunSpec } from '../../core/run-spec.ts';
import { parseNumbers, stringifyNumbers } from '../../store/number-json.ts';
import { MemberReader } from './member-reader.ts';

/** A candidate as it was when islands still remembered it, from the events of its slot; null when it got no score. */
export function recallMember(events: Iterable<Event>, spec: RunSpec): Member | null {
  const reader = new MemberReader(spec);
  let member: Member | null = null;
  for (const event of events) {
    member = reader.read(event) ?? member;
    if (event.type === 'candidate.remeasured' && event.outcome !== undefined && member !== null) {
      const merit = meritOf(event.outcome.estimate, spec.task.direction);
      member = withFreshRepeats(member, merit, event.results, spec);
    }
  }
  // As an event will give it back: JSON knows no negative zero.
  return member && (parseNumbers(stringifyNumbers(member)) as Member);
}
