import { KaizenError } from '../../base/errors.ts';
import type { Event } from '../../core/event.ts';
import type { GivenOrder, Order } from '../../core/order.ts';
import type { Program } from '../../core/program.ts';
import type { RunSpec } from '../../core/run-spec.ts';
import { cleanText } from '../../models/clean-text.ts';
import type { Workspace } from '../../store/contract.ts';
import { foldEvents } from '../replay.ts';
import { fitProgram } from './fit-program.ts';
import { recallMember } from './recall-member.ts';
import { operatorNames, whyLate, whyNever, whyNotNow } from './why-refused.ts';

/** An order as people give it: a program to inject by its files, by path. */
export type WantedOrder =
  | Exclude<Order, { kind: 'inject' }>
  | { readonly kind: 'inject'; readonly files: Readonly<Record<string, string>>; readonly island?: number };

/** Longer texts are cut before they are cleaned; every limit on what an order may hold is below. */
const TEXT_LIMIT = 100_000;

/**
 * Leaves an order for a run, which takes it between two slots: at once, after it is resumed, or when `atSlot` slots have
 * ended. What can be seen to be wrong with it is refused here; what is only wrong when its turn comes, the run's log says.
 *
 * Throws KAIZEN_RUN_FINISHED, KAIZEN_ORDER_REFUSED, and KAIZEN_PROGRAM_UNFIT for a program that is none for this task.
 */
export function giveOrder(
  workspace: Workspace,
  id: string,
  wanted: WantedOrder,
  atSlot: number | null = null,
): GivenOrder {
  const run = workspace.run(id);
  if (run.status === 'finished') {
    throw new KaizenError('KAIZEN_RUN_FINISHED', `run ${run.id} is finished (${run.reason})`, {
      wanted: 'a run that goes on, or is paused',
      next: `start another from its champion, with more budget: kaizen run --from ${run.id}`,
    });
  }
  const state = foldEvents(workspace.events(run.id));
  const refuse = (why: string): never => {
    throw new KaizenError('KAIZEN_ORDER_REFUSED', `run ${run.id} cannot take this order`, {
      got: why,
      next: `see what was asked of the run: kaizen steer ${run.id}`,
    });
  };
  if (state.spec.study !== undefined && wanted.kind !== 'pause') {
    refuse('the run belongs to a study, and a run that was steered cannot be compared');
  }
  if (wanted.kind === 'pause' && atSlot === null && workspace.runner(run.id) === null) refuse('nobody works on it');
  const { order, program } = prepare(workspace, state.spec, wanted);
  const why =
    whyNever(state, order) ??
    (atSlot === null
      ? whyNotNow(state, order, (slot) => recallMember(workspace.eventsOfSlot(run.id, slot), state.spec))
      : whyLate(state, atSlot));
  if (why !== null) refuse(why);
  const given = { order, atSlot };
  return { number: workspace.giveOrder(run.id, given, program), ...given };
}

/** The first program that a run begins with. */
export function seedProgramOf(workspace: Workspace, id: string): Program {
  const { value } = workspace.events(id).next();
  return workspace.program((value as Extract<Event, { type: 'run.created' }>).spec.seeds[0] as string);
}

function prepare(
  workspace: Workspace,
  spec: RunSpec,
  wanted: WantedOrder,
): { readonly order: Order; readonly program?: Program } {
  switch (wanted.kind) {
    case 'hint':
      return { order: { ...wanted, text: cleanText(wanted.text, TEXT_LIMIT) } };
    case 'ban-operator':
    case 'unban-operator':
      return { order: { ...wanted, operator: operatorNamed(spec, wanted.operator) } };
    case 'inject': {
      const { kind, files, island } = wanted;
      const seeds = spec.seeds.map((hash) => workspace.program(hash));
      const program = fitProgram(seeds, files);
      return { order: { kind, program: program.hash, ...(island !== undefined && { island }) }, program };
    }
    default:
      return { order: wanted };
  }
}

/** An operator may be called by its model alone, where that names one: `openai/gpt-5` for `model:openai/gpt-5`. */
function operatorNamed(spec: RunSpec, name: string): string {
  const names = operatorNames(spec);
  if (names.includes(name)) return name;
  const meant = names.filter((known) => known.endsWith(`:${name}`));
  return meant.length === 1 ? (meant[0] as string) : name;
}
