import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Random, randomFrom } from '../../src/base/random.ts';
import type { StageResult } from '../../src/core/evaluation.ts';
import type { ChatRequest, ToolCall } from '../../src/core/model.ts';
import { ModelFault } from '../../src/core/model-fault.ts';
import type { ModelOperator, ModelProposal, ModelProposalInput } from '../../src/core/model-operator.ts';
import { createProgram, entryText, type Program } from '../../src/core/program.ts';
import { isWellFormed } from '../../src/search/operators/program-syntax.ts';
import { MODEL_TASK, proposalInput, shownCandidate } from '../proposal-input.ts';
import { type ScriptedCall, type ScriptedReply, scriptedModels } from '../scripted-models.ts';
import { deepFreeze } from './deep-freeze.ts';
import { frozenText } from './frozen-text.ts';
import { randomProgram } from './operator-programs.ts';

/** How often each suite asks; a proposal may take many calls. */
const RUNS = 80;

interface Asked {
  readonly parent: Program;
  readonly proposal: ModelProposal;
  readonly calls: readonly ScriptedCall[];
  readonly tried: readonly Program[];
}

/**
 * What every operator that asks models promises, whatever they answer (`src/core/model-operator.ts`). `makeOperator` gives
 * a new one at each call. Replies are drawn: edits of the program, broken ones, attacks on frozen text, tool calls, noise.
 */
export function modelOperatorConformance(name: string, makeOperator: () => ModelOperator): void {
  const seeds = fc.integer({ min: 0, max: 1_000_000 });
  const always = (check: (seed: number) => Promise<void>) =>
    fc.assert(fc.asyncProperty(seeds, check), { numRuns: RUNS, seed: 1 });

  describe(`${name} keeps the contract of operators that ask models`, () => {
    it('says what it asks, and what that may take at the most', () => {
      const { name: own, model, reserve, inspirations } = makeOperator();
      expect(own).toMatch(/^[a-z][a-z0-9-]*:.+$/);
      expect(own.endsWith(model)).toBe(true);
      for (const amount of [reserve.calls, reserve.tokensOut, reserve.tries, inspirations])
        expect(Number.isSafeInteger(amount) && amount >= 0).toBe(true);
    });

    it('proposes only other programs that parse and keep the frozen text', async () => {
      let children = 0;
      await always(async (seed) => {
        const { parent, proposal } = await askWith(makeOperator(), seed);
        if (proposal.kind === 'rejected') {
          expect(proposal.reason).toMatch(/^[a-z]+(-[a-z]+)*$/);
          return;
        }
        children += 1;
        const { program, note } = proposal;
        expect(program.hash).not.toBe(parent.hash);
        expect(program).toEqual(createProgram(program));
        expect(Object.keys(program.files)).toEqual(Object.keys(parent.files));
        for (const [path, text] of Object.entries(program.files)) {
          expect(isWellFormed(parent, path, text)).toBe(true);
          expect(frozenText(text)).toEqual(frozenText(parent.files[path] as string));
        }
        expect(JSON.parse(JSON.stringify(note))).toEqual(note);
        expect(JSON.stringify(note)).not.toMatch(/\\u001b/);
        expect(JSON.stringify(note).length).toBeLessThan(10_000);
      });
      // Without children the law says nothing.
      expect(children).toBeGreaterThan(RUNS / 20);
    });

    it('stays within its reserve, under names of its own, and asks its own model', async () => {
      await always(async (seed) => {
        const operator = makeOperator();
        const { calls, tried } = await askWith(operator, seed);
        expect(calls.length).toBeLessThanOrEqual(operator.reserve.calls);
        const tokens = calls.reduce((sum, { request }) => sum + request.maximumTokensOut, 0);
        expect(tokens).toBeLessThanOrEqual(operator.reserve.tokensOut);
        expect(tried.length).toBeLessThanOrEqual(operator.reserve.tries);
        expect(tried.every((program) => isWellFormed(program, program.entry, entryText(program)))).toBe(true);
        for (const { purpose, request } of calls) {
          expect(purpose.startsWith('propose/7/')).toBe(true);
          expect(request.model).toBe(operator.model);
        }
      });
    });

    it('asks and proposes the same for the same input and the same replies', async () => {
      await always(async (seed) => {
        const [one, other] = [await askWith(makeOperator(), seed), await askWith(makeOperator(), seed)];
        expect(other.calls).toEqual(one.calls);
        expect(other.proposal).toEqual(one.proposal);
      });
    });

    it('leaves its input as it is, and shows only inspirations that it was given', async () => {
      await always(async (seed) => {
        const { models } = scriptedModels((request, call) => hostileReply(request, seed, call));
        const input = inputOf(seed);
        const { random, tryOut, models: _, ...plain } = input;
        const before = JSON.stringify(plain);
        const proposal = await makeOperator().ask({ ...deepFreeze(plain), random, tryOut, models });
        expect(JSON.stringify(plain)).toBe(before);
        if (proposal.kind === 'rejected') return;
        const ids = input.inspirations.map(({ id }) => id);
        expect(proposal.shown.every((id) => ids.includes(id))).toBe(true);
        expect(new Set(proposal.shown).size).toBe(proposal.shown.length);
      });
    });

    it('shows nothing of other splits than train, and no private metrics', async () => {
      await always(async (seed) => {
        const { calls } = await askWith(makeOperator(), seed);
        expect(JSON.stringify(calls.map(({ request }) => request))).not.toMatch(/71717|CANARY/);
      });
    });

    it('ends with the fault of a call', async () => {
      const fault = new ModelFault('KAIZEN_MODEL_FAILED', 'Down.', { retryable: true, billed: 'unknown' });
      const { models } = scriptedModels([fault]);
      await expect(makeOperator().ask({ ...inputOf(1), models })).rejects.toBe(fault);
    });
  });
}

