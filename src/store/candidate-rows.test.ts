import { describe, expect, it } from 'vitest';
import { costOf } from '../core/cost.ts';
import type { StageResult } from '../core/evaluation.ts';
import { openedRow, slotEnd, testScoreOf } from './candidate-rows.ts';
import { sampleEvaluated, sampleOpened } from './test-support/sample-run.ts';

const ok = (stage: string, split: StageResult['split'], score: number): StageResult => ({
  status: 'ok',
  stage,
  split,
  measurement: { score },
});
const failed = (stage: string, split: StageResult['split'], status: 'timeout' | 'crash' = 'timeout'): StageResult => ({
  status,
  stage,
  split,
  reason: `${status} there`,
});

describe('candidate rows', () => {
  it('opens a row with what was proposed', () => {
    expect(openedRow(sampleOpened(3))).toMatchObject({
      slot: 3,
      operator: 'mutate',
      parent: 2,
      generation: 3,
      size: 97,
      state: 'open',
      trainScore: null,
      isBest: false,
    });
  });

  it('takes the edited parent, not a mate or an inspiration', () => {
    const parents = [
      { id: 8, role: 'inspiration' },
      { id: 9, role: 'mate' },
      { id: 4, role: 'parent' },
    ] as const;
    expect(openedRow(sampleOpened(3, { parents })).parent).toBe(4);
    expect(openedRow(sampleOpened(3, { parents: parents.slice(0, 2) })).parent).toBeNull();
  });

  it('opens an empty row where nothing was proposed', () => {
    const row = openedRow(sampleOpened(3, { proposal: { rejected: 'nothing to edit' } }));
    expect(row).toMatchObject({ program: null, generation: null, size: null, state: 'open' });
  });

  it.each<[string, readonly StageResult[], object]>([
    [
      'passed every stage',
      [ok('quick', 'train', 1), ok('full', 'train', 2), ok('check', 'validation', 3)],
      { state: 'ok', trainScore: 2, validationScore: 3, reason: null },
    ],
    ['stopped after an early stage', [ok('quick', 'train', 1)], { state: 'screened', trainScore: null }],
    [
      'stopped after the score stage',
      [ok('quick', 'train', 1), ok('full', 'train', 2)],
      { state: 'ok', trainScore: 2, validationScore: null },
    ],
    [
      'failed at once',
      [failed('quick', 'train', 'crash')],
      { state: 'crash', reason: 'crash there', trainScore: null },
    ],
    [
      'failed on validation',
      [ok('full', 'train', 2), failed('check', 'validation')],
      { state: 'timeout', trainScore: 2, validationScore: null },
    ],
    [
      'has two validation stages',
      [ok('full', 'train', 2), ok('a', 'validation', 3), ok('b', 'validation', 4)],
      { validationScore: 3 },
    ],
    ['has no result', [], { state: 'screened', trainScore: null }],
    ['scored negative zero', [ok('full', 'train', -0)], { trainScore: 0 }],
    ['scored NaN, against the rules', [ok('full', 'train', Number.NaN)], { trainScore: null, state: 'screened' }],
  ])('closes the row of one that %s', (_name, results, expected) => {
    expect(slotEnd(sampleEvaluated(5, { results }), 'full')).toMatchObject({ steps: 1000, isBest: true, ...expected });
  });

  it('closes the row of a rejected one', () => {
    const { measured } = sampleEvaluated(3);
    const event = { type: 'candidate.rejected', slot: 3, cost: costOf({ steps: 4 }), credit: null, measured } as const;
    expect(slotEnd({ ...event, reason: 'duplicate \ud800' }, 'full')).toEqual({
      state: 'rejected',
      reason: 'duplicate \ufffd',
      trainScore: null,
      validationScore: null,
      steps: 4,
      isBest: false,
      isChampion: false,
    });
  });

  it('takes a test score from the test split only', () => {
    const { measured } = sampleEvaluated(3);
    const event = { type: 'candidate.tested', candidate: 3, measured } as const;
    expect(testScoreOf({ ...event, split: 'test', result: ok('final', 'test', 5) })).toBe(5);
    expect(testScoreOf({ ...event, split: 'test', result: failed('final', 'test') })).toBeNull();
    expect(testScoreOf({ ...event, split: 'train', result: ok('full', 'train', 5) })).toBeNull();
  });
});
