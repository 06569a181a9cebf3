import type { CandidateId, ParentReference } from '../../core/candidate.ts';
import { meritOf } from '../../core/evaluation.ts';
import type { Event } from '../../core/event.ts';
import { validationMerit } from '../../core/reduce.ts';
import type { RunSpec } from '../../core/run-spec.ts';
import { MemberReader } from './member-reader.ts';

/** What a ban needs to know of a candidate that has a score. */
export interface PastCandidate {
  readonly id: CandidateId;
  readonly parents: readonly ParentReference[];
  readonly size: number;
  readonly merit: number;
  /** Merit on the validation split; null when it did not get there. */
  readonly validation: number | null;
}

/** All candidates of a log that have a score, by number. One pass: O(events) time, O(candidates) memory. */
export function lookBack(events: Iterable<Event>, spec: RunSpec): Map<CandidateId, PastCandidate> {
  const reader = new MemberReader(spec);
  const past = new Map<CandidateId, PastCandidate>();
  for (const event of events) {
    const member = reader.read(event);
    if (member !== null && event.type === 'candidate.evaluated') {
      const { id, parents, size, merit } = member;
      past.set(id, { id, parents, size, merit, validation: validationMerit(event.results, spec) });
    } else if (event.type === 'candidate.remeasured' && event.outcome !== undefined) {
      const known = past.get(event.candidate);
      const merit = meritOf(event.outcome.estimate, spec.task.direction);
      if (known !== undefined) past.set(known.id, { ...known, merit });
    }
  }
  return past;
}
