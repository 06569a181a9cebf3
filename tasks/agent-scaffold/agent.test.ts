import { describe, expect, it } from 'vitest';
import type { ChatRequest, ModelAccess } from '../../src/core/model.ts';
import { createProgram } from '../../src/core/program.ts';
import { CandidateFault } from '../../src/sandbox/contract.ts';
import { trustedCandidate } from '../../src/tasks/trusted-candidate.ts';
import { actionOf, attemptAll, MOST_CALLS } from './agent.ts';
import type { Problem } from './problem.ts';

const PROBLEMS: readonly Problem[] = [
  { text: 'one', answer: 1, area: 'a', difficulty: 0.5 },
  { text: 'two', answer: 2, area: 'b', difficulty: 0.5 },
];

interface Asked {
  readonly purpose: string;
  readonly request: ChatRequest;
}

/** A model that answers with how often it was asked, and keeps what it was asked. */
function countingModel(): { access: ModelAccess; asked: Asked[] } {
  const asked: Asked[] = [];
  return {
    asked,
    access: {
      chat: async (purpose, request) => {
        asked.push({ purpose, request });
        return {
          text: `reply ${asked.length}`,
          toolCalls: [],
          finish: 'stop',
          usage: { tokensIn: 7, tokensCached: 0, tokensOut: 3, tokensReasoning: 0 },
        };
      },
      embed: () => Promise.reject(new Error('not asked for')),
    },
  };
}

async function attempts(next: string, model = countingModel()) {
  const files = { 'agent.js': `export function next(problem, replies) { ${next} }` };
  const candidate = await trustedCandidate(createProgram({ language: 'javascript', entry: 'agent.js', files }));
  return attemptAll(candidate, PROBLEMS, { access: model.access, name: 'some/model' }, 'evaluate/train');
}

describe('attemptAll', () => {
  it('shows the agent the replies so far, and the model the prompt and the temperature', async () => {
    const model = countingModel();
    const found = await attempts(
      `if (problem === 'one' && replies.length < 2) return { prompt: problem + replies.join(), temperature: 0.5 };
       return { answer: problem === 'one' ? 11 : 22 };`,
      model,
    );
    expect(found).toEqual([
      { answer: 11, ending: 'answered', calls: 2, tokens: 20 },
      { answer: 22, ending: 'answered', calls: 0, tokens: 0 },
    ]);
    expect(model.asked.map(({ purpose }) => purpose)).toEqual(['evaluate/train/0/0', 'evaluate/train/0/1']);
    expect(model.asked[1]?.request).toEqual({
      model: 'some/model',
      messages: [{ role: 'user', content: 'onereply 1' }],
      maximumTokensOut: 4000,
      temperature: 0.5,
    });
  });

  it.each([
    ['answers after ten calls', MOST_CALLS, { answer: 5, ending: 'answered', calls: 10, tokens: 100 }],
    ['asks an eleventh time', MOST_CALLS + 1, { answer: null, ending: 'too many calls', calls: 10, tokens: 100 }],
    ['never answers', 1e9, { answer: null, ending: 'too many calls', calls: 10, tokens: 100 }],
  ])('when an agent %s, ten questions are asked and no more', async (_name, calls, expected) => {
    const model = countingModel();
    const found = await attempts(`return replies.length < ${calls} ? { prompt: 'p' } : { answer: 5 };`, model);
    expect(found).toEqual([expected, expected]);
    expect(model.asked).toHaveLength(20);
    expect(new Set(model.asked.map(({ purpose }) => purpose)).size).toBe(20);
  });

  it('gives an agent its own list each time: to empty it wins no calls', async () => {
    const model = countingModel();
    await attempts("replies.length = 0; return { prompt: 'p' };", model);
    expect(model.asked).toHaveLength(20);
  });

  it.each([[1000], [-1], [0.5], [1e300]])('an answer of %d is no answer', async (answer) => {
    expect(await attempts(`return { answer: ${answer} };`)).toMatchObject([
      { answer: null, ending: 'range', calls: 0 },
      {},
    ]);
  });

  it('lets what the candidate and the model throw pass', async () => {
    const failing: ModelAccess = {
      chat: () => Promise.reject(new Error('no credit')),
      embed: () => Promise.reject(new Error('not asked for')),
    };
    await expect(attempts("return { prompt: 'p' };", { access: failing, asked: [] })).rejects.toThrow('no credit');
    const looping = {
      program: createProgram({ language: 'javascript', entry: 'a.js', files: { 'a.js': '' } }),
      call: () => Promise.reject(new CandidateFault('timeout', 'out of steps')),
      drive: () => Promise.reject(new Error('not asked for')),
    };
    const model = { access: failing, name: 'some/model' };
    await expect(attemptAll(looping, PROBLEMS, model, 'x')).rejects.toThrow('out of steps');
  });
});

describe('actionOf', () => {
  it.each([
    [{ prompt: 'p' }, { prompt: 'p', temperature: 0 }],
    [
      { prompt: 'p', temperature: 2, more: 1 },
      { prompt: 'p', temperature: 2 },
    ],
    [{ answer: 7 }, { answer: 7 }],
    [{ answer: null }, { answer: null }],
  ])('reads %j', (value, action) => {
    expect(actionOf(value)).toEqual(action);
  });

  it.each([
    [undefined],
    [null],
    [7],
    ['p'],
    [[]],
    [[{ prompt: 'p' }]],
    [{}],
    [{ prompt: '' }],
    [{ prompt: 'p'.repeat(8001) }],
    [{ prompt: ['p'] }],
    [{ prompt: 'p', temperature: Number.NaN }],
    [{ prompt: 'p', temperature: -0.1 }],
    [{ prompt: 'p', temperature: 2.1 }],
    [{ prompt: 'p', temperature: '1' }],
    [{ prompt: 'p', answer: 7 }],
    [{ answer: '7' }],
    [{ answer: Number.NaN }],
    [{ answer: Number.POSITIVE_INFINITY }],
    [{ answer: [7] }],
  ])('refuses %j with a sentence', (value) => {
    expect(actionOf(value)).toEqual(expect.stringMatching(/must/));
  });
});
