import { describe, expect, it } from 'vitest';
import {
  binaryFragment,
  callFragment,
  conditionalFragment,
  type Fragment,
  nameFragment,
  numberFragment,
  textAt,
  unaryFragment,
} from './fragment.ts';
import { PRECEDENCE } from './precedence.ts';

const [a, b, c] = ['a', 'b', 'c'].map(nameFragment) as [Fragment, Fragment, Fragment];
const sum = binaryFragment('+', a, b);
const product = binaryFragment('*', a, b);

describe('fragments', () => {
  it.each([
    [sum, 'a + b'],
    [binaryFragment('*', sum, c), '(a + b) * c'],
    [binaryFragment('+', product, c), 'a * b + c'],
    [binaryFragment('-', c, sum), 'c - (a + b)'],
    [binaryFragment('-', sum, c), 'a + b - c'],
    [binaryFragment('-', a, numberFragment(-3)), 'a - -3'],
    [binaryFragment('**', numberFragment(-2), b), '(-2) ** b'],
    [binaryFragment('**', a, numberFragment(-2)), 'a ** -2'],
    [binaryFragment('**', a, binaryFragment('**', b, c)), 'a ** b ** c'],
    [binaryFragment('**', binaryFragment('**', a, b), c), '(a ** b) ** c'],
    [binaryFragment('&&', a, binaryFragment('&&', b, c)), 'a && b && c'],
    [binaryFragment('||', binaryFragment('??', a, b), c), '(a ?? b) || c'],
    [binaryFragment('??', binaryFragment('||', a, b), c), '(a || b) ?? c'],
    [unaryFragment('-', sum), '-(a + b)'],
    [unaryFragment('-', numberFragment(-3)), '-(-3)'],
    [unaryFragment('-', unaryFragment('-', a)), '-(-a)'],
    [unaryFragment('!', unaryFragment('-', a)), '!-a'],
    [callFragment('Math.max', [sum, conditionalFragment(a, b, c)]), 'Math.max(a + b, a ? b : c)'],
    [
      conditionalFragment(conditionalFragment(a, b, c), sum, conditionalFragment(a, b, c)),
      '(a ? b : c) ? a + b : a ? b : c',
    ],
    [conditionalFragment(a, conditionalFragment(a, b, c), c), 'a ? (a ? b : c) : c'],
  ])('%# is written %s', (fragment, text) => {
    expect(fragment.text).toBe(text);
  });

  it('knows literals, also negative ones', () => {
    expect(numberFragment(-0.5)).toEqual({ text: '-0.5', precedence: PRECEDENCE.unary, isConstant: true });
    expect(numberFragment(2)).toEqual({ text: '2', precedence: PRECEDENCE.primary, isConstant: true });
    expect(sum.isConstant).toBe(undefined);
  });

  it('gets parentheses only where its position needs them', () => {
    expect(textAt(sum, PRECEDENCE.additive)).toBe('a + b');
    expect(textAt(sum, PRECEDENCE.multiplicative)).toBe('(a + b)');
  });
});
