/**
 * A scratchpad about the run, kept by a model in three steps, each with the result of the one before:
 *
 *   1. what each candidate that ended since the last time tried, and what came of it (one numbered line each)
 *   2. insights of the whole run: the former insights, revised in the light of the new lines and the best program
 *   3. at most `recommendations` concrete things to try next
 *
 * One of the recommendations, drawn anew for each proposal, goes into that proposal's prompt, so that proposals spread
 * over all of them. The scratchpad is the reflector's state: plain data, part of the log, there again after a resume.
 *
 * A reply that cannot be read leaves what was there. A model that fails ends the reflection, and nothing changes.
 *
 * Source: meta-scratchpad of ShinkaEvolve, R. T. Lange, Y. Imajuku, E. Cetin 2025, arXiv 2509.19349. There the summaries
 * are one call for each program; here one call makes all of them.
 */
import { z } from 'zod';
import type { JsonObject } from '../../base/json.ts';
import type { ReflectionInput, Reflector } from '../../core/model-operator.ts';
import { cleanText } from '../../models/clean-text.ts';
import { describeCandidates } from './describe.ts';
import { numberedList } from './numbered-list.ts';
import { insightsPrompt, recommendationsPrompt, summariesPrompt } from './scratchpad-prompts.ts';

export const metaScratchpadOptions = z.strictObject({
  /** Model string. */
  model: z.string().min(1),
  /** Evaluated candidates between two reflections, 1 … 64. */
  interval: z.int().min(1).max(64).default(10),
  /** Most recommendations, 1 … 20. */
  recommendations: z.int().min(1).max(20).default(5),
  /** Most tokens of each of the three answers, 64 … 100 000. */
  maximumTokensOut: z.int().min(64).max(100_000).default(4_000),
});

const LONGEST_INSIGHTS = 8_000;

export function metaScratchpad(options: z.input<typeof metaScratchpadOptions>): Reflector {
  const { model, interval, recommendations: most, maximumTokensOut } = metaScratchpadOptions.parse(options);
  return {
    name: 'meta-scratchpad',
    model,
    interval,
    reserve: { calls: 3, tokensOut: 3 * maximumTokensOut },
    async reflect({ recent, best, task, state, models }: ReflectionInput) {
      if (recent.length === 0) return {};
      const ask = async (purpose: string, messages: ReturnType<typeof summariesPrompt>): Promise<string> =>
        (await models.chat(purpose, { model, maximumTokensOut, messages })).text;
      const before = scratchpadOf(state);

      const candidates = describeCandidates(recent, task.direction);
      const summaries = numberedList(await ask('summaries', summariesPrompt(task, candidates)), recent.length);
      const bestText = best === null ? null : (describeCandidates([best], task.direction)[0] as string);
      const revised = cleanText(
        (await ask('insights', insightsPrompt(task, before.insights, summaries, bestText))).trim(),
        LONGEST_INSIGHTS,
      );
      const insights = revised === '' ? before.insights : revised;
      const reply = await ask(
        'recommendations',
        recommendationsPrompt(task, insights, before.recommendations, bestText, most),
      );
      const recommendations = numberedList(reply, most);
      return {
        insights,
        recommendations: recommendations.length > 0 ? recommendations : before.recommendations,
        summaries,
      };
    },
    guide(state, random) {
      const { recommendations } = scratchpadOf(state);
      if (recommendations.length === 0) return {};
      const advice = random.pick(recommendations);
      return { advice: [advice], note: { recommendation: advice } };
    },
  };
}

/** What the state says, empty where it says nothing. */
function scratchpadOf({ insights, recommendations }: JsonObject): {
  readonly insights: string;
  readonly recommendations: readonly string[];
} {
  return {
    insights: typeof insights === 'string' ? insights : '',
    recommendations: Array.isArray(recommendations) ? recommendations.filter((item) => typeof item === 'string') : [],
  };
}
