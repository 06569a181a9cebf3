import type { Event } from '../../core/event.ts';
import type { RunState } from '../../core/run-state.ts';
import type { Algorithms } from '../components.ts';
import { type Briefing, takeBriefing } from './briefing.ts';
import type { ProgramVectors } from './program-vectors.ts';

/**
 * Programs of neighbours whose vectors one slot asks for, at the most: part of what a slot reserves. Where the genetic
 * operators were faster than that, the rest is left to later slots.
 */
export const MOST_EMBEDDED = 8;

type Opened = Extract<Event, { type: 'slot.opened' }>;

/**
 * The briefings of the slots that are open, and which slot asks for the vector of which program. The child's vector comes
 * from its own slot; that of any other program is asked for by the first slot that has it as a neighbour. Both are decided
 * when a slot is opened, on what is durable then, so every worker and a resumed run decides the same.
 */
export class Briefings {
  /** Null where the novelty check embeds nothing. */
  readonly vectors: ProgramVectors | null;
  readonly #open = new Map<number, Briefing>();
  /** Slot by hash of the program, for those that did not get their vector in their own slot. */
  readonly #askedBy = new Map<string, number>();

  constructor(vectors: ProgramVectors | null) {
    this.vectors = vectors;
  }

  /** On the state right after the slot's event. */
  add(state: RunState, opened: Opened, algorithms: Algorithms): Briefing {
    const taken = takeBriefing(state, opened, algorithms);
    const embeddedBy = opened.phase === 'reflect' ? new Map<string, number>() : this.#plan(state, opened.slot, taken);
    const briefing = { ...taken, embeddedBy };
    this.#open.set(opened.slot, briefing);
    return briefing;
  }

  take(slot: number): Briefing {
    const briefing = this.#open.get(slot) as Briefing;
    this.#open.delete(slot);
    return briefing;
  }

  drop(slot: number): void {
    this.#open.delete(slot);
  }

  get open(): Iterable<readonly [number, Briefing]> {
    return this.#open;
  }

  /** The slot that each neighbour's vector comes from; parents first, as their children resemble them most. */
  #plan(state: RunState, slot: number, { draws, neighbours }: Omit<Briefing, 'embeddedBy'>): Map<string, number> {
    const plan = new Map<string, number>();
    const { vectors } = this;
    if (vectors === null) return plan;
    const parents = new Set(draws.map(({ parent }) => parent.id));
    const rank = ({ id }: { readonly id: number }): number => (parents.has(id) ? 0 : 1);
    let asked = 0;
    for (const { id, program } of [...neighbours].sort((a, b) => rank(a) - rank(b))) {
      if (plan.has(program)) continue;
      const by = this.#askedBy.get(program) ?? id;
      if (state.open.has(by) || vectors.has(by, program)) plan.set(program, by);
      else if (asked < MOST_EMBEDDED && vectors.textOf(program) !== '') {
        asked += 1;
        this.#askedBy.set(program, slot);
        plan.set(program, slot);
      }
    }
    return plan;
  }
}
