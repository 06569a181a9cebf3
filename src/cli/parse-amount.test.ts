import { InvalidArgumentError } from 'commander';
import { describe, expect, it } from 'vitest';
import { parseCount, parseDollars, parseDuration, parseInteger, parseNumber, parsePositive } from './parse-amount.ts';

describe('amounts', () => {
  it.each([
    ['5000', 5_000],
    ['20k', 20_000],
    ['1.5M', 1_500_000],
    ['2G', 2_000_000_000],
  ])('count %s', (text, expected) => expect(parseCount(text)).toBe(expected));

  it.each([
    ['90', 90_000],
    ['90s', 90_000],
    ['2m', 120_000],
    ['1.5h', 5_400_000],
  ])('duration %s', (text, expected) => expect(parseDuration(text)).toBe(expected));

  it('dollars become millionths', () => expect(parseDollars('0.50')).toBe(500_000));
  it('whole numbers may be negative', () => expect(parseInteger('-3')).toBe(-3));

  it.each([
    ['0', 0],
    ['-2.5', -2.5],
    ['1e-6', 1e-6],
  ])('number %s', (text, expected) => expect(parseNumber(text)).toBe(expected));

  it.each([
    [parseCount, ['', '0', '-5', '1e3', '5 k', 'k', '1,000', 'NaN']],
    [parseDuration, ['', '0', '0s', '5d', '-1m', '1m30s']],
    [parseDollars, ['', '0', '-1', 'x', 'Infinity']],
    [parseNumber, ['', ' ', 'abc', '1,5', 'NaN', 'Infinity']],
    [parseInteger, ['', ' ', '1.5', 'x', '1e99']],
    [parsePositive, ['0', '-1']],
  ] as const)('%o refuses what it cannot read', (parse, texts) => {
    for (const text of texts) expect(() => parse(text), text).toThrow(InvalidArgumentError);
  });
});
