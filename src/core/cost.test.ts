import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addCost, budgetUsed, COST_UNITS, costOf, ZERO_COST } from './cost.ts';

const costs = fc.record(Object.fromEntries(COST_UNITS.map((unit) => [unit, fc.nat()]))).map((parts) => costOf(parts));

describe('cost', () => {
  it('adds unit by unit', () => {
    fc.assert(
      fc.property(costs, costs, (a, b) => {
        const sum = addCost(a, b);
        for (const unit of COST_UNITS) expect(sum[unit]).toBe(a[unit] + b[unit]);
        expect(addCost(a, ZERO_COST)).toEqual(a);
      }),
    );
  });
});

describe('budgetUsed', () => {
  it.each([
    ['no limit', {}, costOf({ evaluations: 100 }), 0],
    ['one limit', { evaluations: 200 }, costOf({ evaluations: 100, steps: 9e9 }), 0.5],
    ['the tightest of two counts', { evaluations: 200, steps: 1000 }, costOf({ evaluations: 100, steps: 900 }), 0.9],
    ['a limit of zero is spent', { microUsd: 0 }, ZERO_COST, 1],
  ])('%s', (_, budget, cost, expected) => {
    expect(budgetUsed(budget, cost)).toBe(expected);
  });
});
