import { addCost, costOf } from '../core/cost.ts';
import type { Program } from '../core/program.ts';
import type { OpenSlot } from '../core/run-state.ts';
import type { SlotOutcome } from './commit-slot.ts';
import type { EngineContext } from './engine-context.ts';
import type { ModelDesk } from './models/model-desk.ts';
import { runProgram } from './run-program.ts';

/** What a slot does while it is in flight. It depends only on what was fixed when it was opened. */
export async function workOnSlot(open: OpenSlot, context: EngineContext): Promise<SlotOutcome> {
  const { slot, proposal, phase } = open.opened;
  const nothing = { slot, results: [], twin: null };
  if (!('asked' in proposal)) {
    if ('rejected' in proposal) return { ...nothing, cost: {} };
    return { slot, ...(await evaluate(open, proposal, context.programOf(proposal.program), context)) };
  }
  const desk = context.desk as ModelDesk;
  if (phase === 'reflect') return { ...nothing, cost: {}, reflected: await desk.reflect(open) };
  const asked = await desk.propose(open);
  if (asked.program === null || 'rejected' in asked.proposal) return { ...nothing, cost: asked.cost, asked };
  const { cost, ...rest } = await evaluate(open, asked.proposal, asked.program, context);
  return { slot, ...rest, cost: addCost(asked.cost, costOf(cost)), asked };
}

/** Sends a slot's candidate through the cascade. */
async function evaluate(
  { opened, visible }: OpenSlot,
  { size }: { readonly size: number },
  program: Program,
  context: EngineContext,
): Promise<Pick<SlotOutcome, 'results' | 'twin' | 'cost'>> {
  const { state } = context.recorder;
  const { noise } = state.spec;
  const evaluator = context.desk?.evaluator(opened.slot, 'score', noise?.reserve.sessions ?? 1);
  const { cost, ...rest } = await runProgram(context, {
    program,
    size,
    stages: context.task.stages,
    direction: context.task.direction,
    thresholds: opened.thresholds,
    noise,
    asking: evaluator?.asking,
    twinOf: (behaviour) => {
      const known = state.behaviours.get(behaviour);
      return known !== undefined && known.since <= visible ? known.candidate : null;
    },
  });
  return { ...rest, cost: { ...cost, ...evaluator?.cost } };
}
