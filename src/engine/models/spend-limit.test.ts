import { describe, expect, it } from 'vitest';
import { modelRunRequest, runWithModels } from '../../../testing/model-run.ts';
import type { LedgerEntry } from '../../../testing/model-server/ledger.ts';
import { programEditor } from '../../../testing/model-server/program-editor/program-editor.ts';
import { type Rule, scriptOfRules } from '../../../testing/model-server/rules.ts';
import { startModelServer } from '../../../testing/model-server/start-model-server.ts';
import { pricePerToken } from '../../../testing/price-per-token.ts';
import type { ModelReserve } from '../../core/run-spec.ts';
import { createSpec } from '../create-spec.ts';

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
  try {
    const request = modelRunRequest({
      budget: { evaluations: 1 },
      lag: 6,
      models: { models: [`a@${server.url}`, `b@${server.url}`], genetic: false, priceOf: () => pricePerToken(1, 3) },
    });
    const { microUsd } = createSpec(request).reserve as ModelReserve;
    const limit = microUsd + 40_000;
    // Only what is never answered takes so long, also on a busy machine.
    const options = { timeoutMs: 3_000, retry: { firstWaitMs: 1 } };
    const { state } = await runWithModels({ ...request, budget: { microUsd: limit } }, options);
    return { state, limit, bill: server.ledger.entries.filter(({ isBilled }) => isBilled) };
  } finally {
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
