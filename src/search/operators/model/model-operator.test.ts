import { describe, expect, it } from 'vitest';
import { proposalInput, shownCandidate } from '../../../../testing/proposal-input.ts';
import { type ScriptedReply, scriptedModels } from '../../../../testing/scripted-models.ts';
import { randomFrom } from '../../../base/random.ts';
import { ModelFault } from '../../../core/model-fault.ts';
import type { ModelProposalInput } from '../../../core/model-operator.ts';
import { createProgram } from '../../../core/program.ts';
import { drawEdit } from './draw-edit.ts';
import { modelOperator, modelOperatorOptions } from './model-operator.ts';

const TEXT = 'const k = 1;\n// EVOLVE-BLOCK-START\nexport const f = (x) => x + 1;\n// EVOLVE-BLOCK-END\n';
const program = (text: string, language = 'javascript') =>
  createProgram({ language, entry: 'main.js', files: { 'main.js': text } });
const parent = shownCandidate(4, program(TEXT), 2.632);
const other = shownCandidate(7, program(TEXT.replace('+ 1', '* 3')), 2.635);

const title = '<NAME>\nDouble it\u001b[31m</NAME>\n<DESCRIPTION>Twice as\n much.</DESCRIPTION>\n';
const diff = (search: string, replace: string): string =>
  `${title}<DIFF>\n<<<<<<< SEARCH\n${search}\n=======\n${replace}\n>>>>>>> REPLACE\n</DIFF>`;
const GOOD = diff('export const f = (x) => x + 1;', 'export const f = (x) => x * 2;');
const MISS = diff('export const g = (x) => x + 1;', 'export const g = 1;');
const BROKEN = diff('export const f = (x) => x + 1;', 'export const f = (x => ;');
const FULL = `${title}<CODE>\n\`\`\`js\n${TEXT.replace('x + 1', 'x * 2')}\`\`\`\n</CODE>`;
const CHILD = TEXT.replace('x + 1', 'x * 2');

async function ask(
  replies: readonly ScriptedReply[],
  options: Partial<Parameters<typeof modelOperator>[0]> = {},
  input: Partial<ModelProposalInput> = {},
) {
  const { models, calls } = scriptedModels(replies);
  const operator = modelOperator({ model: 'openai/gpt-x', full: 0, cross: 0, ...options });
  const proposal = await operator.ask(
    proposalInput(input.parent ?? parent, { best: { score: 2.64 }, ...input, models }),
  );
  return { proposal, calls, operator };
}

