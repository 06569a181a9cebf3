import { z } from 'zod';
import type { ChatMessage, ChatReply } from '../../../core/model.ts';
import { ModelFault } from '../../../core/model-fault.ts';
import type { ModelOperator, ModelProposal, ModelProposalInput } from '../../../core/model-operator.ts';
import { agentToolDefinitions } from './agent-tools.ts';
import { AgentWorkbench } from './agent-workbench.ts';
import { failed } from './edits/edit-failure.ts';
import { titleOf } from './extract/read-reply.ts';
import { callOptions, drawSettings } from './model-operator.ts';
import { AGENT_NUDGE, AGENT_PROMPT } from './prompts/agentic.ts';
import { fillPrompt, promptLabel } from './prompts/prompt-text.ts';
import { LONGEST_SHOWN, lengthOf } from './prompts/shown-program.ts';
import { systemMessage } from './prompts/system-message.ts';
import { showable, shownContext } from './prompts/user-message.ts';
import { proposed, rejectedFor } from './proposal.ts';

export const agentOperatorOptions = z.strictObject({
  ...callOptions.shape,
  /** Half of what a single answer may take: the reserve of a proposal is this for each of its steps. */
  maximumTokensOut: z.int().min(1).max(1_000_000).default(8_192),
  /** Replies of the model in one proposal. */
  steps: z.int().min(1).max(200).default(12),
  /** Evaluations of its own that one proposal may take, charged to its slot. */
  tries: z.int().min(0).max(50).default(3),
});

type Options = z.output<typeof agentOperatorOptions>;

/** Tool calls of one reply that are answered; more are told that they were not. */
const CALLS_PER_REPLY = 8;

/** Characters that the answers to one reply may take together, but for the few of those that are not done. */
const ANSWERS_TO_REPLY = 24_000;

/** With less room than this, a tool is told to be called again: an answer that is cut off early says nothing. */
const LEAST_ROOM = 1_000;

/**
 * What these answers add to every later prompt of a proposal: half a token each, at 2.5 bytes a token and with a quarter
 * more for what JSON adds to a program.
 */
const TOKENS_OF_ANSWERS = ANSWERS_TO_REPLY / 2;

/**
 * Lets one model edit a program in a loop of tool calls: read, edit, write, evaluate on the train stages, finish. It ends
 * with `finish`, or when its steps are used up: then with the best version that was evaluated, or, when none was, with the
 * program as it stands. Where the model fails or declines on the way, the best that was evaluated is handed in all the
 * same, for it is paid for. What is promised of a child is the same as for `modelOperator`.
 */
export function agentOperator(given: z.input<typeof agentOperatorOptions>): ModelOperator {
  const options = agentOperatorOptions.parse(given);
  const { model, steps, tries, maximumTokensOut } = options;
  return {
    name: `agent:${model}`,
    needsModel: true,
    arity: 1,
    model,
    reserve: { calls: steps, tokensOut: steps * maximumTokensOut, tokensOfTools: TOKENS_OF_ANSWERS, tries },
    inspirations: options.inspirations,
    async ask(input) {
      if (lengthOf(input.parent.program) > LONGEST_SHOWN.parent) {
        return rejectedFor(failed('parent-too-large', `At most ${LONGEST_SHOWN.parent} characters are shown.`));
      }
      const from = Math.max(0, input.inspirations.length - options.inspirations);
      return work({ ...input, inspirations: showable(input.inspirations.slice(from)) }, options);
    },
  };
}

async function work(input: ModelProposalInput, options: Options): Promise<ModelProposal> {
  const bench = new AgentWorkbench(input, options.tries);
  const settings = { ...drawSettings(input, options), tools: agentToolDefinitions() };
  const messages = opening(input, options);
  let lastText = '';
  let step = 0;
  while (step < options.steps && bench.title === null) {
    let reply: ChatReply;
    try {
      reply = await input.models.chat(`${input.purpose}/agent/${step + 1}`, { ...settings, messages: [...messages] });
    } catch (thrown) {
      if (bench.bestTried === null || !(thrown instanceof ModelFault)) throw thrown;
      break;
    }
    step += 1;
    if (reply.finish === 'refused') {
      if (bench.bestTried === null) return rejectedFor(failed('refused', 'The model declined.'));
      break;
    }
    lastText = reply.text;
    messages.push(...(await answersTo(reply, bench)));
  }
  const program = bench.title === null ? (bench.bestTried?.program ?? bench.program) : bench.program;
  if (program.hash === input.parent.program.hash) {
    return rejectedFor(failed('steps-used-up', `No edit came of ${step} replies.`));
  }
  const about = { kind: 'agent', prompt: promptLabel(AGENT_PROMPT), steps: step };
  const shown = input.inspirations.map(({ id }) => id);
  return proposed(program, bench.title ?? titleOf(lastText), about, input, shown);
}

/** A reply as the conversation holds it, with what its tool calls came to. */
async function answersTo({ text, toolCalls }: ChatReply, bench: AgentWorkbench): Promise<ChatMessage[]> {
  if (toolCalls.length === 0) {
    const content = text.trim() === '' ? '(no text)' : text;
    return [
      { role: 'assistant', content },
      { role: 'user', content: AGENT_NUDGE.text },
    ];
  }
  const messages: ChatMessage[] = [{ role: 'assistant', content: text, toolCalls }];
  let room = ANSWERS_TO_REPLY;
  for (const [index, call] of toolCalls.entries()) {
    // Every call needs its answer, or the provider refuses the conversation.
    let content = 'Not done: too many calls, or the program is handed in.';
    if (index < CALLS_PER_REPLY && bench.title === null) {
      content =
        room < LEAST_ROOM ? 'Not done: the other answers are too long. Call it again.' : await bench.answer(call, room);
      room -= content.length;
    }
    messages.push({ role: 'tool', callId: call.id, content });
  }
  return messages;
}

function opening(input: ModelProposalInput, { steps, tries, showBestKnown }: Options): ChatMessage[] {
  const content = fillPrompt(AGENT_PROMPT, {
    ...shownContext(input),
    steps: String(steps),
    tries: String(tries),
  });
  return [
    { role: 'system', content: systemMessage(input.task, input.guidance, showBestKnown) },
    { role: 'user', content },
  ];
}
