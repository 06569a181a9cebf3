import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deltaText, scoreTexts } from './score-text.ts';

describe('scores as texts', () => {
  it.each<[string, number[], string[]]>([
    ['close scores', [2.632, 2.635], ['2.632', '2.635']],
    ['scores that two decimals would make equal', [2.6358, 2.6359], ['2.6358', '2.6359']],
    ['1e-9 apart', [2.635, 2.635000001], ['2.635', '2.635000001']],
    ['neighbouring doubles', [0.1 + 0.2, 0.3], ['0.30000000000000004', '0.3']],
    ['equal scores', [1 / 3, 1 / 3], ['0.3333', '0.3333']],
    ['one score', [Math.PI], ['3.142']],
    ['whole numbers', [1234567, 1234568], ['1234567', '1234568']],
    ['very different sizes', [1e-12, 123456.789], ['1e-12', '123500']],
    ['negative ones', [-2.6321, -2.6322], ['-2.6321', '-2.6322']],
    ['zeros and what is no number', [0, -0, Number.POSITIVE_INFINITY], ['0', '0', 'Infinity']],
  ])('%s', (_, values, texts) => {
    expect(scoreTexts(values)).toEqual(texts);
  });

  it('are equal exactly where the scores are', () => {
    const close = fc
      .tuple(fc.double({ noNaN: true }), fc.integer({ min: 0, max: 3 }))
      .map(([x, steps]) => x * (1 + steps * 2 ** -52));
    fc.assert(
      fc.property(fc.array(close, { minLength: 2, maxLength: 6 }), (values) => {
        const texts = scoreTexts(values);
        for (const [i, one] of values.entries())
          for (const [j, other] of values.entries()) expect(texts[i] === texts[j]).toBe(one === other);
      }),
    );
  });

  it.each([
    [0, '±0'],
    [0.003, '+0.003'],
    [-12.345, '−12.3'],
    [1e-9, '+1e-9'],
  ])('a difference of %s is %s', (difference, text) => {
    expect(deltaText(difference)).toBe(text);
  });
});
