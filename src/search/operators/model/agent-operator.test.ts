import { describe, expect, it } from 'vitest';
import { proposalInput, shownCandidate } from '../../../../testing/proposal-input.ts';
import { type ScriptedReply, scriptedModels } from '../../../../testing/scripted-models.ts';
import type { JsonObject } from '../../../base/json.ts';
import { ModelFault } from '../../../core/model-fault.ts';
import type { ModelProposalInput } from '../../../core/model-operator.ts';
import { createProgram, entryText } from '../../../core/program.ts';
import { estimateTokens } from '../../../models/estimate-tokens.ts';
import { agentOperator, agentOperatorOptions } from './agent-operator.ts';
import { agentToolDefinitions } from './agent-tools.ts';

const TEXT = 'const k = 1;\n// EVOLVE-BLOCK-START\nexport const f = 1;\n// EVOLVE-BLOCK-END\n';
const program = (value: number) =>
  createProgram({
    language: 'javascript',
    entry: 'main.js',
    files: { 'main.js': TEXT.replace('f = 1', `f = ${value}`) },
  });
const parent = shownCandidate(4, program(1), 1);

let count = 0;
const use = (...calls: (readonly [string, JsonObject?])[]): ScriptedReply => ({
  toolCalls: calls.map(([name, given = {}]) => ({ id: `call-${++count}`, name, arguments: given })),
});
const edit = (from: number, to: number): readonly [string, JsonObject] => [
  'edit',
  { blocks: `<<<<<<< SEARCH\nexport const f = ${from};\n=======\nexport const f = ${to};\n>>>>>>> REPLACE` },
];

async function ask(replies: readonly ScriptedReply[], options: { steps?: number; tries?: number } = {}) {
  const { models, calls } = scriptedModels(replies);
  const operator = agentOperator({ model: 'm/x', ...options });
  let left = operator.reserve.tries;
  const tryOut: ModelProposalInput['tryOut'] = async (tried) => {
    if (left === 0) return null;
    left -= 1;
    const score = Number(/f = (\d+)/.exec(entryText(tried))?.[1]);
    // Odd values are good ones; 0 fails.
    if (score === 0) return [{ status: 'invalid', stage: 'train', split: 'train', reason: 'zero' }];
    return [{ status: 'ok', stage: 'train', split: 'train', measurement: { score: score % 2 === 1 ? score : -score } }];
  };
  const proposal = await operator.ask(proposalInput(parent, { models, tryOut }));
  const answers = calls
    .at(-1)
    ?.request.messages.filter(({ role }) => role === 'tool')
    .map(({ content }) => content);
  return { proposal, calls, answers: answers ?? [], operator };
}

