import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { JsonObject } from '../../src/base/json.ts';
import { randomFrom, slotKey } from '../../src/base/random.ts';
import type { StageResult } from '../../src/core/evaluation.ts';
import { ModelFault } from '../../src/core/model-fault.ts';
import type { Guidance, ReflectionInput, Reflector, ShownCandidate } from '../../src/core/model-operator.ts';
import { createProgram } from '../../src/core/program.ts';
import { MODEL_TASK, shownCandidate } from '../proposal-input.ts';
import { type ScriptedCall, type ScriptedReply, scriptedModels } from '../scripted-models.ts';
import { deepFreeze } from './deep-freeze.ts';
import { type AsyncLaw, describeLaws, runs } from './law.ts';

/** A reflector under test. */
export interface ReflectorSubject {
  make(): Reflector;
}

/** A run of reflections, each with what its models say, and guided candidates in between. */
interface History {
  readonly rounds: readonly { readonly ended: number; readonly replies: readonly ScriptedReply[] }[];
}

interface Reflected {
  readonly changes: JsonObject;
  readonly calls: readonly ScriptedCall[];
}

const FAULT = new ModelFault('KAIZEN_MODEL_OVERLOADED', 'later', { retryable: true, billed: 'no' });
const LARGEST_STATE = 200_000;
/** What no prompt may hold. */
const SECRET = /71717|CANARY/;

export const reflectorLaws: readonly AsyncLaw<ReflectorSubject>[] = [
  {
    name: 'says what it asks, how often, and what that may take at the most',
    async check({ make }) {
      const { name, model, interval, reserve } = make();
      assert.match(name, /^[a-z][a-z0-9-]*$/);
      assert.notEqual(model, '');
      assert.ok(Number.isSafeInteger(interval) && interval >= 1);
      for (const amount of [reserve.calls, reserve.tokensOut]) assert.ok(Number.isSafeInteger(amount) && amount >= 0);
    },
  },
  law('stays within its reserve and asks its own model', (reflector, { calls }) => {
    assert.ok(calls.length <= reflector.reserve.calls, `${calls.length} calls`);
    const tokens = calls.reduce((sum, { request }) => sum + request.maximumTokensOut, 0);
    assert.ok(tokens <= reflector.reserve.tokensOut, `${tokens} tokens`);
    for (const { request } of calls) assert.equal(request.model, reflector.model);
  }),
  law('shows nothing of other splits than train, and no private metrics', (_, { calls }) => {
    assert.doesNotMatch(JSON.stringify(calls.map(({ request }) => request)), SECRET);
  }),
  law('learns plain data, without terminal sequences', (_, { changes }) => {
    assert.deepEqual(JSON.parse(JSON.stringify(changes)), changes);
    assert.doesNotMatch(JSON.stringify(changes), /\\u001b/);
  }),
  {
    name: 'the same input and replies teach the same, whatever was learned before',
    check: (subject) =>
      always(subject, async (reflector, { rounds: [first] }) => {
        if (first === undefined) return;
        const again = await reflect(subject.make(), first, {}, 0);
        await reflect(reflector, first, {}, 5);
        assert.deepEqual(await reflect(reflector, first, {}, 0), again);
      }),
  },
  {
    name: 'guides from whatever it learned, in plain data, and equal draws guide alike',
    check: (subject) =>
      always(subject, async (reflector, history) => {
        for (const state of await statesOf(reflector, history)) {
          const guidance = guide(reflector, state);
          assert.deepEqual(guide(subject.make(), state), guidance);
          assert.deepEqual(JSON.parse(JSON.stringify(guidance)), guidance);
          assert.ok(guidance.system === undefined || guidance.system !== '');
          assert.ok((guidance.advice ?? []).every((text) => typeof text === 'string' && text !== ''));
        }
      }),
  },
  {
    name: 'what it knows stays bounded',
    async check({ make }) {
      const reflector = make();
      const long = { text: `1. ${'a'.repeat(30_000)}\n2. ${'b'.repeat(30_000)}\n3. c` };
      const rounds = Array.from({ length: 60 }, (_, index) => ({
        ended: 3,
        replies: [{ text: `${index} ${long.text}` }],
      }));
      const size = JSON.stringify((await statesOf(reflector, { rounds })).at(-1)).length;
      assert.ok(size <= LARGEST_STATE, `${size} characters after ${rounds.length} reflections`);
    },
  },
  {
    name: 'learns nothing from candidates that others guided, and fails on none',
    check: (subject) =>
      always(subject, async (reflector, history) => {
        const state = (await statesOf(reflector, history)).at(-1) as JsonObject;
        for (const note of [{}, { name: 'x' }, { guide: { other: { systemPrompt: 0 } } }]) {
          const feedback = { slot: 1, note, merit: 1, parentMerit: 0 };
          assert.deepEqual(reflector.learn?.(deepFreeze(structuredClone(state)), feedback) ?? {}, {});
        }
      }),
  },
  {
    name: 'a call that fails ends the reflection with its fault',
    async check({ make }) {
      let asked = 0;
      const { models } = scriptedModels(() => {
        asked += 1;
        return FAULT;
      });
      const ended = await make()
        .reflect(inputOf({ ended: 3, replies: [] }, {}, 0, models))
        .then(
          () => null,
          (error) => error,
        );
      assert.equal(ended, asked > 0 ? FAULT : null);
    },
  },
];