describe('one model as an operator', () => {
  it('makes a child of a diff, with a note that says how', async () => {
    const { proposal, calls, operator } = await ask([{ text: GOOD }], {}, { inspirations: [other] });
    expect(operator).toMatchObject({ name: 'model:openai/gpt-x', model: 'openai/gpt-x', inspirations: 2 });
    expect(operator.reserve).toEqual({ calls: 2, tokensOut: 2 * 16_384, tries: 0 });
    expect(proposal).toEqual({
      kind: 'proposed',
      program: program(CHILD),
      note: { kind: 'diff', prompt: 'diff@1', attempts: 1, name: 'Double it', description: 'Twice as much.' },
      shown: [7],
    });
    expect(calls.map(({ purpose }) => purpose)).toEqual(['propose/0/edit/1']);
    expect(calls[0]?.request).toMatchObject({ model: 'openai/gpt-x', maximumTokensOut: 16_384 });
    expect([0, 0.5, 1]).toContain(calls[0]?.request.temperature);
  });

  it.each<[string, string, RegExp]>([
    ['a miss', MISS, /search-not-found[\s\S]*Most similar[\s\S]*\+ export const f/],
    ['code that does not parse', BROKEN, /does-not-parse/],
    ['no change', diff('export const f = (x) => x + 1;', 'export const f = (x) => x + 1;'), /no-change/],
    ['frozen text', diff('const k = 1;', 'const k = 2;'), /frozen-text/],
    ['prose', 'I cannot help it.', /no-edit/],
    ['nothing', '', /no-edit/],
  ])('tells the model of %s in the same conversation, and takes the next answer', async (_, text, told) => {
    const { proposal, calls } = await ask([{ text }, { text: GOOD }]);
    expect(proposal).toMatchObject({ kind: 'proposed', note: { attempts: 2 } });
    const [first, second] = calls.map(({ request }) => request.messages);
    expect(second?.slice(0, 2)).toEqual(first);
    expect(second?.map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'user']);
    expect(second?.[2]?.content).not.toBe('');
    expect(second?.[3]?.content).toMatch(told);
  });

  it('gives up after its attempts, with the last reason', async () => {
    const { proposal, calls } = await ask([{ text: BROKEN }, { text: 'no' }, { text: MISS }], { patchAttempts: 3 });
    expect(calls.length).toBe(3);
    expect(proposal).toMatchObject({ kind: 'rejected', reason: 'search-not-found' });
  });

  it.each<[string, ScriptedReply, string, number]>([
    ['a refusal, which is not asked again', { text: '', finish: 'refused' }, 'refused', 1],
    ['a reply that is cut off', { text: GOOD.slice(0, GOOD.indexOf('>>>')), finish: 'length' }, 'cut-off', 2],
    ['a flood', { text: 'x'.repeat(400_001) }, 'too-large', 2],
  ])('rejects %s', async (_, reply, reason, count) => {
    const { proposal, calls } = await ask([reply]);
    expect(proposal).toMatchObject({ kind: 'rejected', reason });
    expect(calls.length).toBe(count);
  });

  it('takes a whole rewrite, and edit blocks in its place', async () => {
    for (const text of [FULL, GOOD, `<think>${BROKEN}</think>${FULL}`]) {
      const { proposal } = await ask([{ text }], { diff: 0, full: 1 });
      expect(proposal).toMatchObject({ kind: 'proposed', program: program(CHILD), note: { kind: 'full' } });
    }
    expect((await ask([{ text: FULL }])).proposal).toMatchObject({ kind: 'rejected', reason: 'no-edit' });
  });

  it('fixes a parent that failed, from its messages', async () => {
    const failing = shownCandidate(4, program(TEXT), null, [
      { status: 'crash', stage: 'train', split: 'train', reason: 'x is not defined', feedback: 'line 3' },
    ]);
    const { proposal, calls } = await ask([{ text: FULL }], {}, { parent: failing });
    expect(proposal).toMatchObject({ kind: 'proposed', note: { kind: 'fix', prompt: 'fix@1' } });
    expect(calls[0]?.request.messages[1]?.content).toMatch(
      /status: crash\nreason: x is not defined\nfeedback:\nline 3/,
    );
  });

  it('crosses with an inspiration that works', async () => {
    const failing = shownCandidate(9, program('broken('), null);
    const { proposal, calls } = await ask([{ text: FULL }], { diff: 0, cross: 1 }, { inspirations: [failing, other] });
    expect(proposal).toMatchObject({ note: { kind: 'cross', partner: 7 }, shown: [9, 7] });
    expect(calls[0]?.request.messages[1]?.content).toContain('Combine this program with candidate 7');
  });

  it('shows no more inspirations than it wants, the best, and none that is too long', async () => {
    const long = shownCandidate(8, program(`${TEXT}//${'x'.repeat(40_000)}`), 2);
    const { proposal, calls } = await ask(
      [{ text: GOOD }],
      {},
      { inspirations: [shownCandidate(6, program('a'), 1), long, other] },
    );
    expect(proposal).toMatchObject({ shown: [7] });
    expect(calls[0]?.request.messages[1]?.content).not.toMatch(/Candidate [68]/);
    expect((await ask([{ text: GOOD }], { inspirations: 0 }, { inspirations: [other] })).proposal).toMatchObject({
      shown: [],
    });
  });

  it('asks nothing about a program that is too long to be shown', async () => {
    const { proposal, calls } = await ask(
      [{ text: GOOD }],
      {},
      { parent: shownCandidate(1, program('x'.repeat(120_001))) },
    );
    expect([proposal, calls.length]).toMatchObject([{ kind: 'rejected', reason: 'parent-too-large' }, 0]);
  });

  it('lets the fault of a call through', async () => {
    const fault = new ModelFault('KAIZEN_MODEL_FAILED', 'Down.', { retryable: true, billed: 'unknown' });
    await expect(ask([{ text: MISS }, fault])).rejects.toBe(fault);
  });

  it('lets a guide speak in the place of the task, and keeps the step size of the line', async () => {
    const member = { ...(parent.member as NonNullable<typeof parent.member>), note: { sigma: 0.3, name: 'old' } };
    const guidance = { system: 'Be bold.', advice: ['Try primes.'] };
    const { proposal, calls } = await ask([{ text: GOOD }], {}, { parent: { ...parent, member }, guidance });
    expect(proposal).toMatchObject({ note: { sigma: 0.3, name: 'Double it' } });
    const system = calls[0]?.request.messages[0]?.content ?? '';
    expect(system).toMatch(/Be bold\.[\s\S]*- Try primes\./);
    expect(system).not.toContain('Give each bin');
  });

  it('edits several files of a program', async () => {
    const files = { 'main.js': TEXT, 'lib.js': 'export const g = 1;\n' };
    const several = shownCandidate(3, createProgram({ language: 'javascript', entry: 'main.js', files }));
    const text = `lib.js\n${diff('export const g = 1;', 'export const g = 2;')}\nmain.js\n${GOOD}`;
    const { proposal, calls } = await ask([{ text }], {}, { parent: several });
    expect(proposal).toMatchObject({ program: { files: { 'main.js': CHILD, 'lib.js': 'export const g = 2;\n' } } });
    expect(calls[0]?.request.messages[1]?.content).toMatch(
      /File: lib.js[\s\S]*Files that may be edited:\s+main.js, lib.js/,
    );
    const whole = `main.js\n\`\`\`js\n${CHILD}\`\`\`\n**lib.js**\n\`\`\`js\nexport const g = 3;\n\`\`\`\nExample:\n\`\`\`\nx\n\`\`\``;
    expect((await ask([{ text: whole }], { diff: 0, full: 1 }, { parent: several })).proposal).toMatchObject({
      program: { files: { 'main.js': CHILD, 'lib.js': 'export const g = 3;\n' } },
    });
  });
});

