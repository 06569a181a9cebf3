import type { ModelAccess } from '../../src/core/model.ts';
import type { CandidateHandle } from '../../src/core/task.ts';
import { show } from '../shared/show.ts';
import { isAnswer, type Problem } from './problem.ts';

/** Calls of the model that an agent has for one problem. */
export const MOST_CALLS = 10;
export const LONGEST_PROMPT = 8_000;
/** Of a reply, what an agent is shown. */
const LONGEST_REPLY = 16_000;
/** A reply that is longer is cut by the model's provider. */
const MAXIMUM_TOKENS_OUT = 4_000;

/** How one problem ended. */
export interface Attempt {
  /** What the agent answered; null when it gave up, asked an eleventh time, or answered something out of range. */
  readonly answer: number | null;
  /** `range`: no whole number from 0 to 999. */
  readonly ending: 'answered' | 'gave up' | 'range' | 'too many calls';
  readonly calls: number;
  readonly tokens: number;
}

export interface ModelOfAgent {
  readonly access: ModelAccess;
  /** Model string. */
  readonly name: string;
}

/** What an agent may do next. */
type Action = { readonly prompt: string; readonly temperature: number } | { readonly answer: number | null };

interface Open {
  readonly index: number;
  readonly problem: Problem;
  readonly replies: string[];
  tokens: number;
}

/**
 * Lets the agent work on all problems side by side, one question of each at a time: `next(text, replies)` is asked for the
 * next action of every open problem in one call, then the model is asked. The agent has no network: it names prompts, and
 * gets the texts of the replies so far. Returns a sentence when an action is none. Rejects as the candidate and the model do.
 * `purpose` begins the names of the calls.
 */
export async function attemptAll(
  candidate: CandidateHandle,
  problems: readonly Problem[],
  model: ModelOfAgent,
  purpose: string,
): Promise<readonly Attempt[] | string> {
  const attempts = new Array<Attempt>(problems.length);
  let open: Open[] = problems.map((problem, index) => ({ index, problem, replies: [], tokens: 0 }));
  // One more round than there are calls: the last one may only answer.
  for (let calls = 0; calls <= MOST_CALLS && open.length > 0; calls += 1) {
    const answers = await candidate.call(
      'next',
      open.map(({ problem, replies }) => [problem.text, replies]),
    );
    const asking: { readonly one: Open; readonly prompt: string; readonly temperature: number }[] = [];
    for (const [place, one] of open.entries()) {
      const action = actionOf(answers[place]);
      if (typeof action === 'string') return action;
      if ('answer' in action) attempts[one.index] = ended(action.answer, calls, one.tokens);
      else if (calls === MOST_CALLS) {
        attempts[one.index] = { answer: null, ending: 'too many calls', calls, tokens: one.tokens };
      } else asking.push({ one, ...action });
    }
    await Promise.all(
      asking.map(async ({ one, prompt, temperature }) => {
        const reply = await model.access.chat(`${purpose}/${one.index}/${calls}`, {
          model: model.name,
          messages: [{ role: 'user', content: prompt }],
          maximumTokensOut: MAXIMUM_TOKENS_OUT,
          temperature,
        });
        one.replies.push(reply.text.slice(0, LONGEST_REPLY));
        one.tokens += reply.usage.tokensIn + reply.usage.tokensOut;
      }),
    );
    open = asking.map(({ one }) => one);
  }
  return attempts;
}

function ended(answer: number | null, calls: number, tokens: number): Attempt {
  if (answer === null) return { answer, ending: 'gave up', calls, tokens };
  if (!isAnswer(answer)) return { answer: null, ending: 'range', calls, tokens };
  return { answer, ending: 'answered', calls, tokens };
}

/** What an agent returned, read as an action; a sentence when it is none. */
export function actionOf(value: unknown): Action | string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return wrong(value);
  const { answer, prompt, temperature = 0 } = value as Record<string, unknown>;
  if (answer !== undefined && prompt !== undefined) return 'next must either ask or answer, not both';
  if (answer !== undefined) {
    if (answer !== null && (typeof answer !== 'number' || !Number.isFinite(answer))) return wrong(value);
    return { answer };
  }
  if (typeof prompt !== 'string') return wrong(value);
  if (prompt.length === 0 || prompt.length > LONGEST_PROMPT) {
    return `a prompt must have 1 to ${LONGEST_PROMPT} characters, not ${prompt.length}`;
  }
  if (typeof temperature !== 'number' || !(temperature >= 0 && temperature <= 2)) {
    return `a temperature must be a number from 0 to 2, not ${show(temperature)}`;
  }
  return { prompt, temperature };
}

function wrong(value: unknown): string {
  return `next must return { prompt, temperature } or { answer: number }, not ${show(value)}`;
}