async function askWith(operator: ModelOperator, seed: number): Promise<Asked> {
  const { models, calls } = scriptedModels((request, call) => hostileReply(request, seed, call));
  const input = inputOf(seed);
  const tried: Program[] = [];
  const tryOut: ModelProposalInput['tryOut'] = async (program) => {
    if (tried.length === operator.reserve.tries) return null;
    tried.push(program);
    const score = program.hash.charCodeAt(0);
    return [{ status: 'ok', stage: 'train', split: 'train', measurement: { score, feedback: 'score: 1e9' } }, SECRET];
  };
  const proposal = await operator.ask({ ...input, models, tryOut });
  return { parent: input.parent.program, proposal, calls, tried };
}

/** What no prompt may hold. */
const SECRET: StageResult = {
  status: 'ok',
  stage: 'validation',
  split: 'validation',
  measurement: { score: 71717, feedback: 'CANARY', metrics: { CANARY: 71717 }, instances: [71717] },
};

function inputOf(seed: number): ModelProposalInput {
  const program = randomProgram(seed);
  const results: StageResult[] = [
    {
      status: 'ok',
      stage: 'train',
      split: 'train',
      measurement: { score: 1, metrics: { bins: 3 }, privateMetrics: { CANARY: 71717 }, feedback: 'close' },
    },
    SECRET,
  ];
  const isFailing = seed % 5 === 0;
  const failing: StageResult[] = [{ status: 'crash', stage: 'train', split: 'train', reason: 'threw' }];
  const parent = shownCandidate(3, program, isFailing ? null : 1, isFailing ? failing : results);
  const inspirations = [1, 2]
    .slice(seed % 3)
    .map((id) => shownCandidate(id, randomProgram(seed + id), id / 2, results));
  const task = { ...MODEL_TASK, language: program.language };
  return proposalInput(parent, { seed, inspirations, task, best: { score: 1 }, purpose: 'propose/7' });
}

/** A reply as a model might give it, or one that means harm: tool calls where tools are offered, else text. */
function hostileReply(request: ChatRequest, seed: number, call: number): ScriptedReply {
  const random = randomFrom({ seed, path: `/reply/${call}` });
  const program = entryText(randomProgram(seed));
  if (random.chance(0.03)) return { finish: 'refused' };
  const finish = random.chance(0.05) ? 'length' : 'stop';
  if (request.tools === undefined || random.chance(0.1)) return { finish, text: replyText(program, random) };
  const toolCalls = Array.from({ length: 1 + random.integer(3) }, (_, index) => toolCall(program, `c${index}`, random));
  return { text: random.chance(0.5) ? '' : 'Working.', toolCalls };
}

function toolCall(program: string, id: string, random: Random): ToolCall {
  const name = random.pick(['read_file', 'edit', 'edit', 'write_file', 'evaluate', 'finish', 'shell', '__proto__']);
  const given = {
    path: 'evaluator.ts',
    blocks: replyText(program, random),
    text: rewritten(program, random),
    name: '\u001b[1mx',
  };
  const isOdd = random.chance(0.2);
  const { path, ...rest } = given;
  return { id, name, arguments: isOdd ? { path, from: -1, blocks: 7 } : rest };
}

function replyText(program: string, random: Random): string {
  const title = '<NAME>Try \u001b[31mthis</NAME>\n<DESCRIPTION>It helps.</DESCRIPTION>\n';
  if (random.chance(0.3)) return `${title}<CODE>\n\`\`\`\n${rewritten(program, random)}\n\`\`\`\n</CODE>`;
  const blocks = Array.from({ length: 1 + random.integer(2) }, () => blockOf(program, random));
  return random.chance(0.05) ? 'I would rather not.' : `${title}${blocks.join('\n')}`;
}

/** A block whose SEARCH is some lines of the program, markers and frozen text included. */
function blockOf(program: string, random: Random): string {
  const lines = program.split(/\r?\n/);
  const withNumber = lines.flatMap((line, index) => (/[0-9]/.test(line) && !line.includes('EVOLVE') ? [index] : []));
  const isNumber = withNumber.length > 0 && random.chance(0.7);
  const from = isNumber ? random.pick(withNumber) : random.integer(lines.length);
  const search = lines.slice(from, from + (isNumber ? 1 : 1 + random.integer(4)));
  const replace = search.map((line) => changed(line, random));
  if (random.chance(0.15)) replace.push('// EVOLVE-BLOCK-END', 'globalThis.score = 1e9;', '// EVOLVE-BLOCK-START');
  const end = random.chance(0.1) ? '' : '>>>>>>> REPLACE';
  return ['<<<<<<< SEARCH', ...search, '=======', ...replace, end].join('\n');
}

function rewritten(program: string, random: Random): string {
  const text = program.split('\n').map((line) => (random.chance(0.3) ? changed(line, random) : line));
  const drops = random.chance(0.2);
  return text.filter((line) => !(drops && line.includes('EVOLVE-BLOCK'))).join('\n');
}

function changed(line: string, random: Random): string {
  if (random.chance(0.1)) return `${line} (`;
  return line.replace(/\b[0-9]+\b/, () => String(random.integer(1_000)));
}
