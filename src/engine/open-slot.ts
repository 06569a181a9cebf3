import { randomFrom, slotKey } from '../base/random.ts';
import type { Member, ParentReference } from '../core/candidate.ts';
import type { ComponentSpec } from '../core/component.ts';
import type { Event, Phase, ProposalRecord } from '../core/event.ts';
import type { ModelOperator, Reflector } from '../core/model-operator.ts';
import type { Operator, Parent, Proposal, ProposalInput } from '../core/operator.ts';
import { INJECTED } from '../core/order.ts';
import type { Program } from '../core/program.ts';
import type { MutableRegion } from '../core/region.ts';
import type { RunState } from '../core/run-state.ts';
import type { Arm } from '../core/search.ts';
import type { Task } from '../core/task.ts';
import { mendsFailures } from '../search/operators/model/create-model-operator.ts';
import { programSize } from '../search/operators/program-size.ts';
import { chooseParents } from './choose-parents.ts';
import { type Algorithms, isModelOperator } from './components.ts';
import { hasBudgetFor } from './ledger.ts';
import { isMending } from './mending.ts';
import { drawParents, referencesTo } from './models/briefing.ts';
import { maySimplify } from './stop-rules.ts';
import { thresholdsFor } from './thresholds.ts';

/** Fresh draws that an operator gets when its child was proposed before. */
const ATTEMPTS = 6;

export interface OpeningContext {
  readonly task: Task;
  readonly algorithms: Algorithms;
  readonly programOf: (hash: string) => Program;
  /** A program that was proposed just now and will be asked for soon. */
  readonly keepProgram: (program: Program) => void;
}

export interface Opening {
  readonly event: Extract<Event, { type: 'slot.opened' }>;
  /** The child, when there is one. */
  readonly program: Program | null;
}

/** Opens the next slot on the state as it is now; null when no slot may be opened yet, or ever. */
export function openSlot(state: RunState, context: OpeningContext): Opening | null {
  const phase = nextPhase(state, context.algorithms);
  if (phase === null || !hasBudgetFor(state, context.task.limits)) return null;
  if (phase === 'seed') return openSeed(state, context);
  if (phase !== 'simplify' && state.steering.injected.length > 0) return openInjected(state, context);
  if (phase === 'reflect') return openReflection(state, context);
  const slot = state.nextSlot;
  const draw = (purpose: string) => randomFrom(slotKey(state.spec.seed, slot, purpose));
  const { algorithms } = context;
  const isToMend = phase === 'search' && isMending(state);

  const island =
    phase === 'simplify'
      ? (state.champion as Member).island
      : isToMend
        ? 0
        : algorithms.islands.choose(state.regions, draw('island'), slot);
  const region = state.regions[island] as MutableRegion;
  const operator =
    phase === 'simplify' ? algorithms.simplifier : chooseOperator(state, algorithms, draw('operator'), isToMend);
  if (operator === undefined) return null;
  if (isModelOperator(operator)) return openAsked(state, context, operator, island);
  const parents =
    phase === 'simplify' ? [state.champion as Member] : chooseParents(state, region, algorithms, operator.arity, draw);

  const opened = {
    type: 'slot.opened',
    slot,
    phase,
    operator: operator.name,
    island,
    parents: parents.map(({ id }, index): ParentReference => ({ id, role: index === 0 ? 'parent' : 'mate' })),
    thresholds: thresholdsFor(state, context.task.stages, region, phase),
  } as const;
  const input = {
    parents: parents.map((member): Parent => ({ member, program: context.programOf(member.program) })) as [Parent],
    task: context.task,
    state: state.learned.get(operator.name) ?? {},
  };
  const answer = proposeNew(state, operator, input, draw);
  const program = answer.kind === 'proposed' ? answer.program : null;
  return { event: { ...opened, proposal: proposalRecord(answer, parents) }, program };
}

/** The slot begins; what the model proposes follows when it has answered. */
function openAsked(
  state: RunState,
  { task, algorithms }: OpeningContext,
  operator: ModelOperator,
  island: number,
): Opening {
  const slot = state.nextSlot;
  const region = state.regions[island] as MutableRegion;
  const parents = referencesTo(drawParents(state, slot, island, operator, algorithms, 0));
  const thresholds = thresholdsFor(state, task.stages, region, 'search');
  const proposal = { asked: operator.model };
  const { name } = operator;
  return {
    event: { type: 'slot.opened', slot, phase: 'search', operator: name, island, parents, proposal, thresholds },
    program: null,
  };
}

