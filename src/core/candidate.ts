import type { JsonObject } from '../base/json.ts';

/** Candidates are numbered by the slot that made them. */
export type CandidateId = number;

/** `parent` was edited, `mate` gave material, `inspiration` was only shown. */
export type ParentRole = 'parent' | 'mate' | 'inspiration';

export interface ParentReference {
  readonly id: CandidateId;
  readonly role: ParentRole;
}

/** A proposed program and where it came from. */
export interface Candidate {
  readonly id: CandidateId;
  /** Hash of its program. */
  readonly program: string;
  readonly parents: readonly ParentReference[];
  readonly operator: string;
  /** Longest line of descent from a seed program, which is 0. */
  readonly generation: number;
  readonly island: number;
  /** Syntax-tree nodes in the editable ranges: what parsimony looks at. */
  readonly size: number;
  /** What the operator wants its descendants to know: step sizes, covariance, a description. */
  readonly note: JsonObject;
}

/** An evaluated candidate as archives, selectors and acceptance rules see it. */
export interface Member extends Candidate {
  /** Score on the last train stage, oriented so that higher is better; of a noisy task an estimate. */
  readonly merit: number;
  /** Merit on each stage that was reached, by stage name. */
  readonly stageMerits: Readonly<Record<string, number>>;
  readonly descriptors: readonly number[];
  /** Merit of each instance; empty when the task reports none. */
  readonly instanceMerits: readonly number[];
  readonly behaviour: string | null;
  /** Merits of all repeats so far on each noisy stage; absent when the task has none. */
  readonly repeats?: Readonly<Record<string, readonly number[]>>;
  /** Children committed so far. Only `reduce` changes it. */
  children: number;
}

/** A member as an event keeps it: what it was when it was evaluated, without what changes later. */
export type MemberRecord = Omit<Member, 'children'>;

export function recordOf({ children: _, ...record }: Member): MemberRecord {
  return record;
}

/** Better: higher merit, or equal merit and a smaller program. */
export function isBetter(a: Pick<Member, 'merit' | 'size'>, b: Pick<Member, 'merit' | 'size'>): boolean {
  return a.merit > b.merit || (a.merit === b.merit && a.size < b.size);
}
