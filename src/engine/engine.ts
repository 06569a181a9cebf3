import type { OpenSlot } from '../core/run-state.ts';
import { commitReflection, commitSlot, type SlotOutcome } from './commit-slot.ts';
import { confirmBest } from './confirm-best.ts';
import type { EngineContext } from './engine-context.ts';
import { checkFaults } from './faults.ts';
import { Flight } from './flight.ts';
import { keepArtifacts } from './keep-artifacts.ts';
import { migrateIfDue } from './migrate.ts';
import { openSlot } from './open-slot.ts';
import { stopReason } from './stop-rules.ts';
import { workOnSlot } from './work-on-slot.ts';

/** Commits that are gathered before they are written, at the most; a run that is killed does them again. */
const GROUP_SIZE = 32;

/** How long commits that are done may wait for the next one, so that both are written as one group. */
const GATHER_MS = 5;

/**
 * The loop. Open slots until `lag` are in flight, wait for the next one, commit it on the state as it is now. Slot n is
 * thus proposed on exactly the state after slot n − lag, on any number of workers and with any number of calls of models in
 * flight. Slots that are done in quick succession are written as one durable group; nobody is told of an event before it is
 * durable, and no model is asked before its slot is.
 */
export async function runSlots(context: EngineContext): Promise<'finished' | 'paused'> {
  const { recorder, task, algorithms, clock } = context;
  const { state } = recorder;
  const flight = new Flight(state.spec.commit);
  // A resumed run has slots that were opened but not committed: their programs are known, so they are evaluated again.
  for (const open of state.open.values()) flight.launch(open.opened.slot, workOnSlot(open, context));

  for (let gathered = 1; ; gathered++) {
    if (context.orders.take()) return 'paused';
    while (flight.size < state.spec.lag) {
      const opening = openSlot(state, context);
      if (opening === null) break;
      const { event, program } = opening;
      if (program !== null) {
        recorder.keepProgram(program);
        context.keepProgram(program);
      }
      recorder.emit(event);
      const open = state.open.get(event.slot) as OpenSlot;
      const asks = 'asked' in event.proposal;
      if (asks) context.desk?.brief(event);
      // What a model is asked for must be in the log before money is spent on it.
      if (asks || state.spec.taskModel !== undefined) flight.hold(event.slot, () => workOnSlot(open, context));
      else flight.launch(event.slot, workOnSlot(open, context));
    }
    // Slots that are held back wait for what is done already, and for nothing else.
    const isMoreNear = flight.isHolding ? flight.isNextDone : await flight.isNextWithin(GATHER_MS, clock);
    if (gathered >= GROUP_SIZE || !isMoreNear) {
      for (const event of recorder.flush()) context.observe(event);
      gathered = 0;
      flight.launchHeld();
    }
    if (flight.size === 0) return 'finished';

    if (await context.orders.cameBefore(flight)) continue;
    commit(await flight.next(), context);
    migrateIfDue(recorder, algorithms);
    await confirmBest(context);
    const reason = state.stopped === null ? stopReason(state, task.limits) : null;
    if (reason !== null) recorder.emit({ type: 'search.stopped', reason });
  }
}

/** Ends a slot on the state as it is now. */
function commit(outcome: SlotOutcome, { recorder, task, algorithms, meter, keepProgram }: EngineContext): void {
  const { slot, asked, reflected } = outcome;
  if (reflected !== undefined) {
    recorder.emit(commitReflection(outcome, meter.sinceLast()));
    return;
  }
  if (asked !== undefined) {
    const { parents, proposal, calls, program } = asked;
    if (program !== null) {
      recorder.keepProgram(program);
      keepProgram(program);
    }
    recorder.emit({ type: 'candidate.proposed', slot, parents, proposal, calls });
  }
  const event = commitSlot(recorder.state, outcome, { algorithms, task }, meter.sinceLast());
  recorder.emit(keepArtifacts(recorder, event));
  checkFaults(recorder, event);
}