/** Declares the tests that every reflector must pass. */
export function reflectorConformance(name: string, subject: ReflectorSubject): void {
  describeLaws(`reflector contract: ${name}`, reflectorLaws, subject);
}

/** A law that holds for every reflection of any history. */
function law(name: string, hold: (reflector: Reflector, seen: Reflected) => void): AsyncLaw<ReflectorSubject> {
  return {
    name,
    check: (subject) =>
      always(subject, async (reflector, history) => {
        await statesOf(reflector, history, (seen) => hold(reflector, seen));
      }),
  };
}

async function always(
  subject: ReflectorSubject,
  hold: (reflector: Reflector, history: History) => Promise<void>,
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(histories(), (history) => hold(subject.make(), history)),
    runs(40),
  );
}

function histories(): fc.Arbitrary<History> {
  const reply = fc.constantFrom<ScriptedReply>(
    { text: '1. try squares\n2. try \u001b[31mcubes' },
    { text: '<PROMPT>\nYou look for short formulas. Explain each step before you write it.\n</PROMPT>' },
    { text: '```\nYou are an expert in packing; prefer exact arguments over guesses.\n```' },
    { text: 'What works: lines.' },
    { text: '   ' },
    { text: '{"prompt": 7}', finish: 'length' },
    {},
  );
  const round = fc.record({ ended: fc.nat(4), replies: fc.array(reply, { minLength: 1, maxLength: 3 }) });
  return fc.record({ rounds: fc.array(round, { maxLength: 6 }) });
}

/** The state before the first reflection and after each, with a guided candidate credited in between. */
async function statesOf(
  reflector: Reflector,
  { rounds }: History,
  look: (seen: Reflected) => void = () => {},
): Promise<JsonObject[]> {
  const states: JsonObject[] = [{}];
  for (const [slot, round] of rounds.entries()) {
    const before = states.at(-1) as JsonObject;
    const seen = await reflect(reflector, round, before, slot);
    look(seen);
    const reflected = { ...before, ...seen.changes };
    const { note = {} } = guide(reflector, reflected);
    const feedback = { slot, note, merit: slot % 3 === 0 ? null : slot, parentMerit: 1 };
    states.push({ ...reflected, ...reflector.learn?.(deepFreeze(structuredClone(reflected)), feedback) });
  }
  return states;
}

async function reflect(
  reflector: Reflector,
  round: History['rounds'][0],
  state: JsonObject,
  slot: number,
): Promise<Reflected> {
  const { models, calls } = scriptedModels(round.replies);
  const changes = await reflector.reflect(inputOf(round, state, slot, models));
  return { changes, calls };
}

/** Everything is frozen: a reflector that writes to its input throws. */
function inputOf(
  { ended }: History['rounds'][0],
  state: JsonObject,
  slot: number,
  models: ReflectionInput['models'],
): ReflectionInput {
  const recent = Array.from({ length: ended }, (_, index) => candidate(slot * 10 + index, index === 1 ? null : index));
  return {
    recent: deepFreeze(recent),
    best: slot === 0 ? null : deepFreeze(candidate(slot * 10, 9)),
    task: deepFreeze(structuredClone(MODEL_TASK)),
    state: deepFreeze(structuredClone(state)),
    random: (purpose) => randomFrom(slotKey(1, slot, purpose)),
    models,
  };
}

function candidate(id: number, score: number | null): ShownCandidate {
  const files = { 'f.js': `// EVOLVE-BLOCK-START\nexport const f = ${id};\n// EVOLVE-BLOCK-END\n` };
  const program = createProgram({ language: 'javascript', entry: 'f.js', files });
  const privateMetrics = { CANARY: 71717 };
  const results: StageResult[] = [
    {
      status: 'ok',
      stage: 'train',
      split: 'train',
      measurement: { score: score ?? 0, metrics: { gap: 2 }, privateMetrics, feedback: 'close' },
    },
    {
      status: 'ok',
      stage: 'validation',
      split: 'validation',
      measurement: { score: 71717, feedback: 'CANARY', metrics: { CANARY: 71717 } },
    },
  ];
  const crash: StageResult = { status: 'crash', stage: 'train', split: 'train', reason: 'threw' };
  return shownCandidate(id, program, score, score === null ? [crash] : results);
}

function guide(reflector: Reflector, state: JsonObject): Guidance {
  return reflector.guide(deepFreeze(structuredClone(state)), randomFrom(slotKey(1, 3, `guide/${reflector.name}`)));
}
