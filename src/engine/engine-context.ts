import type { Clock } from '../base/clock.ts';
import type { Event } from '../core/event.ts';
import type { Executor } from './executor.ts';
import type { Meter } from './meter.ts';
import type { ModelDesk } from './models/model-desk.ts';
import type { OpeningContext } from './open-slot.ts';
import type { OrderDesk } from './orders/order-desk.ts';
import type { Recorder } from './recorder.ts';

/** What the loop and its helpers work with. */
export interface EngineContext extends OpeningContext {
  readonly recorder: Recorder;
  readonly executor: Executor;
  /** Null for a run that asks no models. */
  readonly desk: ModelDesk | null;
  /** What people ask of the run while it goes on. */
  readonly orders: OrderDesk;
  readonly meter: Meter;
  readonly clock: Clock;
  /** Asked once per commit; true ends the loop with what is committed, and resume goes on from there. */
  readonly isPauseRequested: () => boolean;
  /** Told of every event once it is durable. */
  readonly observe: (event: Event) => void;
}
