import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { LedgerEntry } from '../../../testing/model-server/ledger.ts';
import { programEditor } from '../../../testing/model-server/program-editor/program-editor.ts';
import { type Rule, scriptOfRules } from '../../../testing/model-server/rules.ts';
import { startModelServer } from '../../../testing/model-server/start-model-server.ts';
import { runContext } from '../../../testing/run-context.ts';
import { sampleTask } from '../../../testing/sample-task.ts';
import { systemClock } from '../../base/clock.ts';
import { createProgram } from '../../core/program.ts';
import type { ModelReserve } from '../../core/run-spec.ts';
import { nextAttempt, RETRY_POLICY } from '../../models/next-attempt.ts';
import { openModels } from '../../models/open-models.ts';
import { openWorkspace } from '../../store/open-workspace.ts';
import { createSpec } from '../create-spec.ts';
import { startRun } from '../run.ts';

const folder = mkdtempSync(join(tmpdir(), 'kaizen-spend-limit-'));
afterAll(() => rmSync(folder, { recursive: true }));

const SEED = createProgram({
  language: 'javascript',
  entry: 'f.js',
  files: { 'f.js': '// EVOLVE-BLOCK-START\nexport function f(x) {\n  return 2 * x + 7;\n}\n// EVOLVE-BLOCK-END\n' },
});
/** One micro-dollar for a token in, three for one out. */
const PRICE = { tokensIn: 1_000_000, tokensCached: 1_000_000, tokensOut: 3_000_000 };

/** What goes wrong with a tenth of all attempts each. */
const FAULTS: Readonly<Record<string, Rule['reply']>> = {
  'refusals with Retry-After': { fault: { kind: 'status', status: 429, retryAfterSeconds: 0 } },
  'time-outs of what is billed': { fault: { kind: 'never-answered' } },
  'replies that are billed and dropped': { fault: { kind: 'dropped', share: 0.5 } },
  'replies that come twice': { fault: { kind: 'duplicated' } },
  'time-outs of a gateway, billed behind it': { fault: { kind: 'status', status: 504 }, isBilled: true },
};

async function spend(rules: readonly Rule[]) {
  const server = await startModelServer({ script: scriptOfRules(rules, programEditor({ variesByAttempt: true })) });
  const workspace = openWorkspace(mkdtempSync(join(folder, 'w-')), { clock: systemClock });
  const provider = openModels({ environment: {}, timeoutMs: 150 });
  try {
    const task = sampleTask();
    const request = {
      task,
      seedPrograms: [SEED],
      lag: 6,
      simplify: false,
      models: { models: [`a@${server.url}`, `b@${server.url}`], genetic: false, priceOf: () => PRICE },
    };
    const { microUsd } = createSpec({ ...request, budget: { evaluations: 1 } }).reserve as ModelReserve;
    const limit = microUsd + 40_000;
    const spec = createSpec({ ...request, budget: { microUsd: limit } });
    const { signal } = new AbortController();
    const policy = { ...RETRY_POLICY, firstWaitMs: 1 };
    const { state } = await startRun(spec, [SEED], {
      ...runContext(workspace, task),
      models: () => ({
        provider,
        nextAttempt: (fault, failures, random) => nextAttempt(fault, failures, random, policy),
        signal,
      }),
    });
    return { state, limit, bill: server.ledger.entries.filter(({ isBilled }) => isBilled) };
  } finally {
    provider.close();
    workspace.close();
    await server.close();
  }
}

function priceOf(bill: readonly LedgerEntry[]): number {
  return bill.reduce((sum, { tokensIn, tokensOut }) => sum + tokensIn + 3 * tokensOut, 0);
}

describe('a budget in money', () => {
  it.each(Object.entries(FAULTS))('is not passed by %s', async (_, reply) => {
    const { state, limit, bill } = await spend([{ when: { share: 0.1 }, reply }]);
    expect(state.stopped?.reason).toBe('budget');
    expect(bill.length).toBeGreaterThan(5);
    // What the provider bills is never more than what we say was spent, and that is within the budget.
    expect(priceOf(bill)).toBeLessThanOrEqual(state.cost.microUsd);
    expect(state.cost.microUsd).toBeLessThanOrEqual(limit);
  });

  it('equals the provider’s bill where nothing goes wrong', async () => {
    const { state, bill } = await spend([]);
    expect(state.cost.microUsd).toBe(priceOf(bill));
  });

  it('is not passed by all of them together', async () => {
    const { state, limit, bill } = await spend(Object.values(FAULTS).map((reply) => ({ when: { share: 0.1 }, reply })));
    expect(state.stopped?.reason).toBe('budget');
    expect(priceOf(bill)).toBeLessThanOrEqual(state.cost.microUsd);
    expect(state.cost.microUsd).toBeLessThanOrEqual(limit);
  });
});
