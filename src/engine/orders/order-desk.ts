import type { Clock } from '../../base/clock.ts';
import { randomFrom, slotKey } from '../../base/random.ts';
import { type CandidateId, type Member, recordOf } from '../../core/candidate.ts';
import type { Event, IslandChange } from '../../core/event.ts';
import type { GivenOrder, Order } from '../../core/order.ts';
import type { MutableRegion } from '../../core/region.ts';
import type { Task } from '../../core/task.ts';
import type { Workspace } from '../../store/contract.ts';
import type { Algorithms } from '../components.ts';
import type { Flight } from '../flight.ts';
import type { Recorder } from '../recorder.ts';
import { stopReason } from '../stop-rules.ts';
import { lookBack } from './look-back.ts';
import { recallMember } from './recall-member.ts';
import { standingAfter } from './standing-after.ts';
import { whyLate, whyNever, whyNotNow } from './why-refused.ts';

/** How often the workspace is asked for new orders, at the most. */
const LOOK_MS = 100;

export interface OrderContext {
  readonly run: string;
  readonly workspace: Pick<Workspace, 'orders' | 'events' | 'eventsOfSlot'>;
  readonly recorder: Recorder;
  readonly algorithms: Pick<Algorithms, 'archive'>;
  readonly task: Pick<Task, 'limits'>;
  readonly clock: Clock;
  /** Whether the process was asked to pause; asked often, so it must be cheap. */
  readonly isPauseRequested: () => boolean;
  /** Told of every event once it is durable. */
  readonly observe: (event: Event) => void;
}

type Steered = Extract<Event, { type: 'run.steered' }>;

/** Takes the orders that people left for a run, each once and between two slots, and makes events of them; and hears when it is to pause. */
export class OrderDesk {
  readonly #context: OrderContext;
  readonly #waiting: GivenOrder[] = [];
  #lastSeen = 0;
  #nextLookAt = Number.NEGATIVE_INFINITY;
  #isPausing = false;

  constructor(context: OrderContext) {
    this.#context = context;
  }

  /** Takes what is due, before further slots are opened; true when the run is to pause. */
  take(): boolean {
    const { recorder, task } = this.#context;
    const { state } = recorder;
    if (this.#hearsPause()) return true;
    this.#look();
    let hasTaken = false;
    for (const given of [...this.#waiting]) {
      const { number, order, atSlot } = given;
      if (atSlot !== null && atSlot > state.committed) continue;
      this.#waiting.splice(this.#waiting.indexOf(given), 1);
      this.#emit(number, order, atSlot);
      hasTaken = true;
      if (order.kind === 'pause' && state.steering.taken.get(number)?.refused === undefined) return true;
    }
    const reason = hasTaken && state.stopped === null ? stopReason(state, task.limits) : null;
    if (reason !== null) recorder.emit({ type: 'search.stopped', reason });
    return false;
  }

  /** Waits until the next slot is done; true as soon as there is something to `take` before, which may take a model minutes. */
  async cameBefore(flight: Flight): Promise<boolean> {
    while (!(await flight.isNextWithin(LOOK_MS, this.#context.clock))) {
      if (this.#hearsPause()) return true;
      this.#look();
      if (this.#waiting.some(({ atSlot }) => atSlot === null)) return true;
    }
    return false;
  }

  #hearsPause(): boolean {
    // Whoever asked once need not ask again.
    this.#isPausing ||= this.#context.isPauseRequested();
    return this.#isPausing;
  }

  #look(): void {
    const { run, workspace, recorder, clock } = this.#context;
    const now = clock.monotonic();
    if (now < this.#nextLookAt) return;
    this.#nextLookAt = now + LOOK_MS;
    for (const given of workspace.orders(run, this.#lastSeen)) {
      this.#lastSeen = given.number;
      if (!recorder.state.steering.taken.has(given.number)) this.#waiting.push(given);
    }
  }

  #emit(number: number, order: Order, atSlot: number | null): void {
    const { recorder, observe } = this.#context;
    const { state } = recorder;
    // What an order is about may long be forgotten here: the log knows, once it is written.
    for (const written of recorder.flush()) observe(written);
    const steered = { type: 'run.steered', number, order, committed: state.committed } as const;
    const refused =
      (atSlot === null ? null : whyLate(state, atSlot)) ??
      whyNever(state, order) ??
      whyNotNow(state, order, (id) => this.#recall(id));
    const event = refused === null ? this.#outcome(steered) : { ...steered, refused };
    recorder.emit(event);
    if (order.kind === 'ban' && event.refused === undefined) this.#refound();
  }

  #outcome(event: Steered): Steered {
    const { order } = event;
    if (order.kind === 'pin') return { ...event, restored: recordOf(this.#recall(order.candidate) as Member) };
    if (order.kind !== 'ban' && order.kind !== 'unban') return event;
    const { run, workspace, recorder } = this.#context;
    const { state } = recorder;
    const past = lookBack(workspace.events(run), state.spec);
    const standing = standingAfter(state, order, past, (id) => this.#recall(id) as Member);
    if (standing === null) return { ...event, refused: 'nobody with a score would be left' };
    if (order.kind === 'ban') return { ...event, standing };
    const restored = this.#recall(order.candidate) as Member;
    const isFree = ![...state.steering.bans].some(
      ([root, { candidates }]) => root !== order.candidate && candidates.has(order.candidate),
    );
    const changes = isFree ? this.#arrival(restored, restored.island) : [];
    return { ...event, restored: recordOf(restored), standing: { ...standing, changes } };
  }

  /** An island that a ban has emptied begins again with a copy of the best, as one that is reset does. */
  #refound(): void {
    const { recorder } = this.#context;
    const { state } = recorder;
    for (const [island, { members }] of state.regions.entries()) {
      if (members.length > 0) continue;
      const changes = this.#arrival(state.best as Member, island);
      recorder.emit({ type: 'island.reset', changes });
    }
  }

  #arrival(member: Member, island: number): IslandChange[] {
    const { recorder, algorithms } = this.#context;
    const { regions, spec } = recorder.state;
    const random = randomFrom(slotKey(spec.seed, recorder.state.committed, `steer/${member.id}/${island}`));
    const { changes } = algorithms.archive.add(regions[island] as MutableRegion, member, random);
    return changes.map((change) => ({ island, ...change }));
  }

  /** A candidate that has a score, as the run knows it or as its log does. */
  #recall(id: CandidateId): Member | null {
    const { run, workspace, recorder } = this.#context;
    const { members, spec } = recorder.state;
    return members.get(id) ?? recallMember(workspace.eventsOfSlot(run, id), spec);
  }
}
