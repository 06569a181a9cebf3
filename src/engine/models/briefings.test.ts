import { describe, expect, it } from 'vitest';
import { sampleSpec, sampleState, slotEvents } from '../../../testing/sample-state.ts';
import type { JsonObject } from '../../base/json.ts';
import type { Event } from '../../core/event.ts';
import type { ModelAccess } from '../../core/model.ts';
import { ModelFault } from '../../core/model-fault.ts';
import type { ProgramEmbedding } from '../../core/novelty.ts';
import { createProgram } from '../../core/program.ts';
import { reduce } from '../../core/reduce.ts';
import type { RunState } from '../../core/run-state.ts';
import type { ModelCall } from '../../store/model-calls.ts';
import { createAlgorithms } from '../components.ts';
import type { Briefing } from './briefing.ts';
import { Briefings } from './briefings.ts';
import { ProgramVectors } from './program-vectors.ts';
import { VectorDesk } from './vector-desk.ts';

const MODEL = 'local/embed';
const ARM = { name: 'model', as: 'model:a/b', options: { model: 'a/b' } };
const spec = sampleSpec({
  components: {
    operators: [ARM],
    inspirations: { name: 'archive-and-top' },
    novelty: { name: 'provider', options: { model: MODEL } },
  },
});
const algorithms = createAlgorithms(spec.components);
const embedding = algorithms.novelty?.embeds as ProgramEmbedding;
/** The text of a program is its hash, but for one that has none. */
const programOf = (hash: string) =>
  createProgram({ language: 'unknown', entry: 'f', files: { f: hash === 'hash-5' ? ' ' : hash } });
const vectorOf = (text: string): number[] => [text.length, text.charCodeAt(5), 1];

function setUp(scores: readonly number[]) {
  const state = sampleState(spec, scores);
  const journal: ModelCall[] = [];
  const lookedUp: number[] = [];
  const vectors = new ProgramVectors(embedding, programOf, (slot) => {
    lookedUp.push(slot);
    return journal.filter((call) => call.slot === slot);
  });
  const briefings = new Briefings(vectors);
  return { state, journal, briefings, vectors, lookedUp };
}

/** Opens a slot that asks a model, and takes its briefing. */
function open(state: RunState, briefings: Briefings): { slot: number; briefing: Briefing } {
  const slot = state.nextSlot;
  const [opened] = slotEvents(slot, 1, state) as [Extract<Event, { type: 'slot.opened' }>];
  const asking = { ...opened, operator: 'model:a/b', proposal: { asked: 'a/b' } };
  reduce(state, asking);
  return { slot, briefing: briefings.add(state, asking, algorithms) };
}

function end(state: RunState, slot: number): void {
  const [, ended] = slotEvents(slot, 'rejected', state) as [Event, Event];
  reduce(state, ended);
}

const ids = (...numbers: number[]): string[] => numbers.map((id) => `hash-${id}`);
const askedBy = ({ embeddedBy }: Briefing, slot: number): string[] =>
  [...embeddedBy].flatMap(([program, by]) => (by === slot ? [program] : [])).sort();

/** Calls that end as the function says, and a journal of them. */
function models(slot: number, journal: ModelCall[], answer = vectorOf): ModelAccess {
  return {
    chat: () => Promise.reject(new TypeError('nobody chats here')),
    async embed(purpose, request) {
      const usage = { tokensIn: 1, tokensCached: 0, tokensOut: 0, tokensReasoning: 0 };
      const outcome = { vectors: request.texts.map(answer), usage };
      const cost = { tokensIn: 1, tokensOut: 0, tokensCached: 0, microUsd: 1 };
      const shared = { slot, purpose, attempt: 0, model: MODEL, cost, status: 'settled' } as const;
      const plain = request as unknown as JsonObject;
      journal.push({ ...shared, request: plain, outcome: outcome as unknown as JsonObject });
      return outcome;
    },
  };
}

