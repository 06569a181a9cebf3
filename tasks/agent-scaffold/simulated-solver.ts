import { randomFrom, rootKey, subKey } from '../../src/base/random.ts';
import type { ChatReply, ChatRequest, ModelAccess } from '../../src/core/model.ts';
import { LARGEST_ANSWER, type Problem } from './problem.ts';

/** The name under which results of the simulated solver are reported. */
export const SIMULATED = 'simulated';

/** Wrong answers that come up again and again on a problem: what makes votes fail. */
const USUAL_MISTAKES = 3;

/**
 * **No language model.** A stand-in that knows the answers of the problems, and gives the right one with a probability that is
 * made up, so that the task runs, is tested and can be searched on with no key. What is found with it says nothing about
 * a real model. Its rules, which are guesses at what is known of models:
 * - hard problems are rarely right; to ask for steps helps, to ask for a check helps a little, too high a temperature harms;
 * - at temperature 0 the same prompt has the same reply; else each call is drawn anew;
 * - half of the wrong answers of a problem are among three usual mistakes, so a vote may fail;
 * - asked to check answers that are in the prompt, it finds the right one among them more often than it solves the problem.
 *
 * A reply is a function of the prompt, the temperature and the purpose of the call.
 */
export function simulatedSolver(problems: readonly Problem[]): ModelAccess {
  return {
    chat: async (purpose, request) => replyTo(problems, purpose, request),
    embed: () => Promise.reject(new TypeError('the simulated solver has no embeddings')),
  };
}

function replyTo(problems: readonly Problem[], purpose: string, request: ChatRequest): ChatReply {
  const prompt = request.messages.map(({ content }) => content).join('\n');
  const problem = problems.find(({ text }) => prompt.includes(text));
  const text = problem === undefined ? 'I see no problem to solve.' : solve(problem, prompt, request, purpose);
  const [tokensIn, tokensOut] = [Math.ceil(prompt.length / 4), Math.ceil(text.length / 4)];
  return {
    text,
    toolCalls: [],
    finish: 'stop',
    usage: { tokensIn, tokensCached: 0, tokensOut, tokensReasoning: 0 },
  };
}

function solve(problem: Problem, prompt: string, { temperature = 1 }: ChatRequest, purpose: string): string {
  const key = subKey(subKey(rootKey(0), 'simulated solver'), prompt);
  const random = randomFrom(temperature > 0 ? subKey(subKey(key, temperature), purpose) : key);
  const skill = skillOn(problem, prompt, temperature);
  const drafts = draftsIn(prompt.replace(problem.text, ''));
  const isChecking = drafts.length > 0 && /\b(check|verify|review|correct)/i.test(prompt);
  const isRight = random.chance(isChecking && drafts.includes(problem.answer) ? 0.25 + 0.7 * skill : skill);
  const answer = isRight
    ? problem.answer
    : mistakeOn(problem, random.chance(0.5) ? random.integer(USUAL_MISTAKES) : -1, random.integer);
  const work = /step/i.test(prompt)
    ? 'Step 1: restate what is asked. Step 2: work it out. Step 3: check the range.\n'
    : '';
  return `${work}The answer is ${answer}.`;
}

/** Probability of a right answer from the problem alone. */
function skillOn({ difficulty }: Problem, prompt: string, temperature: number): number {
  const asksForSteps = /\bstep/i.test(prompt) ? 0.9 : 0;
  const asksForCheck = /\b(check|verify)/i.test(prompt) ? 0.4 : 0;
  const isTooHot = Math.max(0, temperature - 0.8) * 1.5;
  return 1 / (1 + Math.exp(-(0.5 - 4 * difficulty + asksForSteps + asksForCheck - isTooHot)));
}

/** Whole numbers of the prompt outside of the problem itself. */
function draftsIn(prompt: string): number[] {
  return [...prompt.matchAll(/(?<![\w.-])\d{1,3}(?![\w.])(?!\.\d)/g)].map(([digits]) => Number(digits));
}

/** A wrong answer: a usual one by its number, any other for −1. */
function mistakeOn({ text, answer }: Problem, usual: number, integer: (below: number) => number): number {
  const shift =
    usual < 0 ? integer(LARGEST_ANSWER) : randomFrom(subKey(subKey(rootKey(0), text), usual)).integer(LARGEST_ANSWER);
  return (answer + 1 + shift) % (LARGEST_ANSWER + 1);
}
