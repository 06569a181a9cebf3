import { expect, it } from 'vitest';
import { runWithModels } from '../../../testing/model-run.ts';
import type { ModelScript } from '../../../testing/model-server/index.ts';
import { startModelServer } from '../../../testing/model-server/start-model-server.ts';
import { FREE } from '../../../testing/price-per-token.ts';
import { evaluateQuadratic, sampleTask } from '../../../testing/sample-task.ts';
import { evaluationsOfTry, FIRST_REPEAT_OF_TRIES, stagesOfTry } from './tries.ts';

/** Writes another program each time and tries it out, until no evaluations are left. */
const agent: ModelScript = ({ call, text }) => {
  const isOver = text.includes('Evaluations left: 0');
  const program = `export function f(x) {\n  return 2 * x + ${call};\n}`;
  return {
    toolCalls: isOver
      ? [{ name: 'finish', arguments: { name: 'a line', description: 'moved' } }]
      : [
          { name: 'write_file', arguments: { text: program } },
          { name: 'evaluate', arguments: {} },
        ],
  };
};

it('an agent tries programs of a noisy task out on repeats of their own, which count and fit into the budget', async () => {
  const server = await startModelServer({ script: agent });
  const drawn = new Map<string, number[]>();
  const seeds: number[] = [];
  const noise = { least: 2, most: 4, draws: 'own' } as const;
  const task = sampleTask({
    stages: [{ name: 'train', split: 'train' }],
    noise,
    evaluate: async (candidate, context) => {
      const { hash } = candidate.program;
      drawn.set(hash, [...(drawn.get(hash) ?? []), context.repeat ?? Number.NaN]);
      seeds.push(context.seed);
      return evaluateQuadratic(candidate, context);
    },
  });
  const models = { models: [], agents: [`a@${server.url}`], genetic: false, priceOf: () => FREE };
  const { state } = await runWithModels({ task, budget: { evaluations: 80 }, lag: 2, models });
  await server.close();

  expect(state.spec.tries).toBe(3 * noise.least);
  // Each evaluation is a draw of its own, and is charged.
  expect(new Set(seeds).size).toBe(seeds.length);
  expect(state.cost.evaluations).toBe(seeds.length);
  expect(seeds.length).toBeLessThanOrEqual(80);
  let tried = 0;
  for (const repeats of drawn.values()) {
    // What a program was chosen by is no part of its score.
    const tries = repeats.filter((repeat) => repeat >= FIRST_REPEAT_OF_TRIES);
    const scored = repeats.filter((repeat) => repeat < FIRST_REPEAT_OF_TRIES);
    expect(tries.concat(scored).toSorted()).toEqual(repeats.toSorted());
    if (tries.length > 0) expect(tries).toEqual([FIRST_REPEAT_OF_TRIES, FIRST_REPEAT_OF_TRIES + 1]);
    if (scored.length > 0) expect(scored.slice(0, 2)).toEqual([0, 1]);
    if (tries.length > 0 && scored.length > 0) tried += 1;
  }
  expect(tried).toBeGreaterThan(1);
});

it('a try takes the fewest repeats of each train stage, and one session for those without', () => {
  const stages = [
    { name: 'quick', split: 'train' },
    { name: 'train', split: 'train', repeats: { least: 3, most: 9 } },
    { name: 'validation', split: 'validation', repeats: { least: 5, most: 5 } },
  ] as const;
  expect(stagesOfTry({ stages })).toEqual([stages[0], { ...stages[1], repeats: { least: 3, most: 3 } }]);
  expect(evaluationsOfTry({ stages })).toBe(4);
  expect(evaluationsOfTry({ stages: [stages[0]] })).toBe(1);
});
