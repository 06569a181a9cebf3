import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../base/json.ts';
import { fitnesses, nextId, promptsOf, promptValues, withPrompt, withResult } from './prompt-archive.ts';

const prompt = (id: number, ...results: (number | null)[]) => ({
  id,
  text: `prompt ${id}`,
  ended: results.length,
  results,
});

describe('fitness: mean share of merits that are beaten', () => {
  it.each([
    { title: 'one merit in all', prompts: [prompt(0, 7)], expected: [0.5] },
    // All merits 1, 2, 3, 4: shares 0, 1/3, 2/3, 1.
    { title: 'two prompts', prompts: [prompt(0, 1, 4), prompt(1, 2, 3)], expected: [0.5, 0.5] },
    { title: 'one is better', prompts: [prompt(0, 1, 2), prompt(1, 3, 4)], expected: [1 / 6, 5 / 6] },
    { title: 'failures count 0', prompts: [prompt(0, 1, 4, null, null), prompt(1, 2, 3)], expected: [0.25, 0.5] },
    // 1, 1, 2: the equal ones share (0 + 1/2) / 2 = 0.25.
    { title: 'equal merits', prompts: [prompt(0, 1, 1), prompt(1, 2)], expected: [0.25, 1] },
    { title: 'nothing but failures', prompts: [prompt(0, null), prompt(1)], expected: [0, 0] },
  ])('$title', ({ prompts, expected }) => {
    fitnesses(prompts).forEach((value, index) => {
      expect(value).toBeCloseTo(expected[index] as number, 12);
    });
  });
});

describe('values', () => {
  it('are fitness plus the confidence term after three candidates, and optimistic before', () => {
    // Merits 1 … 6: shares 0, 0.2, …, 1. Fitness 0.2 and 0.8.
    const prompts = [prompt(0, 1, 2, 3), prompt(1, 4, 5, 6), prompt(2)];
    // N = 6: √(ln 6 / 3) = 0.772817.
    const [first, second, third] = promptValues(prompts, 1) as [number, number, number];
    expect(first).toBeCloseTo(0.2 + 0.772817, 5);
    expect(second).toBeCloseTo(0.8 + 0.772817, 5);
    expect(third).toBeCloseTo(0.8 + 1, 12);
    [0.2, 0.8, 0.8].forEach((value, index) => {
      expect(promptValues(prompts, 0)[index]).toBeCloseTo(value, 12);
    });
  });
});

describe('state', () => {
  const apply = (state: JsonObject, changes: JsonObject | undefined): JsonObject => ({ ...state, ...changes });

  it('begins with the prompt that operators have of themselves', () => {
    expect(promptsOf({})).toEqual([{ id: 0, text: '', ended: 0, results: [] }]);
    expect(nextId({})).toBe(1);
  });

  it('takes in, credits and drops prompts, and says only what changed', () => {
    let state = apply({}, withPrompt({}, 'first', null));
    state = apply(state, withResult(state, 1, 5));
    const credited = withResult(state, 1, null);
    expect(credited).toEqual({ 'results/1': { ended: 2, results: [5, null] } });
    state = apply(state, credited);
    state = apply(state, withPrompt(state, 'second', 0));
    expect(promptsOf(state)).toEqual([
      { id: 1, text: 'first', ended: 2, results: [5, null] },
      { id: 2, text: 'second', ended: 0, results: [] },
    ]);
    state = apply(state, withPrompt(state, 'third', 1));
    expect(promptsOf(state).map(({ id }) => id)).toEqual([2, 3]);
    expect(withResult(state, 1, 9)).toBeUndefined();
    expect(withResult(state, 99, 9)).toBeUndefined();
    expect(JSON.parse(JSON.stringify(state))).toEqual(state);
  });

  it('remembers the last 50 results, and counts all', () => {
    let state: JsonObject = {};
    for (let merit = 0; merit < 60; merit++) state = apply(state, withResult(state, 0, merit));
    const [first] = promptsOf(state);
    expect(first?.ended).toBe(60);
    expect(first?.results).toHaveLength(50);
    expect(first?.results[0]).toBe(10);
  });
});
