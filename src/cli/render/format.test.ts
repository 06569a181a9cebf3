import { describe, expect, it } from 'vitest';
import { costOf } from '../../core/cost.ts';
import { costRows, formatDuration, formatScore } from './format.ts';

describe('formatScore', () => {
  it.each([
    [4.155418060092678, '%', '4.1554 %'],
    [2.635983, '', '2.635983'],
    [0.9597642169962064, 'sum of radii', '0.9597642 sum of radii'],
    [12, '', '12'],
    [null, '%', '–'],
    [undefined, '', '–'],
    [0.00001234567, '', '0.00001234567'],
  ])('%d in %j is %s', (score, unit, expected) => {
    expect(formatScore(score, unit)).toBe(expected);
  });

  it('keeps scores apart that differ in the fifth digit', () => {
    expect(formatScore(2.63592)).not.toBe(formatScore(2.63598));
  });
});

describe('formatDuration', () => {
  it.each([
    [12, '12 ms'],
    [1_234, '1.2 s'],
    [59_900, '59.9 s'],
    [60_000, '1 m 00 s'],
    [125_400, '2 m 05 s'],
    [3_600_000, '1 h 00 m'],
    [9_000_000, '2 h 30 m'],
  ])('%d ms is %s', (ms, expected) => {
    expect(formatDuration(ms)).toBe(expected);
  });
});

describe('costRows', () => {
  it('shows what was used', () => {
    expect(
      costRows(costOf({ evaluations: 1_200, steps: 5_000_000, cpuMs: 1_500, wallMs: 900, microUsd: 12_345 })),
    ).toEqual([
      ['evaluations', '1,200'],
      ['steps', '5,000,000'],
      ['CPU time', '1.5 s'],
      ['wall time', '900 ms'],
      ['money', '$0.0123'],
    ]);
  });
});
