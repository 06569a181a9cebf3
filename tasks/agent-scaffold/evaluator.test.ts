import { beforeAll, describe, expect, it } from 'vitest';
import type { ModelAccess } from '../../src/core/model.ts';
import type { Program } from '../../src/core/program.ts';
import { trustedCandidate } from '../../src/tasks/trusted-candidate.ts';
import { type TaskUnderTest, taskUnderTest } from '../shared/task-under-test.ts';
import { generatedProblems } from './problem-set.ts';
import { simulatedSolver } from './simulated-solver.ts';

let subject: TaskUnderTest;
beforeAll(async () => {
  subject = await taskUnderTest('agent-scaffold');
});

/** The seed program with other plans: how often to ask, with which prompt, how hot, and what a reply weighs. */
function plan(calls: string, prompt: string, temperature: string, weight = '1'): Program {
  return subject.changed(
    ['agreement) {\n  return 1;', `agreement) {\n  return ${calls};`],
    ['agreement) {\n  return 0;', `agreement) {\n  return ${prompt};`],
    ['agreement) {\n  return 0;', `agreement) {\n  return ${temperature};`],
    ['prompt) {\n  return 1;', `prompt) {\n  return ${weight};`],
  );
}

describe('with the simulated solver', () => {
  it('asks for steps, votes and checks help, each more than the last, and heat harms', async () => {
    const scoreOf = async (program: Program) => (await subject.measure(program, 'test')).score;
    const once = await scoreOf(subject.seed);
    const steps = await scoreOf(plan('1', '1', '0'));
    const vote = await scoreOf(plan('10', '1', '0.7'));
    const checked = await scoreOf(plan('10', 'asked < 6 ? 1 : 3', '0.7', 'prompt === 3 ? 3 : 1'));
    const scores = [once, steps, vote, checked];
    expect(scores).toEqual([...scores].sort((a, b) => a - b));
    expect(checked - once).toBeGreaterThan(40);
    expect(await scoreOf(plan('10', '1', '2'))).toBeLessThan(vote);
    // The same prompt at temperature 0 has the same reply.
    expect(await scoreOf(plan('10', '1', '0'))).toBe(steps);
  });

  it('says in every result that no model was asked, and gives away no answer', async () => {
    const { feedback, artifacts, metrics, privateMetrics } = await subject.measure(subject.seed);
    expect(feedback).toMatch(/^SIMULATED solver, no language model\. Right by area: number theory \d+ %/);
    expect(feedback).toMatch(/1\.0 calls for each problem\.$/);
    expect(artifacts).toEqual({ model: 'simulated' });
    expect(privateMetrics).toEqual({ simulated: 1 });
    expect(metrics).toMatchObject({ calls: 1, answered: 100, tooManyCalls: 0 });
  });

  it('repeats', async () => {
    const program = plan('agreement > 0.6 ? 3 : 8', 'asked', '0.9');
    const first = await subject.measure(program);
    expect(await subject.measure(program)).toEqual(first);
    expect(first.metrics?.calls).toBeGreaterThan(2);
    expect(first.metrics?.calls).toBeLessThan(8);
  });
});

describe('with a model', () => {
  const model = 'some/model';
  const usage = { tokensIn: 1, tokensCached: 0, tokensOut: 1, tokensReasoning: 0 };
  /** It knows every answer. */
  const access: ModelAccess = {
    chat: async (_purpose, { messages }) => {
      const found = generatedProblems('train').find(({ text }) => messages[0]?.content.includes(text));
      return { text: `The answer is ${found?.answer}`, toolCalls: [], finish: 'stop', usage };
    },
    embed: () => Promise.reject(new Error('not asked for')),
  };
  const context = { stage: 'train', split: 'train', seed: 0 } as const;

  it('asks that model, and says which one', async () => {
    const result = await subject.task.evaluate(await trustedCandidate(subject.seed), {
      ...context,
      models: access,
      model,
    });
    expect(result).toMatchObject({ score: 100, artifacts: { model } });
    expect(result).toMatchObject({ feedback: expect.stringContaining('Model some/model.') });
  });

  it('never falls back to the simulated solver', async () => {
    const candidate = await trustedCandidate(subject.seed);
    await expect(subject.task.evaluate(candidate, { ...context, model })).rejects.toThrow('no access to models');
  });
});

describe('the simulated solver', () => {
  const [problem] = generatedProblems('train') as [ReturnType<typeof generatedProblems>[number]];
  const solver = simulatedSolver([problem]);
  const ask = async (content: string, purpose = 'call', temperature = 1) =>
    (
      await solver.chat(purpose, {
        model: 'simulated',
        messages: [{ role: 'user', content }],
        maximumTokensOut: 10,
        temperature,
      })
    ).text;

  it('knows only problems that are in the prompt', async () => {
    expect(await ask('What is the right answer?')).toBe('I see no problem to solve.');
    expect(await ask(`${problem.text} Step by step.`)).toMatch(/^Step 1: .*\nThe answer is \d{1,3}\.$/);
  });

  it('draws anew for each call above temperature 0, and not at 0', async () => {
    const purposes = Array.from({ length: 12 }, (_, call) => `call ${call}`);
    const warm = await Promise.all(purposes.map((purpose) => ask(problem.text, purpose, 1)));
    const cold = await Promise.all(purposes.map((purpose) => ask(problem.text, purpose, 0)));
    expect(new Set(warm).size).toBeGreaterThan(1);
    expect(new Set(cold).size).toBe(1);
    expect(await ask(problem.text, 'call 3', 1)).toBe(warm[3]);
  });
});
