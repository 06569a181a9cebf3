import type { Member } from '../../core/candidate.ts';
import { meritOf } from '../../core/evaluation.ts';
import type { Event } from '../../core/event.ts';
import { candidateOf, memberOf } from '../../core/reduce.ts';
import { withFreshRepeats } from '../../core/reduce-noise.ts';
import type { RunSpec } from '../../core/run-spec.ts';
import { parseNumbers, stringifyNumbers } from '../../store/number-json.ts';

/** A candidate as it was when islands still remembered it, from the events of its slot; null when it got no score. */
export function recallMember(events: Iterable<Event>, spec: RunSpec): Member | null {
  let opened: Extract<Event, { type: 'slot.opened' }> | null = null;
  let member: Member | null = null;
  for (const event of events) {
    if (event.type === 'slot.opened') opened = event;
    if (opened === null) continue;
    if (event.type === 'candidate.proposed') {
      opened = { ...opened, parents: event.parents, proposal: event.proposal };
    } else if (event.type === 'candidate.evaluated') {
      const candidate = candidateOf({ opened, visible: 0 });
      member = candidate && memberOf(candidate, event.results, spec, event.estimate);
    } else if (event.type === 'candidate.remeasured' && event.outcome !== undefined && member !== null) {
      const merit = meritOf(event.outcome.estimate, spec.task.direction);
      member = withFreshRepeats(member, merit, event.results, spec);
    }
  }
  // As an event will give it back: JSON knows no negative zero.
  return member && (parseNumbers(stringifyNumbers(member)) as Member);
}
