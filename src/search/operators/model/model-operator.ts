import { z } from 'zod';
import type { ChatMessage, ChatRequest } from '../../../core/model.ts';
import type { ModelOperator, ModelProposal, ModelProposalInput } from '../../../core/model-operator.ts';
import { drawEdit } from './draw-edit.ts';
import { type EditFailure, failed, isFailure } from './edits/edit-failure.ts';
import { cleanCode } from './extract/clean-text.ts';
import { readReply } from './extract/read-reply.ts';
import { RETRY_PROMPT } from './prompts/edits.ts';
import { fenced } from './prompts/fenced.ts';
import { fillPrompt, promptLabel } from './prompts/prompt-text.ts';
import { LONGEST_SHOWN, lengthOf } from './prompts/shown-program.ts';
import { systemMessage } from './prompts/system-message.ts';
import { type EditKind, showable, userMessage } from './prompts/user-message.ts';
import { proposed, rejectedFor } from './proposal.ts';

const REASONING = z.enum(['none', 'low', 'medium', 'high']);

/** Settings of a model's calls; lists are drawn from uniformly, an empty one leaves the choice to the provider. */
export const callOptions = z.strictObject({
  model: z.string().min(1).max(300),
  temperatures: z.array(z.number().min(0).max(2)).default([0, 0.5, 1]),
  reasoning: z.array(REASONING).default([]),
  /** Tokens of one reply, reasoning included. */
  maximumTokensOut: z.int().min(1).max(1_000_000).default(16_384),
  /** Programs shown beside the parent: ShinkaEvolve shows one of the archive and one of the best. */
  inspirations: z.int().min(0).max(20).default(2),
  /** Tells the model the best score that is known. */
  showBestKnown: z.boolean().default(false),
});

const weight = (value: number) => z.number().min(0).max(1e6).default(value);

export const modelOperatorOptions = z.strictObject({
  ...callOptions.shape,
  /** Weights of the kinds of edit; they need not add up to 1. */
  diff: weight(0.6),
  full: weight(0.3),
  cross: weight(0.1),
  /** Answers asked for in one conversation until one can be used; each failure is told to the model. */
  patchAttempts: z.int().min(1).max(10).default(2),
});

/**
 * Asks one model for one edit: a diff, a rewrite in one of five flavours, a crossover with an inspiration, or the repair
 * of a program that fails (kinds and weights of ShinkaEvolve, arXiv 2509.19349).
 * The child parses and differs from its parent only inside the editable spans. Rejects with the `ModelFault` of a call.
 */
export function modelOperator(given: z.input<typeof modelOperatorOptions>): ModelOperator {
  const options = modelOperatorOptions.parse(given);
  const { model, patchAttempts, maximumTokensOut } = options;
  return {
    name: `model:${model}`,
    needsModel: true,
    arity: 1,
    model,
    reserve: { calls: patchAttempts, tokensOut: patchAttempts * maximumTokensOut, tries: 0 },
    inspirations: options.inspirations,
    async ask(input) {
      if (lengthOf(input.parent.program) > LONGEST_SHOWN.parent) {
        return rejectedFor(failed('parent-too-large', `At most ${LONGEST_SHOWN.parent} characters are shown.`));
      }
      // The best stand last.
      const from = Math.max(0, input.inspirations.length - options.inspirations);
      const inspirations = showable(input.inspirations.slice(from));
      const edit = drawEdit(options, input.parent, inspirations, input.random('edit-kind'));
      return converse(edit, { ...input, inspirations }, options);
    },
  };
}

async function converse(
  edit: EditKind,
  input: ModelProposalInput,
  options: z.output<typeof modelOperatorOptions>,
): Promise<ModelProposal> {
  const { prompt, content, expects } = userMessage(edit, input);
  const settings = drawSettings(input, options);
  const messages: ChatMessage[] = [
    { role: 'system', content: systemMessage(input.task, input.guidance, options.showBestKnown) },
    { role: 'user', content },
  ];
  let failure: EditFailure = failed('no-edit', 'Nothing was asked.');
  for (let attempt = 1; attempt <= options.patchAttempts; attempt++) {
    const reply = await input.models.chat(`${input.purpose}/edit/${attempt}`, { ...settings, messages: [...messages] });
    const child = readReply(input.parent.program, reply, expects);
    if (!isFailure(child)) {
      const about = { ...edit, prompt: promptLabel(prompt), attempts: attempt };
      const shown = input.inspirations.map(({ id }) => id);
      return proposed(child.program, child, about, input, shown);
    }
    failure = child;
    if (child.reason === 'refused') break;
    messages.push(
      // Providers refuse an empty message.
      { role: 'assistant', content: reply.text.trim() === '' ? '(no text)' : reply.text },
      { role: 'user', content: retryMessage(child) },
    );
  }
  return rejectedFor(failure);
}

/** A failure quotes the program, and so is data like it. */
function retryMessage({ reason, message }: EditFailure): string {
  return fillPrompt(RETRY_PROMPT, { reason, message: fenced(cleanCode(message), 'text') });
}

/** All that a request has beside its messages. */
export function drawSettings(
  { random }: Pick<ModelProposalInput, 'random'>,
  { model, temperatures, reasoning, maximumTokensOut }: z.output<typeof callOptions>,
): Omit<ChatRequest, 'messages'> {
  return {
    model,
    maximumTokensOut,
    ...(temperatures.length === 0 ? {} : { temperature: random('temperature').pick(temperatures) }),
    ...(reasoning.length === 0 ? {} : { reasoning: random('reasoning').pick(reasoning) }),
  };
}
