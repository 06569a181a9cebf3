import type { CandidateId, Member } from './candidate.ts';
import type { Budget } from './cost.ts';
import type { Order } from './order.ts';

/** An order that a run has taken. */
export interface TakenOrder {
  readonly number: number;
  readonly order: Order;
  /** Slots that had ended then. */
  readonly committed: number;
  /** Why it changed nothing; absent when it did. */
  readonly refused?: string;
}

/** A ban that is in force: what it covers grows where it covers descendants. */
export interface Ban {
  readonly hasDescendants: boolean;
  readonly candidates: Set<CandidateId>;
}

/** What orders have made of a run. Only `reduce` writes to it. */
export interface SteeringState {
  /** Orders by number, as they were taken. */
  readonly taken: Map<number, TakenOrder>;
  /** By number of the order that gave them. */
  readonly hints: Map<number, string>;
  readonly pinned: Set<CandidateId>;
  /** By the candidate that the order named. */
  readonly bans: Map<CandidateId, Ban>;
  readonly bannedOperators: Set<string>;
  /** Programs that wait for a slot, first come first served. */
  readonly injected: { readonly number: number; readonly program: string; readonly island: number | null }[];
  /** The budget in force. */
  budget: Budget;
  isStopAsked: boolean;
}

export function initialSteering(budget: Budget): SteeringState {
  return {
    taken: new Map(),
    hints: new Map(),
    pinned: new Set(),
    bans: new Map(),
    bannedOperators: new Set(),
    injected: [],
    budget,
    isStopAsked: false,
  };
}

/** Whether a candidate may not count: banned itself, or a child of one that is banned with its descendants. */
export function isBanned({ bans }: SteeringState, { id, parents }: Pick<Member, 'id' | 'parents'>): boolean {
  for (const ban of bans.values()) if (ban.candidates.has(id) || descendsFrom(ban, parents)) return true;
  return false;
}

/** Inspirations were only shown: what a model makes beside them does not come from them. */
export function descendsFrom({ hasDescendants, candidates }: Ban, parents: Member['parents']): boolean {
  return hasDescendants && parents.some(({ id, role }) => role !== 'inspiration' && candidates.has(id));
}
