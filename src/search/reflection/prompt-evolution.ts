/**
 * System prompts that evolve beside the programs. Each guided proposal gets one prompt of a small archive, chosen by upper
 * confidence bound with a share ε of uniform draws (`prompt-archive.ts`); what became of the candidate is credited to it.
 * After every `interval` evaluated candidates a model varies one prompt: with probability `reviseShare` a small revision,
 * else a new prompt in its place, in view of the best programs. A full archive drops the prompt of the lowest fitness that
 * had its trials.
 *
 * The archive begins with the prompt that operators have of themselves. A reply that is no prompt changes nothing.
 *
 * Source: prompt co-evolution of ShinkaEvolve (published code; R. T. Lange, Y. Imajuku, E. Cetin 2025, arXiv 2509.19349).
 * There the model also sees the scratchpad, and edits by search and replace; here it writes a revision in full.
 */
import { z } from 'zod';
import type { JsonObject } from '../../base/json.ts';
import type { Random } from '../../base/random.ts';
import type { ReflectionInput, Reflector, ShownCandidate } from '../../core/model-operator.ts';
import {
  fitnesses,
  type PromptRecord,
  promptsOf,
  promptValues,
  TRIALS,
  withPrompt,
  withResult,
} from './prompt-archive.ts';
import { promptIn, variationPrompt } from './prompt-variation.ts';

export const promptEvolutionOptions = z.strictObject({
  /** Model string. */
  model: z.string().min(1),
  /** Evaluated candidates between two variations, 1 … 64. */
  interval: z.int().min(1).max(64).default(20),
  /** Prompts kept, 2 … 100. */
  capacity: z.int().min(2).max(100).default(10),
  /** Weight of the confidence term, 0 … 100. */
  exploration: z.number().min(0).max(100).default(1),
  /** Share of uniform draws, 0 … 1. */
  epsilon: z.number().min(0).max(1).default(0.1),
  /** Share of variations that are small revisions, 0 … 1. */
  reviseShare: z.number().min(0).max(1).default(0.7),
  /** Most tokens of a variation, 64 … 100 000. */
  maximumTokensOut: z.int().min(64).max(100_000).default(4_000),
});

/** Programs that the model sees. */
const SHOWN = 3;

export function promptEvolution(options: z.input<typeof promptEvolutionOptions>): Reflector {
  const settings = promptEvolutionOptions.parse(options);
  const { model, interval, capacity, exploration, epsilon, reviseShare, maximumTokensOut } = settings;
  const choose = (prompts: readonly PromptRecord[], random: Random): PromptRecord => {
    if (random.chance(epsilon)) return random.pick(prompts);
    const values = promptValues(prompts, exploration);
    const largest = Math.max(...values);
    // Prompts without trials are equals: chance spreads the proposals that are open at one time over all of them.
    return random.pick(prompts.filter((_, index) => values[index] === largest));
  };
  return {
    name: 'prompt-evolution',
    model,
    interval,
    reserve: { calls: 1, tokensOut: maximumTokensOut },
    async reflect({ recent, best, task, state, random, models }: ReflectionInput) {
      const prompts = promptsOf(state);
      const dropped = prompts.length < capacity ? null : worstOf(prompts);
      // Nobody is dropped unjudged, so a full archive waits for trials before it pays for more.
      if (dropped === undefined) return {};
      const parent = choose(prompts, random('parent'));
      const kind = random('kind').chance(reviseShare) ? 'revise' : 'rewrite';
      const messages = variationPrompt(task, parent.text, kind, bestShown(recent, best));
      const { text } = await models.chat('variation', { model, maximumTokensOut, messages });
      const prompt = promptIn(text);
      if (prompt === null || prompts.some(({ text: known }) => known === prompt)) return {};
      return withPrompt(state, prompt, dropped);
    },
    guide(state, random) {
      const { id, text } = choose(promptsOf(state), random);
      return { note: { systemPrompt: id }, ...(text !== '' && { system: text }) };
    },
    learn(state: JsonObject, { note, merit }) {
      const id = promptOf(note);
      return id === undefined ? undefined : withResult(state, id, merit);
    },
  };
}

/** The prompt that a candidate was made with: from the note that `guide` gave, alone or inside the candidate's own. */
function promptOf(note: JsonObject): number | undefined {
  const guides = note.guide as JsonObject | undefined;
  const given = (guides?.['prompt-evolution'] as JsonObject | undefined) ?? note;
  return typeof given.systemPrompt === 'number' ? given.systemPrompt : undefined;
}

/** The prompt of the lowest fitness among those that had their trials, of equals the youngest; never the fittest. */
function worstOf(prompts: readonly PromptRecord[]): number | undefined {
  const fitness = fitnesses(prompts);
  const fittest = fitness.indexOf(Math.max(...fitness));
  let worst: number | undefined;
  prompts.forEach(({ ended }, index) => {
    if (index === fittest || ended < TRIALS) return;
    if (worst === undefined || (fitness[index] as number) <= (fitness[worst] as number)) worst = index;
  });
  return worst === undefined ? undefined : prompts[worst]?.id;
}

/** The best of what ended lately and of the run, best first. */
function bestShown(recent: readonly ShownCandidate[], best: ShownCandidate | null): ShownCandidate[] {
  const all = new Map([...recent, ...(best === null ? [] : [best])].map((candidate) => [candidate.id, candidate]));
  const meritOf = ({ member }: ShownCandidate): number => member?.merit ?? Number.NEGATIVE_INFINITY;
  return [...all.values()]
    .filter(({ member }) => member !== null)
    .sort((a, b) => meritOf(b) - meritOf(a) || a.id - b.id)
    .slice(0, SHOWN);
}
