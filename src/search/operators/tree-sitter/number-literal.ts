import { numberText } from '../javascript/number-text.ts';

/** How a number literal is written, so that another value can be written in the same way. */
export interface NumberLiteral {
  readonly value: number;
  readonly radix: 2 | 8 | 10 | 16;
  /** True when it has a point or an exponent. */
  readonly isFloat: boolean;
  /** `0x`, `0B` and their like. */
  readonly prefix: string;
  readonly isUpperCase: boolean;
  /** `_` or `'` between groups of digits; empty when there is none. */
  readonly separator: string;
  /** `f64`, `ull`, `_usize`, `f0`. */
  readonly suffix: string;
}

const DIGITS: Readonly<Record<number, string>> = { 2: '[01]', 8: '[0-7]', 16: '[0-9a-fA-F]' };
const DECIMAL = /^(\d(?:[\d_']*\d)?)?(\.(?:\d(?:[\d_']*\d)?)?)?(?:([eE])([+-]?\d(?:[\d_]*\d)?))?(.*)$/s;

/** Reads a literal without a sign; null for what has no finite value, or a suffix that is not among `suffixes`. */
export function parseNumberLiteral(text: string, suffixes: RegExp): NumberLiteral | null {
  const prefixed = /^(0[xX]|0[bB]|0[oO])(.*)$/s.exec(text);
  if (prefixed !== null) return parsePrefixed(prefixed[1] as string, prefixed[2] as string, suffixes);
  const match = DECIMAL.exec(text);
  if (match === null) return null;
  const [, whole = '', fraction = '', , exponent, suffix = ''] = match;
  if (whole === '' && fraction.length < 2) return null;
  // `0755` is octal in C and an error in Python: left alone.
  if (/^0\d/.test(whole) || !suffixes.test(suffix)) return null;
  const separator = /[_']/.exec(whole)?.[0] ?? '';
  const digits = `${whole || '0'}${fraction.length > 1 ? fraction : ''}`.replaceAll(/[_']/g, '');
  // Julia writes the exponent of its short floats into the suffix: 2.5f-3.
  const short = suffixes.test('f0') ? /^f(-?\d+)$/.exec(suffix)?.[1] : undefined;
  const value =
    Number(`${digits}${exponent === undefined ? '' : `e${exponent.replaceAll('_', '')}`}`) * 10 ** Number(short ?? 0);
  if (!Number.isFinite(value)) return null;
  const isFloat = fraction !== '' || exponent !== undefined || /^_?[fF]/.test(suffix);
  return {
    value,
    radix: 10,
    isFloat,
    prefix: '',
    isUpperCase: false,
    separator,
    suffix: short === undefined ? suffix : 'f0',
  };
}

function parsePrefixed(prefix: string, rest: string, suffixes: RegExp): NumberLiteral | null {
  const radix = { x: 16, b: 2, o: 8 }[prefix.slice(1).toLowerCase() as 'x' | 'b' | 'o'] as 16 | 2 | 8;
  const match = new RegExp(`^((?:${DIGITS[radix]}|[_'](?=${DIGITS[radix]}))+)(.*)$`, 's').exec(rest);
  if (match === null) return null;
  const [, body = '', suffix = ''] = match;
  const digits = body.replaceAll(/[_']/g, '');
  const value = Number(`0${prefix.slice(1).toLowerCase()}${digits}`);
  if (!Number.isSafeInteger(value) || !suffixes.test(suffix)) return null;
  const separator = /[_']/.exec(body)?.[0] ?? '';
  return { value, radix, isFloat: false, prefix, isUpperCase: /[A-F]/.test(digits), separator, suffix };
}

/**
 * Another value in the style of a literal: whole numbers stay whole, floats keep a point or an exponent, radix,
 * separators and suffix are kept. `value` must be finite; a negative one gets a minus in front.
 */
export function writeNumberLiteral(style: NumberLiteral, value: number, digits: number): string {
  const sign = value < 0 ? '-' : '';
  const size = Math.abs(value);
  if (style.isFloat) return `${sign}${floatText(size, digits, style.suffix)}${style.suffix}`;
  const whole = wholeText(Math.round(size), style);
  return `${whole === '0' ? '' : sign}${whole}${style.suffix}`;
}

function wholeText(value: number, { radix, prefix, isUpperCase, separator }: NumberLiteral): string {
  const plain = BigInt(Math.min(value, Number.MAX_SAFE_INTEGER)).toString(radix);
  const cased = isUpperCase ? plain.toUpperCase() : plain;
  const group = radix === 10 ? 3 : 4;
  const grouped =
    separator === '' ? cased : cased.replaceAll(new RegExp(`(?<=\\w)(?=(?:\\w{${group}})+$)`, 'g'), separator);
  return `${prefix}${grouped}`;
}

function floatText(size: number, digits: number, suffix: string): string {
  const text = numberText(size, digits) ?? '0';
  // `1e-7f0` would have two exponents.
  const plain = suffix === 'f0' && text.includes('e') ? size.toFixed(12).replace(/0+$/, '0') : text;
  return /[.e]/.test(plain) ? plain : `${plain}.0`;
}
