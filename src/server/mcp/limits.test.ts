import { Command } from 'commander';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { addBudgetOptions, budgetOf as budgetOfOptions } from '../../cli/budget-options.ts';
import { budgetOf, limitOptions } from './limits.ts';

const seconds = fc.double({ min: 0.001, max: 1e12, noNaN: true });
const limits = fc.record(
  { evaluations: fc.integer({ min: 1, max: 1e12 }), wallSeconds: seconds, cpuSeconds: seconds, usd: seconds },
  { requiredKeys: [] },
);

it('mean the same to a run that is steered and to one that is started by its command line', () => {
  fc.assert(
    fc.property(limits, (given) => {
      const command = addBudgetOptions(new Command(), 'budget').exitOverride();
      command.parse(limitOptions(given), { from: 'user' });
      expect(budgetOfOptions(command.opts())).toEqual(budgetOf(given));
    }),
  );
});

it('are in the units of a budget', () => {
  const given = { evaluations: 20, wallSeconds: 1.5, cpuSeconds: 60, usd: 0.25 };
  expect(budgetOf(given)).toEqual({ evaluations: 20, wallMs: 1_500, cpuMs: 60_000, microUsd: 250_000 });
  expect(budgetOf({})).toEqual({});
});
