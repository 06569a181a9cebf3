import { z } from 'zod';
import type { ChatMessage } from '../../../core/model.ts';
import type { ModelOperator, ModelProposal, ModelProposalInput } from '../../../core/model-operator.ts';
import { entryText } from '../../../core/program.ts';
import type { ModelOperatorDefinitions } from '../../../search/operators/model/create-model-operator.ts';
import { cleanBlock, cleanCode } from '../../../search/operators/model/extract/clean-text.ts';
import { fenced } from '../../../search/operators/model/prompts/fenced.ts';
import { fillPrompt, type PromptText, promptLabel } from '../../../search/operators/model/prompts/prompt-text.ts';
import { shownResults } from '../../../search/operators/model/prompts/shown-results.ts';
import type { Rules } from '../mars/rules.ts';
import {
  CHANGE_WARRIOR_PROMPT,
  NEW_WARRIOR_PROMPT,
  REPAIR_WARRIOR_PROMPT,
  RETRY_WARRIOR_PROMPT,
} from './prompts/requests.ts';
import { SPECIFICATION_PROMPT } from './prompts/specification.ts';
import { isUnread, readWarrior } from './read-warrior.ts';

export const redcodeModelOptions = z.strictObject({
  model: z.string().min(1).max(300),
  /** Probability of a warrior that is not made from its parent; .1 in the paper. */
  newShare: z.number().min(0).max(1).default(0.1),
  temperature: z.number().min(0).max(2).default(1),
  maximumTokensOut: z.int().min(1).max(1_000_000).default(4_096),
  /** Replies of one proposal: what does not assemble may be tried again, with the mistakes. */
  attempts: z.int().min(1).max(10).default(2),
  /** Warriors shown beside the parent. */
  inspirations: z.int().min(0).max(10).default(1),
});

type Options = z.output<typeof redcodeModelOptions>;

/** What specifications call it. */
export const REDCODE_MODEL = 'redcode-model';

const LONGEST_SHOWN = 8_000;

/**
 * Asks a model for a warrior: a new one, a changed one, or a repaired one. It is told the language, the rules of the core,
 * and what battles said: who beat the parent, when, and what stood where it died. Rejects with the `ModelFault` of a call.
 *
 * Source: Digital Red Queen (arXiv 2601.03335), operators new and mutate and their shares; battle feedback and repair of
 * what does not assemble are ours.
 */
export function redcodeModelOperator(rules: Rules, given: z.input<typeof redcodeModelOptions>): ModelOperator {
  const options = redcodeModelOptions.parse(given);
  const { model, attempts, maximumTokensOut } = options;
  return {
    name: `${REDCODE_MODEL}:${model}`,
    needsModel: true,
    arity: 1,
    model,
    reserve: { calls: attempts, tokensOut: attempts * maximumTokensOut, tries: 0 },
    inspirations: options.inspirations,
    ask: (input) => converse(input, rules, options),
  };
}

/** The operator for `RunContext.modelOperators`, for warriors of a core with these rules. */
export function redcodeModelOperators(rules: Rules): ModelOperatorDefinitions {
  return {
    [REDCODE_MODEL]: {
      options: redcodeModelOptions,
      create: (options) => redcodeModelOperator(rules, redcodeModelOptions.parse(options)),
    },
  };
}

async function converse(input: ModelProposalInput, rules: Rules, options: Options): Promise<ModelProposal> {
  const prompt = promptFor(input, options);
  const messages = opening(prompt, input, rules);
  let detail = '';
  let reason = 'no-code';
  for (let attempt = 1; attempt <= options.attempts; attempt++) {
    const { model, temperature, maximumTokensOut } = options;
    const request = { model, temperature, maximumTokensOut, messages: [...messages] };
    const reply = await input.models.chat(`${input.purpose}/redcode/${attempt}`, request);
    const read = readWarrior(reply, rules);
    if (!isUnread(read)) {
      const { name, description } = read;
      const note = {
        ...input.guidance.note,
        kind: 'redcode',
        prompt: promptLabel(prompt),
        attempts: attempt,
        name,
        description,
      };
      const shown = prompt === CHANGE_WARRIOR_PROMPT ? input.inspirations.map(({ id }) => id) : [];
      return { kind: 'proposed', program: read.program, note, shown };
    }
    ({ reason, message: detail } = read);
    if (reason === 'refused') break;
    messages.push(
      // Providers refuse an empty message.
      { role: 'assistant', content: reply.text.trim() === '' ? '(no text)' : reply.text.slice(0, LONGEST_SHOWN) },
      { role: 'user', content: fillPrompt(RETRY_WARRIOR_PROMPT, { reason, message: fenced(detail, 'text') }) },
    );
  }
  return { kind: 'rejected', reason, detail: cleanBlock(detail, 2_000) };
}

function promptFor({ parent, random }: ModelProposalInput, { newShare }: Options): PromptText {
  if (parent.member === null) return REPAIR_WARRIOR_PROMPT;
  return random('redcode-kind').chance(newShare) ? NEW_WARRIOR_PROMPT : CHANGE_WARRIOR_PROMPT;
}

function opening(prompt: PromptText, input: ModelProposalInput, rules: Rules): ChatMessage[] {
  const { parent, inspirations, task, guidance } = input;
  const numbers = Object.fromEntries(Object.entries(rules).map(([name, value]) => [name, String(value)]));
  const others = inspirations.map(
    ({ program, member }) =>
      `Another warrior, score ${member?.merit.toFixed(3) ?? 'none'}:\n${shownCode(entryText(program))}`,
  );
  const content = fillPrompt(prompt, {
    parent: shownCode(entryText(parent.program)),
    battles: shownResults(parent.results, task.direction),
    others: others.join('\n\n'),
  });
  const system = fillPrompt(SPECIFICATION_PROMPT, numbers);
  return [
    { role: 'system', content: [guidance.system, system, ...(guidance.advice ?? [])].filter(Boolean).join('\n\n') },
    { role: 'user', content },
  ];
}

function shownCode(text: string): string {
  return fenced(cleanCode(text).slice(0, LONGEST_SHOWN), 'redcode');
}
