import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/base/json.ts';
import { isBetter, type Member } from '../../src/core/candidate.ts';
import { ModelFault } from '../../src/core/model-fault.ts';
import type { Reflector } from '../../src/core/model-operator.ts';
import type { InspirationSelector, Novelty, NoveltyInput } from '../../src/core/novelty.ts';
import { archiveAndTop } from '../../src/search/inspiration/archive-and-top.ts';
import { nGrams } from '../../src/search/novelty/n-grams.ts';
import { provider } from '../../src/search/novelty/provider.ts';
import { promptEvolution } from '../../src/search/reflection/prompt-evolution.ts';
import { inspirationLaws } from './inspirations.ts';
import { brokenAsyncLaws, brokenLaws } from './law.ts';
import { noveltyLaws } from './novelty.ts';
import { reflectorLaws } from './reflector.ts';

// Each subject breaks its contract in one way; a suite that does not notice is worth nothing.

/** The law that a subject breaks; one, and there is one. */
function named<L extends { readonly name: string }>(laws: readonly L[], pattern: RegExp): readonly L[] {
  const found = laws.filter(({ name }) => pattern.test(name));
  expect(found).toHaveLength(1);
  return found;
}

describe('the inspirations suite notices a rule that', () => {
  const good = archiveAndTop({ archive: 2, top: 2 });
  const broken = (select: InspirationSelector['select']) => ({
    make: (): InspirationSelector => ({ name: 'broken', select }),
  });
  let calls = 0;
  it.each<{ title: string; subject: ReturnType<typeof broken>; law: RegExp }>([
    {
      title: 'shows the parent',
      subject: broken((parent, region) => region.members.filter(({ id }) => id === parent.id)),
      law: /never the parent/,
    },
    {
      title: 'shows too many',
      subject: broken((parent, region, best, _, random) => good.select(parent, region, best, 9, random)),
      law: /at most as many/,
    },
    {
      title: 'shows one twice',
      subject: broken((...input) => good.select(...input).flatMap((member) => [member, member])),
      law: /each once/,
    },
    {
      title: 'shows copies',
      subject: broken((...input) => good.select(...input).map((member) => ({ ...member }))),
      law: /as they are/,
    },
    {
      title: 'shows the best first',
      subject: broken((...input) => [...good.select(...input)].sort((a, b) => (isBetter(a, b) ? -1 : 1))),
      law: /worst first/,
    },
    {
      title: 'sorts the island in place',
      subject: broken((parent, region, best, count, random) => {
        (region.members as Member[]).sort((a, b) => a.merit - b.merit);
        return good.select(parent, region, best, count, random);
      }),
      law: /left as it is/,
    },
    {
      title: 'keeps a counter',
      subject: broken((parent, region, best, count, random) =>
        calls++ % 2 === 0 ? [] : good.select(parent, region, best, count, random),
      ),
      law: /same draws/,
    },
    {
      title: 'needs a second member',
      subject: broken((parent, region) => [region.members.find(({ id }) => id !== parent.id) as Member]),
      law: /nobody else is there/,
    },
    { title: 'never shows anybody', subject: broken(() => []), law: /chooses somebody/ },
  ])('$title', ({ subject, law }) => {
    expect(brokenLaws(named(inspirationLaws, law), subject)).not.toEqual([]);
  });

  it('finds nothing to object to in a good one', () => {
    expect(brokenLaws(inspirationLaws, { make: () => good })).toEqual([]);
  });
});