describe('who asks for the vector of a neighbour', () => {
  it('is the first slot that has it, the parents first, eight at the most; a program without text is left out', () => {
    const { state, briefings } = setUp(Array.from({ length: 12 }, (_, id) => 20 - id));
    const first = open(state, briefings);
    const own = askedBy(first.briefing, first.slot);
    expect(own).toHaveLength(8);
    for (const { parent } of first.briefing.draws) if (parent.id !== 5) expect(own).toContain(`hash-${parent.id}`);
    const second = open(state, briefings);
    const others = ids(0, 1, 2, 3, 4, 6, 7, 8, 9, 10, 11).filter((hash) => !own.includes(hash));
    expect(askedBy(second.briefing, second.slot)).toEqual(others.sort());
    // The first one is still at it.
    expect(askedBy(second.briefing, first.slot)).toEqual(own);
    expect(second.briefing.embeddedBy.has('hash-5')).toBe(false);
  });

  it('is asked again by a later slot where the first one ended without an answer, and only then', async () => {
    for (const isAnswered of [true, false]) {
      const { state, briefings, journal, vectors } = setUp([3, 2, 1]);
      const first = open(state, briefings);
      expect(askedBy(first.briefing, first.slot)).toEqual(ids(0, 1, 2));
      const desk = new VectorDesk(vectors, briefings.open);
      if (isAnswered) await desk.askForNeighbours(first.slot, first.briefing, models(first.slot, journal));
      end(state, first.slot);
      const second = open(state, briefings);
      expect(askedBy(second.briefing, isAnswered ? first.slot : second.slot)).toEqual(ids(0, 1, 2));
    }
  });

  it('is found out without looking twice into the journal of a slot that is over and has no vector', () => {
    const { state, briefings, lookedUp } = setUp(Array.from({ length: 40 }, (_, id) => 50 - id));
    for (let count = 0; count < 4; count++) open(state, briefings);
    const over = lookedUp.filter((slot) => slot < 40);
    expect(over.length).toBeGreaterThan(30);
    expect(new Set(over).size).toBe(over.length);
  });

  it('is nobody for a child that was embedded in its own slot', async () => {
    const { state, briefings, journal } = setUp([3, 2]);
    await models(1, journal).embed('vectors/propose/0', { model: MODEL, texts: ['hash-1'] });
    const { slot, briefing } = open(state, briefings);
    expect(askedBy(briefing, slot)).toEqual(ids(0));
    expect(askedBy(briefing, 1)).toEqual(ids(1));
  });
});

describe('vectors around a child', () => {
  const child = programOf('hash-77');
  const hashes = (around: ReadonlyMap<string, unknown>): string[] => [...around.keys()].sort();

  it('wait for the slot that asks for them', async () => {
    const { state, briefings, journal, vectors } = setUp([3, 2, 1]);
    const [first, second] = [open(state, briefings), open(state, briefings)];
    const desk = new VectorDesk(vectors, briefings.open);
    const around = desk.around(child, second.briefing, models(second.slot, journal), 'propose/0');
    await desk.askForNeighbours(first.slot, first.briefing, models(first.slot, journal));
    expect(hashes(await around)).toEqual([...ids(0, 1, 2), child.hash].sort());
    expect([...((await around).get('hash-2') ?? [])]).toEqual(vectorOf('hash-2'));
    expect(journal.map(({ slot, purpose }) => `${slot} ${purpose}`)).toEqual([
      `${first.slot} vectors/neighbours`,
      `${second.slot} vectors/propose/0`,
    ]);
  });

  it('are those that the model gives; a defect ends all who wait for it', async () => {
    const fault = new ModelFault('KAIZEN_MODEL_TIMEOUT', 'no reply', { retryable: false, billed: 'no' });
    const failing = (error: Error): ModelAccess => ({ ...models(0, []), embed: () => Promise.reject(error) });
    const { state, briefings, journal, vectors } = setUp([3, 2, 1]);
    const [first, second] = [open(state, briefings), open(state, briefings)];
    const silent = new VectorDesk(vectors, briefings.open);
    await silent.askForNeighbours(first.slot, first.briefing, failing(fault));
    const around = await silent.around(child, second.briefing, models(second.slot, journal), 'propose/0');
    expect(hashes(around)).toEqual([child.hash]);

    const broken = new VectorDesk(vectors, briefings.open);
    const waiting = broken.around(child, second.briefing, models(second.slot, journal), 'propose/1');
    const defect = new TypeError('a defect');
    await expect(broken.askForNeighbours(first.slot, first.briefing, failing(defect))).rejects.toBe(defect);
    await expect(waiting).rejects.toBe(defect);
  });
});
