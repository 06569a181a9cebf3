import type { Member } from '../../core/candidate.ts';
import type { Event } from '../../core/event.ts';
import { candidateOf, memberOf } from '../../core/reduce.ts';
import type { RunSpec } from '../../core/run-spec.ts';

type Opened = Extract<Event, { type: 'slot.opened' }>;

/** Reads the members off a log, of which a state remembers only those that islands hold. */
export class MemberReader {
  readonly #spec: RunSpec;
  readonly #open = new Map<number, Opened>();

  constructor(spec: RunSpec) {
    this.#spec = spec;
  }

  /** The candidate whose evaluation this event is, as it was then; null for other events, and where it got no score. */
  read(event: Event): Member | null {
    switch (event.type) {
      case 'slot.opened':
        this.#open.set(event.slot, event);
        return null;
      case 'candidate.proposed': {
        const { slot, parents, proposal } = event;
        this.#open.set(slot, { ...(this.#open.get(slot) as Opened), parents, proposal });
        return null;
      }
      case 'candidate.rejected':
        this.#open.delete(event.slot);
        return null;
      case 'candidate.evaluated': {
        const candidate = candidateOf({ opened: this.#open.get(event.slot) as Opened, visible: 0 });
        this.#open.delete(event.slot);
        return candidate && memberOf(candidate, event.results, this.#spec, event.estimate);
      }
      default:
        return null;
    }
  }
}
