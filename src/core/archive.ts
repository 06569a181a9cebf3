import type { Random } from '../base/random.ts';
import type { CandidateId, Member } from './candidate.ts';
import type { Program } from './program.ts';
import type { Region } from './region.ts';

/** Ordered and truthy when something was kept: `rejected` < `improved` < `added`. */
export type ArchiveStatus = 'rejected' | 'improved' | 'added';

/** One change of what is kept: a place gets a candidate, or is emptied. */
export interface PlaceChange {
  readonly place: string;
  readonly candidate: CandidateId | null;
}

export interface ArchiveOutcome {
  readonly status: ArchiveStatus;
  readonly changes: readonly PlaceChange[];
}

/** The program of a hash, for archives that compare texts: members carry the hash only. */
export type ProgramSource = (hash: string) => Program;

/**
 * What one island keeps. Stateless: the region is the state, and the outcome is data that `reduce` applies, so a log can
 * be replayed without the algorithm.
 *
 * Contract (`testing/conformance/archive.ts`): never changes the region; `rejected` has no changes; a kept candidate
 * stands in exactly one place; a place's new member is never worse than the one it replaces.
 */
export interface Archive {
  readonly name: string;
  add(region: Region, member: Member, random: Random): ArchiveOutcome;
}
