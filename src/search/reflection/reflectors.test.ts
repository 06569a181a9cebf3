import { describe, expect, it } from 'vitest';
import { assertFrequencies, countDraws } from '../../../testing/conformance/chi-squared.ts';
import { makeMember } from '../../../testing/conformance/members.ts';
import { sampleTask } from '../../../testing/sample-task.ts';
import { type ScriptedReply, scriptedModels } from '../../../testing/scripted-models.ts';
import type { JsonObject } from '../../base/json.ts';
import { randomFrom, slotKey } from '../../base/random.ts';
import { ModelFault } from '../../core/model-fault.ts';
import type { Reflector, ShownCandidate } from '../../core/model-operator.ts';
import { createProgram } from '../../core/program.ts';
import { metaScratchpad } from './meta-scratchpad.ts';
import { promptEvolution } from './prompt-evolution.ts';
import { promptIn } from './prompt-variation.ts';

const task = sampleTask();
const model = 'local/notes';

function shown(id: number, merit: number | null, body = `return ${id};`): ShownCandidate {
  const files = { 'program.js': `frozen();\n// EVOLVE-BLOCK-START\n${body}\n// EVOLVE-BLOCK-END\n` };
  const results = [
    { status: 'ok', stage: 'train', split: 'train', measurement: { score: -(merit ?? 0), metrics: { gap: 2.5 } } },
    { status: 'ok', stage: 'validation', split: 'validation', measurement: { score: 123456, feedback: 'secret' } },
  ] as const;
  return {
    id,
    program: createProgram({ language: 'javascript', entry: 'program.js', files }),
    member: merit === null ? null : makeMember({ id, merit }),
    results: merit === null ? [{ status: 'crash', stage: 'train', split: 'train', reason: 'boom' }] : results,
    rank: merit === null ? null : 1,
    note: {},
  };
}

async function reflect(
  reflector: Reflector,
  replies: readonly ScriptedReply[],
  state: JsonObject = {},
  recent = [shown(1, -2.0002), shown(2, null), shown(3, -2.0001)],
) {
  const { models, calls } = scriptedModels(replies);
  const random = (purpose: string) => randomFrom(slotKey(1, 7, purpose));
  const changes = await reflector.reflect({ recent, best: shown(3, -2.0001), task, state, random, models });
  return {
    changes,
    calls,
    texts: calls.map(({ request }) => request.messages.map(({ content }) => content).join('\n')),
  };
}

describe('meta-scratchpad', () => {
  const reflector = metaScratchpad({ model });
  const replies = [
    { text: '1. a constant\n2. crashed\n3. a line' },
    { text: 'What works: lines.' },
    { text: '1. try squares\n2. try cubes' },
  ];

  it('summarises, draws insights, recommends: each step sees the one before', async () => {
    const { changes, calls, texts } = await reflect(reflector, replies, {
      insights: 'Old insight.',
      recommendations: ['old'],
    });
    expect(calls.map(({ purpose }) => purpose)).toEqual(['summaries', 'insights', 'recommendations']);
    expect(changes).toEqual({
      insights: 'What works: lines.',
      recommendations: ['try squares', 'try cubes'],
      summaries: ['a constant', 'crashed', 'a line'],
    });
    expect(texts[0]).toContain('return 2;');
    expect(texts[0]).toContain('boom');
    expect(texts[1]).toContain('Old insight.');
    expect(texts[1]).toContain('3. a line');
    expect(texts[2]).toContain('What works: lines.');
    expect(texts[2]).toContain('1. old');
    expect(calls.length).toBeLessThanOrEqual(reflector.reserve.calls);
  });

  it('shows the editable part and train results only, with scores that can be told apart', async () => {
    const { texts } = await reflect(reflector, replies);
    expect(texts.join()).not.toMatch(/frozen|secret|123456/);
    expect(texts[0]).toContain('2.0001');
    expect(texts[0]).toContain('gap: 2.5');
  });

  it('keeps what it has where a reply cannot be read, and asks nothing about nothing', async () => {
    const state = { insights: 'Old insight.', recommendations: ['old'] };
    const { changes } = await reflect(reflector, [{ text: 'no list' }, { text: '  ' }, { text: 'sorry' }], state);
    expect(changes).toEqual({ ...state, summaries: [] });
    const { changes: none, calls } = await reflect(reflector, replies, state, []);
    expect(none).toEqual({});
    expect(calls).toEqual([]);
  });

  it('ends with the fault of a model', async () => {
    const fault = new ModelFault('KAIZEN_MODEL_OVERLOADED', 'later', { retryable: true, billed: 'no' });
    await expect(reflect(reflector, [fault])).rejects.toBe(fault);
  });

  it('recommends at most so many, and gives each proposal one of them, equally often', async () => {
    const many = [...replies.slice(0, 2), { text: '1. a\n2. b\n3. c\n4. d\n5. e\n6. f' }];
    const { changes } = await reflect(reflector, many);
    const list = ['a', 'b', 'c', 'd', 'e'];
    expect(changes.recommendations).toEqual(list);
    const counts = countDraws(list, 3000, (slot) => {
      const { advice, note, system } = reflector.guide(changes, randomFrom(slotKey(1, slot, 'guide')));
      expect(system).toBeUndefined();
      expect(note).toEqual({ recommendation: advice?.[0] });
      return advice?.[0] as string;
    });
    assertFrequencies(counts, [1, 1, 1, 1, 1]);
    expect(reflector.guide({}, randomFrom(slotKey(1, 1, 'guide')))).toEqual({});
    expect(reflector.guide({ recommendations: 'broken' }, randomFrom(slotKey(1, 1, 'guide')))).toEqual({});
  });

  it('says the same again after its state went through the log', async () => {
    const { changes } = await reflect(reflector, replies);
    const restored = JSON.parse(JSON.stringify(changes)) as JsonObject;
    for (let slot = 0; slot < 20; slot++) {
      const draw = () => randomFrom(slotKey(1, slot, 'guide'));
      expect(metaScratchpad({ model }).guide(restored, draw())).toEqual(reflector.guide(changes, draw()));
    }
  });
});

