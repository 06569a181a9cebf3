import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ModelAccess } from '../../src/core/model.ts';
import { ModelFault } from '../../src/core/model-fault.ts';
import type { Novelty, NoveltyInput, NoveltyVerdict, Vector } from '../../src/core/novelty.ts';
import { createProgram, type Program } from '../../src/core/program.ts';
import { embedText } from '../model-server/embed-text.ts';
import { type ScriptedCall, type ScriptedReply, scriptedModels } from '../scripted-models.ts';
import { deepFreeze } from './deep-freeze.ts';
import { type AsyncLaw, describeLaws, runs } from './law.ts';

/** A novelty check under test. */
export interface NoveltySubject {
  make(): Novelty;
}

/** A child, its neighbours, and what models say. */
interface Case {
  readonly child: Program;
  readonly known: readonly Program[];
  readonly replies: readonly ScriptedReply[];
}

interface Judged {
  readonly verdict: NoveltyVerdict;
  readonly calls: readonly ScriptedCall[];
}

const PURPOSE = 'propose/0/novelty';
const FAULT = new ModelFault('KAIZEN_MODEL_OVERLOADED', 'later', { retryable: true, billed: 'no' });

export const noveltyLaws: readonly AsyncLaw<NoveltySubject>[] = [
  law('a child without neighbours is novel, and resembles nobody', async (novelty, { child, replies }) => {
    const { verdict, calls } = await judge(novelty, child, [], replies);
    assert.deepEqual(verdict, { isNovel: true, similarity: null, nearest: null });
    assert.equal(calls.length, 0);
  }),
  law('names a neighbour with a similarity from −1 to 1, or neither', async (novelty, { child, known, replies }) => {
    const { isNovel, similarity, nearest } = (await judge(novelty, child, known, replies)).verdict;
    assert.equal(typeof isNovel, 'boolean');
    assert.equal(similarity === null, nearest === null);
    if (similarity === null || nearest === null) return;
    assert.ok(similarity >= -1 && similarity <= 1, String(similarity));
    assert.ok(nearest >= 10 && nearest < 10 + known.length, `${nearest} is no neighbour`);
  }),
  law('the similarity is to the nearest neighbour, in whatever order they stand', async (novelty, input) => {
    const { child, known, replies } = input;
    const similarityTo = async (programs: readonly Program[]): Promise<number> =>
      (await judge(novelty, child, programs, replies)).verdict.similarity ?? Number.NEGATIVE_INFINITY;
    const each: number[] = [];
    for (const program of known) each.push(await similarityTo([program]));
    const nearest = Math.max(...each);
    for (const order of [known, [...known].reverse()]) assert.ok(near(await similarityTo(order), nearest));
  }),
  law('nobody resembles a child more than a copy of it', async (novelty, { child, known, replies }) => {
    const copy = (await judge(novelty, child, [child], replies)).verdict.similarity;
    const other = (await judge(novelty, child, known, replies)).verdict.similarity;
    if (copy !== null && other !== null) assert.ok(other <= copy + 1e-9, `${other} to others, ${copy} to its copy`);
  }),
  law(
    'the same input and replies give the same verdict, whatever was judged before',
    async (novelty, input, subject) => {
      const { child, known, replies } = input;
      for (const program of known) await judge(novelty, program, [child], replies);
      assert.deepEqual(await judge(novelty, child, known, replies), await judge(subject.make(), child, known, replies));
    },
  ),
  law('leaves its input as it is', async (novelty, { child, known, replies }) => {
    // Everything is frozen: writing to it throws.
    await judge(novelty, child, known, replies);
  }),
  law('asks what it says, under names of its own', async (novelty, { child, known, replies }) => {
    const { calls } = await judge(novelty, child, [...known, child], replies);
    const { asks } = novelty;
    assert.ok(calls.length <= (asks?.calls ?? 0), `${calls.length} calls`);
    const tokens = calls.reduce((sum, { request }) => sum + request.maximumTokensOut, 0);
    assert.ok(tokens <= (asks?.tokensOut ?? 0), `${tokens} tokens`);
    for (const { purpose, request } of calls) {
      assert.ok(purpose.startsWith(`${PURPOSE}/`), purpose);
      assert.equal(request.model, asks?.model);
    }
  }),
  law('a judge that fails refuses nothing', async (novelty, { child, known }) => {
    const { verdict, calls } = await judge(novelty, child, [...known, child], [FAULT]);
    if (calls.length > 0) assert.equal(verdict.isNovel, true);
  }),
  law('vectors that a provider does not give refuse nothing', async (novelty, { child, known, replies }) => {
    if (novelty.embeds === null) return;
    const { verdict } = await judge(novelty, child, [...known, child], replies, () => []);
    assert.equal(verdict.isNovel, true);
  }),
  law('embeds the same text for the same program', async (novelty, { child }, { make }) => {
    const { embeds } = novelty;
    if (embeds === null) return;
    assert.equal(typeof embeds.textOf(child), 'string');
    assert.equal(make().embeds?.textOf(createProgram(child)), embeds.textOf(child));
  }),
  law('lets defects of what it calls through', async (novelty, { child, known }) => {
    let asked = 0;
    const broken = async (): Promise<never> => {
      asked += 1;
      throw new TypeError('a defect');
    };
    const input = inputOf(novelty, child, [...known, child], { chat: broken, embed: broken }, embedded);
    const isRejected = await novelty.judge(input).then(
      () => false,
      (error) => error instanceof TypeError,
    );
    assert.equal(isRejected, asked > 0);
  }),
];

