import type { Clock } from '../base/clock.ts';
import type { Event } from '../core/event.ts';
import type { OpenSlot } from '../core/run-state.ts';
import { runCascade } from './cascade.ts';
import { commitSlot, type SlotOutcome } from './commit-slot.ts';
import { confirmBest } from './confirm-best.ts';
import type { Executor } from './executor.ts';
import { checkFaults } from './faults.ts';
import { Flight } from './flight.ts';
import { keepArtifacts } from './keep-artifacts.ts';
import type { Meter } from './meter.ts';
import { migrateIfDue } from './migrate.ts';
import { type OpeningContext, openSlot } from './open-slot.ts';
import type { Recorder } from './recorder.ts';
import { reportedSteps } from './reported-steps.ts';
import { stopReason } from './stop-rules.ts';

export interface EngineContext extends OpeningContext {
  readonly recorder: Recorder;
  readonly executor: Executor;
  readonly meter: Meter;
  readonly clock: Clock;
  /** Asked once per commit; true ends the loop with what is committed, and resume goes on from there. */
  readonly isPauseRequested: () => boolean;
  /** Told of every event once it is durable. */
  readonly observe: (event: Event) => void;
}

/** Commits that are gathered before they are written, at the most; a run that is killed does them again. */
const GROUP_SIZE = 32;

/** How long commits that are done may wait for the next one, so that both are written as one group. */
const GATHER_MS = 5;

/**
 * The loop. Open slots until `lag` are in flight, wait for the next one, commit it on the state as it is now. Slot n is
 * thus proposed on exactly the state after slot n − lag, on any number of workers. Slots that are done in quick
 * succession are written as one durable group; nobody is told of an event before it is durable.
 */
export async function runSlots(context: EngineContext): Promise<'finished' | 'paused'> {
  const { recorder, task, algorithms, meter, clock } = context;
  const { state } = recorder;
  const flight = new Flight(state.spec.commit);
  // A resumed run has slots that were opened but not committed: their programs are known, so they are evaluated again.
  for (const open of state.open.values()) flight.launch(open.opened.slot, work(open, context));

  for (let gathered = 1; ; gathered++) {
    while (flight.size < state.spec.lag) {
      const opening = openSlot(state, context);
      if (opening === null) break;
      const { event, program } = opening;
      if (program !== null) {
        recorder.keepProgram(program);
        context.keepProgram(program);
      }
      recorder.emit(event);
      flight.launch(event.slot, work(state.open.get(event.slot) as OpenSlot, context));
    }
    if (gathered >= GROUP_SIZE || !(await flight.isNextWithin(GATHER_MS, clock))) {
      for (const event of recorder.flush()) context.observe(event);
      gathered = 0;
    }
    if (flight.size === 0) return 'finished';

    const outcome = await flight.next();
    if (context.isPauseRequested()) return 'paused';
    const event = commitSlot(state, outcome, { algorithms, task }, meter.sinceLast());
    recorder.emit(keepArtifacts(recorder, event));
    checkFaults(recorder, event);
    migrateIfDue(recorder, algorithms);
    await confirmBest(context);
    const reason = state.stopped === null ? stopReason(state, task.limits) : null;
    if (reason !== null) recorder.emit({ type: 'search.stopped', reason });
  }
}

/** What a slot does while it is in flight. It depends only on what was fixed when it was opened. */
async function work({ opened, visible }: OpenSlot, context: EngineContext): Promise<SlotOutcome> {
  const { slot, proposal, thresholds } = opened;
  if (!('program' in proposal)) return { slot, results: [], twin: null, cost: {} };
  const { state } = context.recorder;
  const { results, twin, evaluations, usage } = await runCascade(context.executor, {
    program: context.programOf(proposal.program),
    size: proposal.size,
    stages: context.task.stages,
    direction: context.task.direction,
    thresholds,
    noise: state.spec.noise,
    twinOf: (behaviour) => {
      const known = state.behaviours.get(behaviour);
      return known !== undefined && known.since <= visible ? known.candidate : null;
    },
  });
  context.meter.addChildCpu(usage.cpuMs);
  return { slot, results, twin, cost: { evaluations, steps: usage.steps + reportedSteps(results) } };
}
