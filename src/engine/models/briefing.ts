import type { JsonObject } from '../../base/json.ts';
import { randomFrom, slotKey } from '../../base/random.ts';
import type { Candidate, CandidateId, Member, ParentReference } from '../../core/candidate.ts';
import { scoreOf } from '../../core/evaluation.ts';
import type { Event } from '../../core/event.ts';
import type { Guidance, ModelOperator } from '../../core/model-operator.ts';
import type { MutableRegion } from '../../core/region.ts';
import type { RunState } from '../../core/run-state.ts';
import { chooseParents } from '../choose-parents.ts';
import type { Algorithms } from '../components.ts';
import { drawFailed, isMending } from '../mending.ts';

/** Sets of parents that one slot may try: each is drawn afresh, the next one only when a proposal came to nothing. */
export const DRAWS = 3;

/** A parent and what is shown beside it. */
export interface ParentDraw {
  readonly parent: Candidate;
  /** The parent with its scores; null for one that failed and is to be mended. */
  readonly member: Member | null;
  readonly inspirations: readonly Member[];
}

/**
 * All that a slot's proposal may look at, taken when the slot is opened: by the time a model answers the run has gone on,
 * and what it is asked must not depend on how fast it was. A resumed run takes it again at the same event of its log.
 */
export interface Briefing {
  readonly draws: readonly ParentDraw[];
  /** Members of the island. */
  readonly neighbours: readonly Member[];
  readonly best: Member | null;
  readonly bestScore: number | null;
  readonly guidance: Guidance;
  /** Candidates that ended since the reflector of this slot was last asked; empty for proposals. */
  readonly recent: readonly { readonly id: CandidateId; readonly member: Member | null }[];
  /** The learned state of the slot's operator or reflector. */
  readonly learned: JsonObject;
  /** The slot that asks for the vector of a neighbour, by hash of the program; missing where none is to be had. */
  readonly embeddedBy: ReadonlyMap<string, number>;
}

type Opened = Extract<Event, { type: 'slot.opened' }>;

/** Takes the briefing of a slot that was opened just now, on the state right after its event. */
export function takeBriefing(state: RunState, opened: Opened, algorithms: Algorithms): Omit<Briefing, 'embeddedBy'> {
  const { slot, operator: name, island, phase } = opened;
  const region = state.regions[island] as MutableRegion;
  const operator = algorithms.modelOperators.find((known) => known.name === name);
  const draws =
    operator === undefined
      ? []
      : Array.from({ length: DRAWS }, (_, index) => drawParents(state, slot, island, operator, algorithms, index));
  const { best } = state;
  return {
    draws,
    neighbours: [...region.members],
    best,
    bestScore: best && scoreOf(best.merit, state.spec.task.direction),
    guidance: phase === 'reflect' ? {} : guidanceOf(state, slot, algorithms),
    recent: latest(state, algorithms.reflectors.find((known) => known.name === name)?.interval ?? 0),
    learned: state.learned.get(name) ?? {},
  };
}

function latest(state: RunState, count: number): Briefing['recent'] {
  if (count === 0) return [];
  return state.recent.slice(-count).map((id) => ({ id, member: state.members.get(id) ?? null }));
}

/** One set of parents; equal arguments give equal draws. */
export function drawParents(
  state: RunState,
  slot: number,
  island: number,
  operator: ModelOperator,
  algorithms: Algorithms,
  index: number,
): ParentDraw {
  const draw = (purpose: string) => randomFrom(slotKey(state.spec.seed, slot, `${purpose}/${index}`));
  if (isMending(state)) return { parent: drawFailed(state, draw('parent')), member: null, inspirations: [] };
  const region = state.regions[island] as MutableRegion;
  const [parent] = chooseParents(state, region, algorithms, 1, draw) as [Member];
  const { inspirations } = algorithms;
  const shown =
    inspirations === null
      ? []
      : inspirations.select(parent, region, state.best, operator.inspirations, draw('inspirations'));
  return { parent, member: parent, inspirations: shown };
}

export function referencesTo({ parent, inspirations }: Omit<ParentDraw, 'member'>): ParentReference[] {
  return [
    { id: parent.id, role: 'parent' },
    ...inspirations.map(({ id }): ParentReference => ({ id, role: 'inspiration' })),
  ];
}

/** What people and every reflector have to say to this slot, as one. */
function guidanceOf(state: RunState, slot: number, { reflectors }: Algorithms): Guidance {
  const advice = [...state.steering.hints.values()];
  const note: Record<string, JsonObject> = {};
  let system: string | undefined;
  for (const reflector of reflectors) {
    const random = randomFrom(slotKey(state.spec.seed, slot, `guide/${reflector.name}`));
    const guidance = reflector.guide(state.learned.get(reflector.name) ?? {}, random);
    system = guidance.system ?? system;
    advice.push(...(guidance.advice ?? []));
    if (guidance.note !== undefined) note[reflector.name] = guidance.note;
  }
  return {
    ...(system !== undefined && { system }),
    ...(advice.length > 0 && { advice }),
    ...(Object.keys(note).length > 0 && { note }),
  };
}
