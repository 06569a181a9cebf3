import { describe, expect, it } from 'vitest';
import { type ModelRunOptions, runWithModels } from '../../../testing/model-run.ts';
import { type ModelScript, startModelServer } from '../../../testing/model-server/index.ts';
import { FREE } from '../../../testing/price-per-token.ts';
import { sampleProgram } from '../../../testing/sample-program.ts';
import type { RunRequest } from '../create-spec.ts';

const BROKEN = sampleProgram('2 * (x');

const program = (body: string): string =>
  `<NAME>a version that runs</NAME>\n<CODE>\n\`\`\`\`javascript\n// EVOLVE-BLOCK-START\nexport function f(x) {\n  ${body}\n}\n// EVOLVE-BLOCK-END\n\`\`\`\`\n</CODE>`;

/** A model that at first makes programs that run and give no number, then one that works, and then better ones. */
const script: ModelScript = ({ text, call }) => {
  if (!text.includes('A program that fails')) return { text: program(`return x * x + 3 * x + ${1 + 1 / call};`) };
  return { text: program(call < 4 ? `return "no number ${call}";` : `return ${call} * x;`) };
};

interface Options extends ModelRunOptions {
  readonly script?: ModelScript;
  readonly request?: Partial<RunRequest>;
  readonly isAgent?: boolean;
}

async function run({ script: answers = script, request, isAgent = false, ...options }: Options = {}) {
  const texts: string[] = [];
  const server = await startModelServer({
    script: (asked) => {
      texts.push(asked.text);
      return answers(asked);
    },
  });
  try {
    const models = {
      models: isAgent ? [] : [`a@${server.url}`],
      agents: isAgent ? [`a@${server.url}`] : [],
      priceOf: () => FREE,
    };
    const whole = { seedPrograms: [BROKEN], budget: { evaluations: 12 }, lag: 1, models, ...request };
    return { ...(await runWithModels(whole, options)), texts };
  } finally {
    await server.close();
  }
}

describe('a run whose seed program fails', () => {
  it('has it mended by models, and goes on with what works', async () => {
    const { state, candidates, texts } = await run();
    expect(candidates[0]).toMatchObject({ state: 'crash', trainScore: null });
    expect(state.status).toBe('finished');
    expect(state.best).not.toBeNull();
    expect(state.failed).toEqual([]);
    // The first that works founds every island; until then only the model is asked.
    const first = candidates.findIndex(({ trainScore }) => trainScore !== null);
    expect(candidates.slice(1, first + 1).every(({ operator }) => operator.startsWith('model:'))).toBe(true);
    expect(candidates.slice(first + 1).some(({ operator }) => !operator.startsWith('model:'))).toBe(true);
    expect(state.regions.every(({ members }) => members.length > 0)).toBe(true);
    // Programs that fail are parents no more.
    const parents = candidates.slice(first + 1).map(({ parent }) => candidates[parent as number]?.trainScore ?? null);
    expect(parents.length).toBeGreaterThan(0);
    expect(parents).not.toContain(null);

    // It is shown why the program fails.
    expect(texts[0]).toContain('score: none, the program fails');
    expect(texts[0]).toMatch(/status: crash\nreason: .*\S/);
    const later = texts.find((text) => text.includes('return "no number') && text.includes('A program that fails'));
    expect(later).toContain('f must return finite numbers');
  });

  it('is the same again, paused and resumed', async () => {
    const paths = ({ candidates }: Awaited<ReturnType<typeof run>>) =>
      candidates.map(({ program: hash, parent, operator, trainScore }) => ({
        hash,
        parent,
        operator: operator.replace(/:\d+\//, '/'),
        trainScore,
      }));
    const whole = paths(await run());
    expect(paths(await run({ pausesAfter: 2 }))).toEqual(whole);
  });

  it('is mended by an agent, whose tool calls it works with as with any other', async () => {
    const body = 'export function f(x) {\n  return 3 * x;\n}';
    const edited: ModelScript = ({ text }) =>
      text.includes('Done.')
        ? { toolCalls: [{ name: 'finish', arguments: { name: 'runs', description: 'a bracket was missing' } }] }
        : { toolCalls: [{ name: 'write_file', arguments: { text: body } }] };
    const { candidates } = await run({ script: edited, isAgent: true, request: { budget: { evaluations: 30 } } });
    expect(candidates[1]).toMatchObject({ state: 'ok', parent: 0 });
    expect(candidates[1]?.operator).toMatch(/^agent:/);
  });

  it('ends at its budget where no model finds one that works', async () => {
    const { state } = await run({ script: ({ call }) => ({ text: program(`return "no ${call}";`) }) });
    expect(state).toMatchObject({ status: 'finished', reason: 'budget', best: null });
    expect(state.failed.length).toBe(12);
  });

  it('is over without a model that may mend it', async () => {
    await expect(run({ request: { models: { models: [], priceOf: () => FREE } } })).rejects.toMatchObject({
      code: 'KAIZEN_SEED_FAILED',
    });
  });
});