describe('the draw of the kind', () => {
  const weights = { diff: 0.6, full: 0.3, cross: 0.1 };
  const draws = (inspirations: readonly (typeof other)[], count = 4_000) =>
    Array.from({ length: count }, (_, seed) =>
      drawEdit(weights, parent, inspirations, randomFrom({ seed, path: '/kind' })),
    );
  /** χ² of observed counts against expected shares. */
  const chiSquared = (counts: readonly number[], shares: readonly number[]): number => {
    const total = counts.reduce((sum, count) => sum + count, 0);
    return counts.reduce((sum, count, index) => {
      const expected = total * (shares[index] as number);
      return sum + (count - expected) ** 2 / expected;
    }, 0);
  };
  const count = (kinds: readonly { readonly kind: string }[], kind: string): number =>
    kinds.filter((edit) => edit.kind === kind).length;

  it('goes by weight (χ² at 2 degrees of freedom, p = .001)', () => {
    const kinds = draws([other]);
    expect(
      chiSquared([count(kinds, 'diff'), count(kinds, 'full'), count(kinds, 'cross')], [0.6, 0.3, 0.1]),
    ).toBeLessThan(13.8);
    const flavours = kinds.filter((edit) => edit.kind === 'full').map(({ flavour }) => flavour);
    const counts = [...new Set(flavours)].map((flavour) => flavours.filter((each) => each === flavour).length);
    expect(counts.length).toBe(5);
    // 4 degrees of freedom, p = .001.
    expect(chiSquared(counts, [0.2, 0.2, 0.2, 0.2, 0.2])).toBeLessThan(18.5);
  });

  it('without inspirations goes by the weights of the others', () => {
    const kinds = draws([]);
    expect(count(kinds, 'cross')).toBe(0);
    // 1 degree of freedom, p = .001.
    expect(chiSquared([count(kinds, 'diff'), count(kinds, 'full')], [2 / 3, 1 / 3])).toBeLessThan(10.8);
  });

  it('has options with the published values', () => {
    expect(modelOperatorOptions.parse({ model: 'm' })).toEqual({
      model: 'm',
      temperatures: [0, 0.5, 1],
      reasoning: [],
      maximumTokensOut: 16_384,
      inspirations: 2,
      showBestKnown: false,
      diff: 0.6,
      full: 0.3,
      cross: 0.1,
      patchAttempts: 2,
    });
    expect(modelOperatorOptions.safeParse({ model: 'm', diff: -1 }).success).toBe(false);
    expect(modelOperatorOptions.safeParse({ model: 'm', depth: 1 }).success).toBe(false);
  });
});
