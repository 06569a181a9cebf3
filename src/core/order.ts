import type { CandidateId } from './candidate.ts';
import type { Budget } from './cost.ts';

/** The operator of a program that a person put into a run. */
export const INJECTED = 'injected';

/** What a person, or an agent for one, may ask of a run while it goes on. */
export type Order =
  | {
      /** The next slot that is opened is this program, evaluated like any other. */
      readonly kind: 'inject';
      /** Hash of a program that the workspace holds. */
      readonly program: string;
      /** Absent: the island that the slot would have had anyway. */
      readonly island?: number;
    }
  /** Advice in every later prompt of a model. */
  | { readonly kind: 'hint'; readonly text: string }
  /** Takes the hint back that the order of this number gave. */
  | { readonly kind: 'forget-hint'; readonly number: number }
  /** Never lost, and the parent of every second slot. */
  | { readonly kind: 'pin'; readonly candidate: CandidateId }
  | { readonly kind: 'unpin'; readonly candidate: CandidateId }
  | {
      /** Out of every island, and never parent, inspiration, best or champion again. */
      readonly kind: 'ban';
      readonly candidate: CandidateId;
      /** With all that it was a parent or a mate of, and what comes from those. */
      readonly descendants?: true;
    }
  | { readonly kind: 'unban'; readonly candidate: CandidateId }
  /** The operator gets no further slot. */
  | { readonly kind: 'ban-operator'; readonly operator: string }
  | { readonly kind: 'unban-operator'; readonly operator: string }
  /** New totals; units that are not named stay as they are. */
  | { readonly kind: 'budget'; readonly budget: Budget }
  /** Ends the search; the final tests follow. */
  | { readonly kind: 'stop' }
  | { readonly kind: 'pause' };

/** An order as the workspace keeps it until the run takes it. */
export interface GivenOrder {
  /** 1, 2, 3 … within the run. */
  readonly number: number;
  readonly order: Order;
  /** Taken when exactly so many slots have ended; null: as soon as it is seen. */
  readonly atSlot: number | null;
}
