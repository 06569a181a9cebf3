import type { JsonObject } from '../base/json.ts';
import { type Random, randomFrom, slotKey } from '../base/random.ts';
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
  if (phase === 'simplify') return openSimplification(state, context);
  const [injected] = state.steering.injected;
  if (injected !== undefined) return openInjected(state, context, injected);
  return phase === 'reflect' ? openReflection(state, context) : openSearch(state, context);
}

function openSearch(state: RunState, context: OpeningContext): Opening | null {
  const { algorithms } = context;
  const draw = drawsOf(state);
  const isToMend = isMending(state);
  const operator = chooseOperator(state, algorithms, draw('operator'), isToMend);
  if (operator === undefined) return null;
  // Programs that failed are on no island: the first that works founds them all.
  const island = isToMend ? 0 : algorithms.islands.choose(state.regions, draw('island'), state.nextSlot);
  if (isModelOperator(operator)) return openAsked(state, context, operator, island);
  const region = state.regions[island] as MutableRegion;
  const parents = chooseParents(state, region, algorithms, operator.arity, draw);
  return openEdit(state, context, { phase: 'search', operator, island, parents });
}

function openSimplification(state: RunState, context: OpeningContext): Opening {
  const champion = state.champion as Member;
  const { island } = champion;
  return openEdit(state, context, {
    phase: 'simplify',
    operator: context.algorithms.simplifier,
    island,
    parents: [champion],
  });
}

interface Edit {
  readonly phase: 'search' | 'simplify';
  readonly operator: Operator;
  readonly island: number;
  readonly parents: readonly Member[];
}

/** What an operator of this process makes of its parents. */
function openEdit(state: RunState, context: OpeningContext, { phase, operator, island, parents }: Edit): Opening {
  const input = {
    parents: parents.map((member): Parent => ({ member, program: context.programOf(member.program) })) as [Parent],
    task: context.task,
    state: state.learned.get(operator.name) ?? {},
  };
  const answer = proposeNew(state, operator, input, drawsOf(state));
  const event = {
    type: 'slot.opened',
    slot: state.nextSlot,
    phase,
    operator: operator.name,
    island,
    parents: parents.map(({ id }, index): ParentReference => ({ id, role: index === 0 ? 'parent' : 'mate' })),
    thresholds: thresholdsFor(state, context.task.stages, state.regions[island] as MutableRegion, phase),
    proposal: proposalRecord(answer, parents),
  } as const;
  return { event, program: answer.kind === 'proposed' ? answer.program : null };
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

function openSeed(state: RunState, context: OpeningContext): Opening {
  const hash = state.spec.seeds[state.nextSlot] as string;
  return openGiven(state, context, { phase: 'seed', operator: 'seed', island: 0, hash, note: {} });
}

/** The program that a person gave: evaluated like any other. */
function openInjected(state: RunState, context: OpeningContext, injected: Injected): Opening {
  const { number, program: hash, island: wanted } = injected;
  const { islands } = context.algorithms;
  const island = wanted ?? islands.choose(state.regions, drawsOf(state)('island'), state.nextSlot);
  return openGiven(state, context, { phase: 'search', operator: INJECTED, island, hash, note: { order: number } });
}

type Injected = RunState['steering']['injected'][0];

interface Given {
  readonly phase: 'seed' | 'search';
  readonly operator: string;
  readonly island: number;
  readonly hash: string;
  readonly note: JsonObject;
}

/** A program that is there already, the child of nobody. */
function openGiven(state: RunState, { task, programOf }: OpeningContext, given: Given): Opening {
  const { phase, operator, island, hash, note } = given;
  const program = programOf(hash);
  const proposal = { program: hash, size: programSize(program), generation: 0, note };
  const thresholds = thresholdsFor(state, task.stages, state.regions[island] as MutableRegion, phase);
  return {
    event: { type: 'slot.opened', slot: state.nextSlot, phase, operator, island, parents: [], proposal, thresholds },
    program,
  };
}

/** Undefined where something is to be mended, and all operators that could do it are banned. */
function chooseOperator(
  { spec, steering, arms }: RunState,
  { operators, allocator }: Algorithms,
  random: Random,
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

type Draw = (purpose: string) => Random;

/** The draws of the next slot. */
function drawsOf({ spec, nextSlot }: RunState): Draw {
  return (purpose) => randomFrom(slotKey(spec.seed, nextSlot, purpose));
}

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