/** Declares the tests that every novelty check must pass. */
export function noveltyConformance(name: string, subject: NoveltySubject): void {
  describeLaws(`novelty contract: ${name}`, noveltyLaws, subject);
}

function law(
  name: string,
  hold: (novelty: Novelty, input: Case, subject: NoveltySubject) => Promise<void>,
): AsyncLaw<NoveltySubject> {
  return {
    name,
    async check(subject) {
      await fc.assert(
        fc.asyncProperty(cases(), (input) => hold(subject.make(), input, subject)),
        runs(40),
      );
    },
  };
}

/** Programs of a few parts, so that some resemble each other and some are equal; the last has nothing to edit. */
const BODIES = [
  ...['x * 2', 'x * 3', 'x + 2', 'Math.sin(x)', 'Math.sin(x) / 2', 'x > 2 ? x : -x'].map(
    (part) => `export const f = (x) => ${part};\n`,
  ),
  'export function f(list) {\n  let sum = 0;\n  for (const one of list) sum += one;\n  return sum;\n}\n',
  'export function f(list) {\n  let sum = 1;\n  for (const one of list) sum *= one;\n  return sum;\n}\n',
  '// EVOLVE-BLOCK-START\n// EVOLVE-BLOCK-END\nexport const f = 1;\n',
];

function cases(): fc.Arbitrary<Case> {
  const program = fc
    .constantFrom(...BODIES)
    .map((text) => createProgram({ language: 'javascript', entry: 'f.js', files: { 'f.js': text } }));
  const reply = fc.constantFrom<ScriptedReply>(
    { text: 'NOVEL: another formula.' },
    { text: 'NOT_NOVEL: only a number differs.' },
    { text: '\u001b[1mperhaps' },
    {},
    FAULT,
  );
  return fc.record({
    child: program,
    known: fc.array(program, { minLength: 1, maxLength: 4 }),
    replies: fc.array(reply, { minLength: 1, maxLength: 3 }),
  });
}

type Embed = (text: string) => Vector;

const embedded: Embed = (text) => embedText(text, 16, 0);

async function judge(
  novelty: Novelty,
  child: Program,
  known: readonly Program[],
  replies: readonly ScriptedReply[],
  embed: Embed = embedded,
): Promise<Judged> {
  const { models, calls } = scriptedModels(replies);
  return { verdict: await novelty.judge(inputOf(novelty, child, known, models, embed)), calls };
}

function inputOf(
  { embeds }: Novelty,
  child: Program,
  known: readonly Program[],
  models: ModelAccess,
  embed: Embed,
): NoveltyInput {
  const vectors = new Map<string, Vector>();
  for (const program of [child, ...known]) {
    const text = embeds?.textOf(program) ?? '';
    const vector = text === '' ? [] : embed(text);
    if (vector.length > 0) vectors.set(program.hash, vector);
  }
  const neighbours = known.map((program, index) => ({ id: 10 + index, program }));
  return { program: deepFreeze(child), neighbours: deepFreeze(neighbours), vectors, models, purpose: PURPOSE };
}

function near(a: number, b: number): boolean {
  return a === b || Math.abs(a - b) < 1e-9;
}
