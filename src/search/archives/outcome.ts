import type { ArchiveOutcome } from '../../core/archive.ts';
import type { Member } from '../../core/candidate.ts';

/** Nothing changes. */
export const REJECTED: ArchiveOutcome = { status: 'rejected', changes: [] };

/** The member stands at a place that was empty, and nobody left. */
export function added(place: string, member: Member): ArchiveOutcome {
  return { status: 'added', changes: [{ place, candidate: member.id }] };
}

/** The member takes the place of the one that stood there. */
export function replaced(place: string, member: Member): ArchiveOutcome {
  return { status: 'improved', changes: [{ place, candidate: member.id }] };
}