describe('the novelty suite notices a check that', () => {
  const judged = nGrams({ threshold: 0.9, judge: { model: 'local/judge' } });
  const embedding = provider({ model: 'local/embed', threshold: 0.9 });
  const broken = (parts: Partial<Novelty>, good: Novelty = judged) => ({
    make: (): Novelty => ({ ...good, ...parts }),
  });
  const wrap = (change: (input: NoveltyInput, good: Novelty) => ReturnType<Novelty['judge']>, good = judged) =>
    broken({ judge: (input) => change(input, good) }, good);
  let texts = 0;
  it.each<{ title: string; subject: ReturnType<typeof broken>; law: RegExp }>([
    {
      title: 'refuses the first child',
      subject: wrap(async (input, good) => ({ ...(await good.judge(input)), isNovel: input.neighbours.length > 0 })),
      law: /without neighbours/,
    },
    {
      title: 'names a stranger',
      subject: wrap(async (input, good) => ({ ...(await good.judge(input)), nearest: 7 })),
      law: /names a neighbour with/,
    },
    {
      title: 'looks at the first neighbour only',
      subject: wrap((input, good) => good.judge({ ...input, neighbours: input.neighbours.slice(0, 1) })),
      law: /to the nearest/,
    },
    {
      title: 'finds others more similar than copies',
      subject: wrap(async (input, good) => {
        const verdict = await good.judge(input);
        return { ...verdict, similarity: verdict.similarity === null ? null : -verdict.similarity };
      }),
      law: /more than a copy/,
    },
    {
      title: 'remembers what it saw',
      subject: {
        make() {
          const seen = new Set<string>();
          const judge: Novelty['judge'] = async (input) => {
            const isNovel = !seen.has(input.program.hash);
            for (const { program } of input.neighbours) seen.add(program.hash);
            return { ...(await judged.judge(input)), isNovel };
          };
          return { ...judged, judge };
        },
      },
      law: /whatever was judged before/,
    },
    {
      title: 'sorts its neighbours in place',
      subject: wrap((input, good) => {
        (input.neighbours as unknown[]).reverse();
        return good.judge(input);
      }),
      law: /leaves its input/,
    },
    { title: 'asks and says that it does not', subject: broken({ asks: null }), law: /asks what it says/ },
    {
      title: 'asks under a name of no purpose',
      subject: wrap((input, good) => good.judge({ ...input, purpose: 'mine' })),
      law: /names of its own/,
    },
    {
      title: 'refuses when its judge fails',
      subject: wrap(async (input, good) => {
        let hasFailed = false;
        const chat: NoveltyInput['models']['chat'] = async (purpose, request) => {
          try {
            return await input.models.chat(purpose, request);
          } catch (fault) {
            hasFailed = true;
            throw fault;
          }
        };
        const verdict = await good.judge({ ...input, models: { ...input.models, chat } });
        return { ...verdict, isNovel: verdict.isNovel && !hasFailed };
      }),
      law: /judge that fails/,
    },
    {
      title: 'refuses without vectors',
      subject: wrap(
        async (input, good) => ({ ...(await good.judge(input)), isNovel: input.vectors.size > 0 }),
        embedding,
      ),
      law: /vectors that a provider does not give/,
    },
    {
      title: 'embeds something else each time',
      subject: broken({ embeds: { model: 'local/embed', textOf: () => `text ${texts++}` } }, embedding),
      law: /same text/,
    },
    {
      title: 'swallows defects',
      subject: wrap((input, good) =>
        good.judge(input).catch(() => ({ isNovel: true, similarity: null, nearest: null })),
      ),
      law: /defects/,
    },
  ])('$title', async ({ subject, law }) => {
    expect(await brokenAsyncLaws(named(noveltyLaws, law), subject)).not.toEqual([]);
  });

  it('finds nothing to object to in good ones', async () => {
    for (const good of [judged, embedding])
      expect(await brokenAsyncLaws(noveltyLaws, { make: () => good })).toEqual([]);
  });
});

describe('the reflector suite notices a reflector that', () => {
  const good = promptEvolution({ model: 'local/prompts', epsilon: 0 });
  const broken = (parts: Partial<Reflector>) => ({ make: (): Reflector => ({ ...good, ...parts }) });
  const learning = (changes: (state: JsonObject) => unknown) =>
    broken({ reflect: async ({ state }) => changes(state) as JsonObject });
  let calls = 0;
  it.each<{ title: string; subject: ReturnType<typeof broken>; law: RegExp }>([
    { title: 'never reflects', subject: broken({ interval: 0 }), law: /how often/ },
    {
      title: 'asks more than it reserves',
      subject: broken({ reserve: { calls: 0, tokensOut: 0 } }),
      law: /stays within/,
    },
    { title: 'asks another model', subject: broken({ model: 'local/other' }), law: /its own model/ },
    {
      title: 'shows all results',
      subject: broken({
        async reflect({ recent, models }) {
          const content = JSON.stringify(recent);
          await models.chat('all', { model: good.model, maximumTokensOut: 1, messages: [{ role: 'user', content }] });
          return {};
        },
      }),
      law: /other splits/,
    },
    { title: 'learns a function', subject: learning(() => ({ rule: () => 1 })), law: /learns plain data/ },
    { title: 'learns terminal sequences', subject: learning(() => ({ text: '\u001b[31mred' })), law: /terminal/ },
    { title: 'keeps a counter', subject: learning(() => ({ count: calls++ })), law: /teach the same/ },
    {
      title: 'guides by its own draws',
      subject: broken({ guide: () => ({ advice: [`try ${calls++}`] }) }),
      law: /guide alike/,
    },
    { title: 'guides with nothing to say', subject: broken({ guide: () => ({ advice: [''] }) }), law: /guides from/ },
    {
      title: 'never forgets',
      subject: learning(({ texts = [] }) => ({ texts: [...(texts as string[]), 'x'.repeat(10_000)] })),
      law: /bounded/,
    },
    {
      title: 'credits itself with the work of others',
      subject: broken({ learn: () => ({ credit: 1 }) }),
      law: /others guided/,
    },
    {
      title: 'swallows faults',
      subject: broken({ reflect: (input) => good.reflect(input).catch(() => ({})) }),
      law: /ends the reflection/,
    },
    {
      title: 'hides the fault behind another',
      subject: broken({
        reflect: (input) =>
          good.reflect(input).catch(() => {
            throw new ModelFault('KAIZEN_MODEL_FAILED', 'other', { retryable: false, billed: 'no' });
          }),
      }),
      law: /ends the reflection/,
    },
  ])('$title', async ({ subject, law }) => {
    expect(await brokenAsyncLaws(named(reflectorLaws, law), subject)).not.toEqual([]);
  });

  it('finds nothing to object to in a good one', async () => {
    expect(await brokenAsyncLaws(reflectorLaws, { make: () => good })).toEqual([]);
  });
});