describe('prompt-evolution', () => {
  const reflector = promptEvolution({ model });
  const text = 'You improve programs that fit a curve. Think about residuals first.';
  const reply = { text: `Here it is.\n<prompt>\n${text}\n</prompt>` };
  const withChanges = (state: JsonObject, changes: JsonObject | undefined): JsonObject => ({ ...state, ...changes });
  const feedback = (systemPrompt: number, merit: number | null) => ({
    slot: 1,
    note: { systemPrompt },
    merit,
    parentMerit: 0,
  });
  const guided = (state: JsonObject, options = {}) =>
    countDraws([0, 1, 2], 3000, (slot) => {
      const { note } = promptEvolution({ model, ...options }).guide(state, randomFrom(slotKey(1, slot, 'guide')));
      return note?.systemPrompt as number;
    });

  it('varies a prompt in view of the best programs', async () => {
    const { changes, texts } = await reflect(reflector, [reply]);
    expect(changes).toEqual({ next: 2, 'prompt/1': text });
    // Best first: number 3, then number 1; number 2 failed.
    expect(texts[0]?.indexOf('Candidate 3')).toBeLessThan(texts[0]?.indexOf('Candidate 1') as number);
    expect(texts[0]).not.toContain('Candidate 2');
    expect(texts[0]).toContain(task.title);
  });

  it('hands out the prompts and is told what became of it', async () => {
    let { changes: state } = await reflect(reflector, [reply]);
    // Both are under trial: equally likely.
    assertFrequencies(guided(state), [1, 1, 0]);
    for (const merit of [1, 2, 3]) state = withChanges(state, reflector.learn?.(state, feedback(1, merit)));
    for (const merit of [0, -1, null]) state = withChanges(state, reflector.learn?.(state, feedback(0, merit)));
    // Number 1 is better and both were tried equally often: it gets all but half of ε.
    assertFrequencies(guided(state), [0.05, 0.95, 0]);
    assertFrequencies(guided(state, { epsilon: 1 }), [1, 1, 0]);
    expect(reflector.guide(state, randomFrom(slotKey(1, 1, 'guide')))).toEqual({
      note: { systemPrompt: 1 },
      system: text,
    });
    const learned = (note: JsonObject) => reflector.learn?.(state, { slot: 1, note, merit: 4, parentMerit: 0 });
    expect(learned({})).toBeUndefined();
    // As it stands in a candidate's note, beside what the operator noted.
    expect(learned({ name: 'x', guide: { 'prompt-evolution': { systemPrompt: 1 } } })).toEqual({
      'results/1': { ended: 4, results: [1, 2, 3, 4] },
    });
  });

  it('revises seven times in ten', async () => {
    const kinds = await Promise.all(
      Array.from({ length: 400 }, async (_, slot) => {
        const { models, calls } = scriptedModels([reply]);
        const random = (purpose: string) => randomFrom(slotKey(1, slot, purpose));
        await reflector.reflect({ recent: [], best: null, task, state: {}, random, models });
        return calls[0]?.request.messages[1]?.content.includes('Revise this system prompt') === true;
      }),
    );
    const revised = kinds.filter(Boolean).length;
    assertFrequencies([revised, 400 - revised], [0.7, 0.3]);
  });

  it('drops the prompt of the lowest fitness from a full archive, and waits while none had its trials', async () => {
    const small = promptEvolution({ model, capacity: 2 });
    let state: JsonObject = { next: 2, 'prompt/1': 'Another prompt, long enough to be one, about parabolas.' };
    const waiting = await reflect(small, [reply], state);
    expect(waiting.changes).toEqual({});
    expect(waiting.calls).toEqual([]);
    for (const merit of [1, 2, 3]) state = withChanges(state, small.learn?.(state, feedback(1, merit)));
    for (const merit of [4, 5, 6]) state = withChanges(state, small.learn?.(state, feedback(0, merit)));
    const { changes } = await reflect(small, [reply], state);
    expect(changes).toEqual({ next: 3, 'prompt/2': text, 'prompt/1': null, 'results/1': null });
  });

  it.each([
    { title: 'no tags', reply: text },
    { title: 'too short', reply: '<prompt>Try hard.</prompt>' },
    { title: 'tags the wrong way round', reply: `</prompt>${text}<prompt>` },
    { title: 'empty', reply: '' },
  ])('a reply with $title changes nothing', async ({ reply: answer }) => {
    expect((await reflect(reflector, [{ text: answer }])).changes).toEqual({});
  });

  it('reads the last prompt of a reply, without terminal sequences', () => {
    expect(promptIn(`<prompt>${'a'.repeat(50)}</prompt> or rather <PROMPT>\u001b[1m${'b'.repeat(50)}</PROMPT>`)).toBe(
      'b'.repeat(50),
    );
  });
});
