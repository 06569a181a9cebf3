import type { JsonObject } from '../base/json.ts';
import type { Random } from '../base/random.ts';
import type { Member } from './candidate.ts';
import type { Program } from './program.ts';
import type { Task } from './task.ts';

/** A kept member together with its source. */
export interface Parent {
  readonly member: Member;
  readonly program: Program;
}

export interface ProposalInput {
  /** The first is edited, the others are mates; as many as the operator's arity. */
  readonly parents: readonly [Parent, ...Parent[]];
  readonly task: Pick<Task, 'functionSet' | 'idioms' | 'statement' | 'hints' | 'direction'>;
  readonly random: Random;
  /** The operator's own learned state, `{}` at the start of a run. */
  readonly state: JsonObject;
}

/** A child, or why there is none. A rejection is an ordinary result; operators throw only for defects of their own. */
export type Proposal =
  | { readonly kind: 'proposed'; readonly program: Program; readonly note?: JsonObject }
  | { readonly kind: 'rejected'; readonly reason: string };

/**
 * What became of a proposal, for operators that learn. `merit` is null when the child failed or its text was there before; of
 * a child that only behaves as an earlier one did, operators get what that one is worth, and reflectors null.
 */
export interface Feedback {
  readonly slot: number;
  readonly note: JsonObject;
  readonly merit: number | null;
  readonly parentMerit: number;
}

/**
 * Makes a child from parents.
 * Contract (`testing/conformance/operator.ts`): the same input gives the same proposal; parents are not changed;
 * text outside the editable spans stays as it is; every proposed child parses.
 */
export interface Operator {
  readonly name: string;
  readonly needsModel: boolean;
  /** Number of parents, 1 or 2. */
  readonly arity: 1 | 2;
  propose(input: ProposalInput): Proposal;
  /** Members of the operator's state that change after feedback; undefined when nothing does. */
  learn?(state: JsonObject, feedback: Feedback): JsonObject | undefined;
}
