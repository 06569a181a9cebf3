import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluateText } from './evaluate-text.ts';
import type { Registers } from './expression.ts';

const END = { line: 1, column: 99 };

function resultOf(text: string, registers: Registers = new Map()) {
  const pieces = [{ start: 0, place: { line: 1, column: 1 }, isReplacement: false }];
  return evaluateText({ text, pieces }, registers, END);
}

/** The value, or the kind and column of the mistake. */
function read(text: string, registers?: Registers): bigint | string {
  const result = resultOf(text, registers);
  return 'value' in result ? result.value : `${result.kind} at ${result.place.column}`;
}

describe('evaluate', () => {
  it.each([
    ['1+2*3', 7n],
    ['10-4-3', 3n],
    ['-7/2', -3n],
    ['17%-5', 2n],
    ['-17%5', -2n],
    ['3--2', 5n],
    ['-(2+3)*2', -10n],
    ['!5+1', 1n],
    ['!!7', 1n],
    ['1<2==1', 1n],
    ['3>2>1', 0n],
    ['1+1==2&&2*2==4', 1n],
    ['0||5', 1n],
    ['a=b=4', 4n],
    ['(a=5)+a', 10n],
    ['A=2*a=3', 6n],
    ['1 = = 1', 1n],
    // Where a chain ends; worked out by hand from the rule of pMARS, and confirmed by it.
    ['1&&2<3*4-5||6', 0n],
    ['1||0&&0', 1n],
    ['1-2*3-4', -1n],
    ['1-2-4', -5n],
    ['(1-2*3)-4', -9n],
    ['5-2*3+4', -5n],
    ['7+2*3-4', 9n],
    ['6-4/2!=4', 0n],
    ['(6-4/2)==4', 1n],
  ])('%s is %s', (text, value) => {
    expect(read(text)).toBe(value);
  });

  it.each([
    ['', 'expression at 99'],
    ['1+', 'expression at 99'],
    ['1+*2', 'expression at 3'],
    ['(1', 'expression at 1'],
    ['1)', 'expression at 2'],
    ['()', 'expression at 2'],
    ['1 2', 'expression at 3'],
    ['1&2', 'expression at 2'],
    ['3=4', 'expression at 2'],
    ['7/(1-1)', 'division-by-zero at 2'],
    ['0&&7%0', 'division-by-zero at 5'],
    ['2+ab', 'undefined-name at 3'],
    ['6-4/2==4', 'expression at 6'],
  ])('%s is no expression: %s', (text, mistake) => {
    expect(read(text)).toBe(mistake);
  });

  it('keeps registers from one expression to the next', () => {
    const registers: Registers = new Map();
    expect([read('q=3', registers), read('q*q', registers), read('q=q+1', registers), read('Q', registers)]).toEqual([
      3n,
      9n,
      4n,
      4n,
    ]);
  });

  it.each([
    ['9223372036854775807', 2n ** 63n - 1n, false],
    ['9223372036854775808', 2n ** 63n - 1n, true],
    ['9223372036854775807+1', -(2n ** 63n), true],
    ['-9223372036854775807-1', -(2n ** 63n), false],
    ['(-9223372036854775807-1)/-1', -(2n ** 63n), true],
    ['4294967296*4294967296', 0n, true],
  ])('%s wraps to %s', (text, value, hasOverflow) => {
    expect(resultOf(text)).toEqual({ value, hasOverflow });
  });

  it('agrees with JavaScript where parentheses leave no choice', () => {
    const operand = fc.integer({ min: 0, max: 999 });
    const { whole } = fc.letrec<{ whole: { text: string; value: bigint } }>((tie) => ({
      whole: fc.oneof(
        { maxDepth: 4 },
        operand.map((number) => ({ text: String(number), value: BigInt(number) })),
        fc
          .tuple(tie('whole'), fc.constantFrom('+', '-', '*', '<', '>=', '!=', '&&', '||'), tie('whole'))
          .map(([left, operator, right]) => ({
            text: `(${left.text} ${operator}${right.text})`,
            value: computed(left.value, operator, right.value),
          })),
        tie('whole').map(({ text, value }) => ({ text: `-${text}`, value: -value })),
      ),
    }));
    fc.assert(
      fc.property(whole, ({ text, value }) => {
        expect(read(text)).toBe(BigInt.asIntN(64, value));
      }),
    );
  });

  it('reads sums of products as C does', () => {
    const factors = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(fc.array(factors, { minLength: 1, maxLength: 8 }), (terms) => {
        const products = terms.map((list) => list.reduce((product, factor) => product * factor, 1));
        const sum = products.reduce((total, product) => total + product, 0);
        expect(read(terms.map((list) => list.join('*')).join('+'))).toBe(BigInt(sum));
      }),
    );
  });

  it('reads deep nesting without running out of stack', () => {
    expect(read(`${'('.repeat(120)}1${')'.repeat(120)}`)).toBe(1n);
    expect(read(`${'-'.repeat(250)}1`)).toBe(1n);
  });
});

function computed(left: bigint, operator: string, right: bigint): bigint {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '<':
      return left < right ? 1n : 0n;
    case '>=':
      return left >= right ? 1n : 0n;
    case '!=':
      return left !== right ? 1n : 0n;
    case '&&':
      return left !== 0n && right !== 0n ? 1n : 0n;
    default:
      return left !== 0n || right !== 0n ? 1n : 0n;
  }
}