function openReflection(state: RunState, { algorithms }: OpeningContext): Opening {
  const { name, model } = dueReflector(state, algorithms) as Reflector;
  const thresholds = { stages: {}, incumbent: null };
  const rest = { island: 0, parents: [], proposal: { asked: model }, thresholds };
  return {
    event: { type: 'slot.opened', slot: state.nextSlot, phase: 'reflect', operator: name, ...rest },
    program: null,
  };
}

/** The first reflector that has not been asked for so many candidates, and is not being asked now. */
function dueReflector(state: RunState, { reflectors }: Algorithms): Reflector | undefined {
  const due = reflectors.filter(
    ({ name, interval }) =>
      state.evaluated - (state.reflected.get(name) ?? 0) >= interval && !state.steering.bannedOperators.has(name),
  );
  if (due.length === 0) return undefined;
  const asked = new Set([...state.open.values()].map(({ opened }) => opened.operator));
  return due.find(({ name }) => !asked.has(name));
}

function nextPhase(state: RunState, algorithms: Algorithms): Phase | null {
  const seeds = state.spec.seeds.length;
  if (state.nextSlot < seeds) return 'seed';
  if (state.committed < seeds) return null;
  if (state.stopped === null) return dueReflector(state, algorithms) === undefined ? 'search' : 'reflect';
  return maySimplify(state) ? 'simplify' : null;
}

function openSeed(state: RunState, { task, programOf }: OpeningContext): Opening {
  const slot = state.nextSlot;
  const program = programOf(state.spec.seeds[slot] as string);
  const proposal = { program: program.hash, size: programSize(program), generation: 0, note: {} };
  const thresholds = thresholdsFor(state, task.stages, state.regions[0] as MutableRegion, 'seed');
  return {
    event: { type: 'slot.opened', slot, phase: 'seed', operator: 'seed', island: 0, parents: [], proposal, thresholds },
    program,
  };
}

/** The program that a person gave: evaluated like any other, and the child of nobody. */
function openInjected(state: RunState, { task, algorithms, programOf }: OpeningContext): Opening {
  const slot = state.nextSlot;
  const [first] = state.steering.injected;
  const { number, program: hash, island: wanted } = first as RunState['steering']['injected'][0];
  const draw = randomFrom(slotKey(state.spec.seed, slot, 'island'));
  const island = wanted ?? algorithms.islands.choose(state.regions, draw, slot);
  const program = programOf(hash);
  const proposal = { program: hash, size: programSize(program), generation: 0, note: { order: number } };
  const thresholds = thresholdsFor(state, task.stages, state.regions[island] as MutableRegion, 'search');
  return {
    event: {
      type: 'slot.opened',
      slot,
      phase: 'search',
      operator: INJECTED,
      island,
      parents: [],
      proposal,
      thresholds,
    },
    program,
  };
}

/** Undefined where something is to be mended, and all operators that could do it are banned. */
function chooseOperator(
  { spec, steering, arms }: RunState,
  { operators, allocator }: Algorithms,
  random: ReturnType<Draw>,
  isToMend: boolean,
): Operator | ModelOperator | undefined {
  const allowed = operators.filter(
    ({ name }, index) =>
      !steering.bannedOperators.has(name) &&
      (!isToMend || mendsFailures(spec.components.operators[index] as ComponentSpec)),
  );
  if (allowed.length === 0) return undefined;
  const known = allowed.map(({ name }) => arms.get(name) as Arm);
  return allowed[allocator.choose(known, random)];
}

type Draw = (purpose: string) => ReturnType<typeof randomFrom>;

/** Asks again, with fresh draws, while the child was proposed before: identical programs cost nothing twice. */
function proposeNew(state: RunState, operator: Operator, input: Omit<ProposalInput, 'random'>, draw: Draw): Proposal {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const answer = operator.propose({ ...input, random: draw(`propose/${attempt}`) });
    if (answer.kind === 'rejected' || !state.seen.has(answer.program.hash)) return answer;
  }
  return { kind: 'rejected', reason: 'duplicate' };
}

/** What the log keeps of a proposal. */
function proposalRecord(answer: Proposal, parents: readonly Member[]): ProposalRecord {
  if (answer.kind === 'rejected') return { rejected: answer.reason };
  return {
    program: answer.program.hash,
    size: programSize(answer.program),
    generation: Math.max(...parents.map(({ generation }) => generation)) + 1,
    note: answer.note ?? {},
  };
}