describe('a model with tools', () => {
  it('reads, edits, evaluates and finishes', async () => {
    const finish = ['finish', { name: 'Nine', description: 'Because.' }] as const;
    const { proposal, calls, answers } = await ask([
      use(['read_file']),
      use(edit(1, 9), ['evaluate']),
      use(['read_file', { from: 3, to: 3 }]),
      use(finish),
    ]);
    expect(proposal).toEqual({
      kind: 'proposed',
      program: program(9),
      note: { kind: 'agent', prompt: 'agent@1', steps: 4, name: 'Nine', description: 'Because.' },
      shown: [],
    });
    expect(calls.map(({ purpose }) => purpose)).toEqual([1, 2, 3, 4].map((step) => `propose/0/agent/${step}`));
    expect(answers).toEqual([
      `Lines 1–5 of 5 of main.js\n\`\`\`\`\n${TEXT}\`\`\`\`\nWhat may be edited:\nmain.js: lines 3–3\nEverything else is frozen.`,
      'Done.',
      'score: 9\nEvaluations left: 2.',
      'Lines 3–3 of 5 of main.js\n````\nexport const f = 9;\n````\nWhat may be edited:\nmain.js: lines 3–3\nEverything else is frozen.',
    ]);
  });

  it('without finish gives the best version that was evaluated', async () => {
    const { proposal, calls } = await ask(
      [use(edit(1, 3), ['evaluate']), use(edit(3, 7), ['evaluate']), use(edit(7, 8), ['evaluate'])],
      { steps: 3 },
    );
    expect(proposal).toMatchObject({ kind: 'proposed', program: program(7), note: { steps: 3 } });
    expect(calls.length).toBe(3);
  });

  it('without evaluations gives the program as it stands, and nothing when it is unchanged', async () => {
    expect((await ask([use(edit(1, 3)), {}], { steps: 2 })).proposal).toMatchObject({ program: program(3) });
    expect((await ask([{ text: 'Hm.' }], { steps: 2 })).proposal).toMatchObject({
      kind: 'rejected',
      reason: 'steps-used-up',
    });
    expect((await ask([{ finish: 'refused' }])).proposal).toMatchObject({ kind: 'rejected', reason: 'refused' });
  });

  it('answers every call, also what cannot be done', async () => {
    const { answers } = await ask(
      [
        use(
          ['evaluate'],
          ['finish'],
          ['shell', { command: 'rm' }],
          ['read_file', { path: '../evaluator.ts' }],
          ['read_file', { from: 0 }],
          ['edit', { blocks: 'no block' }],
          ['write_file', { text: 'export const f = (' }],
          ['write_file', { text: 'export const f = 0;' }],
          ['evaluate'],
        ),
        {},
      ],
      { steps: 2, tries: 1 },
    );
    expect(answers.map((answer) => answer.split('\n').slice(0, 2).join(' ').slice(0, 60))).toMatchInlineSnapshot(`
      [
        "Refused, nothing was changed. \`\`\`\`text Nothing was changed y",
        "Refused, nothing was changed. \`\`\`\`text Nothing was changed y",
        "There is no such tool. Tools: read_file, edit, write_file, e",
        "There is no such file. Files: main.js.",
        "Refused, nothing was changed. \`\`\`\`text from: Too small: expe",
        "Refused, nothing was changed. \`\`\`\`text There is no SEARCH/RE",
        "Refused, nothing was changed. \`\`\`\`text After the edit, main.",
        "Done.",
        "Not done: too many calls, or the program is handed in.",
      ]
    `);
  });

  it.each([
    ['fails', new ModelFault('KAIZEN_MODEL_RESERVE_SPENT', 'no more', { retryable: false, billed: 'no' })],
    ['declines', { finish: 'refused' }],
  ] as const)('hands in the best that was evaluated when the model %s later on', async (_, end) => {
    const { proposal } = await ask([use(edit(1, 7), ['evaluate']), use(edit(7, 8)), end]);
    expect(proposal).toMatchObject({
      kind: 'proposed',
      program: program(7),
      note: { steps: end instanceof ModelFault ? 2 : 3 },
    });
  });

  it('fails as the model does while nothing that runs was evaluated', async () => {
    const fault = new ModelFault('KAIZEN_MODEL_TIMEOUT', 'no reply', { retryable: false, billed: 'unknown' });
    await expect(ask([use(edit(1, 7)), fault])).rejects.toBe(fault);
    await expect(ask([use(edit(1, 0), ['evaluate']), fault])).rejects.toBe(fault);
  });

  it('counts evaluations, also failed ones', async () => {
    const { answers } = await ask([use(edit(1, 0), ['evaluate'], ['evaluate']), {}], { steps: 2, tries: 1 });
    expect(answers[1]).toMatch(
      /^score: none, the program fails[\s\S]*status: invalid\nreason: zero[\s\S]*Evaluations left: 0\.$/,
    );
    expect(answers[2]).toBe('No evaluations are left. Call finish.');
  });

  it('reminds a model that calls no tool', async () => {
    const { calls } = await ask([{ text: 'Let me think.' }, use(edit(1, 2), ['finish'])]);
    expect(calls[1]?.request.messages.slice(2).map(({ role, content }) => [role, content.slice(0, 25)])).toEqual([
      ['assistant', 'Let me think.'],
      ['user', 'Your answer called no too'],
    ]);
  });

  it('bounds what a tool says', async () => {
    const long = shownCandidate(
      1,
      createProgram({ language: 'javascript', entry: 'a.js', files: { 'a.js': 'f();\n'.repeat(20_000) } }),
    );
    const { models, calls } = scriptedModels([use(['read_file']), {}]);
    await agentOperator({ model: 'm', steps: 2 }).ask(proposalInput(long, { models }));
    expect(calls[1]?.request.messages.at(-1)?.content.length).toBeLessThan(25_000);
  });

  it('stays within its reserve with every prompt, however much it reads', async () => {
    const text = 'const text = "a";\n'.repeat(5_000);
    const long = shownCandidate(1, createProgram({ language: 'javascript', entry: 'a.js', files: { 'a.js': text } }));
    const reads = use(...Array.from({ length: 10 }, () => ['read_file'] as const));
    const { models, calls } = scriptedModels([reads]);
    const operator = agentOperator({ model: 'm', steps: 6 });
    await operator.ask(proposalInput(long, { models }));
    const sizes = calls.map(({ request }) =>
      estimateTokens(JSON.stringify(request.messages.filter(({ role }) => role === 'tool'))),
    );
    expect(sizes.length).toBe(6);
    for (const [earlier, size] of sizes.entries()) {
      expect(size).toBeLessThanOrEqual(earlier * (operator.reserve.tokensOfTools ?? 0) + 1);
    }
    const answers =
      calls[1]?.request.messages.filter(({ role }) => role === 'tool').map(({ content }) => content) ?? [];
    expect(answers[1]).toMatch(/^Lines 1–/);
    expect(answers[2]).toBe('Not done: the other answers are too long. Call it again.');
  });

  it('describes its tools as JSON Schema, and has options with values', () => {
    expect(agentToolDefinitions().map(({ name }) => name)).toEqual([
      'read_file',
      'edit',
      'write_file',
      'evaluate',
      'finish',
    ]);
    expect(agentToolDefinitions()[1]?.parameters).toMatchObject({
      type: 'object',
      required: ['blocks'],
      properties: { blocks: { type: 'string' } },
    });
    expect(agentOperatorOptions.parse({ model: 'm' })).toMatchObject({ steps: 12, tries: 3 });
    const { name, reserve } = agentOperator({ model: 'm' });
    expect({ name, reserve }).toEqual({
      name: 'agent:m',
      reserve: { calls: 12, tokensOut: 12 * 8_192, tokensOfTools: 12_000, tries: 3 },
    });
  });
});
