import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { C_FAMILY } from './languages/c-family.ts';
import { GO } from './languages/go.ts';
import { JULIA } from './languages/julia.ts';
import { PYTHON } from './languages/python.ts';
import { RUST } from './languages/rust.ts';
import { parseNumberLiteral, writeNumberLiteral } from './number-literal.ts';

describe('a number literal', () => {
  it.each([
    // language, literal, its value, another value, how that is written
    [PYTHON, '3', 3, 4.6, '5'],
    [PYTHON, '3', 3, -2, '-2'],
    [PYTHON, '1_000', 1000, 1234567, '1_234_567'],
    [PYTHON, '0x1F', 31, 255, '0xFF'],
    [PYTHON, '0b101', 5, 6, '0b110'],
    [PYTHON, '0.5', 0.5, 2, '2.0'],
    [PYTHON, '1e-3', 1e-3, 0.25, '0.25'],
    [PYTHON, '.5', 0.5, 0.125, '0.125'],
    [PYTHON, '2.', 2, 3, '3.0'],
    [C_FAMILY, '10.0f', 10, 2.5, '2.5f'],
    [C_FAMILY, "1'000'000ull", 1e6, 2e6, "2'000'000ull"],
    [C_FAMILY, '0xffu', 255, 16, '0x10u'],
    [RUST, '10.0_f64', 10, 3, '3.0_f64'],
    [RUST, '7u32', 7, 9.2, '9u32'],
    [RUST, '1e-3', 1e-3, 5, '5.0'],
    [RUST, '0x1F_i32', 31, 47, '0x2F_i32'],
    [GO, '0o17', 15, 8, '0o10'],
    [JULIA, '1.5f0', 1.5, 0.25, '0.25f0'],
    [JULIA, '25f-1', 2.5, 3, '3.0f0'],
  ])('%#: %o %s', ({ literalSuffixes }, text, value, other, written) => {
    const style = parseNumberLiteral(text, literalSuffixes);
    expect(style?.value).toBeCloseTo(value, 12);
    expect(style && writeNumberLiteral(style, other, 4)).toBe(written);
  });

  it.each([
    [PYTHON, '3j'],
    [PYTHON, '0755'],
    [PYTHON, '1_'],
    [PYTHON, '5f'],
    [C_FAMILY, '1.0e999'],
    [RUST, '1.0_f16'],
    [GO, '0x1p-2'],
    [GO, '.'],
    [GO, ''],
  ])('%#: is left alone when it is not understood: %s', ({ literalSuffixes }, text) => {
    expect(parseNumberLiteral(text, literalSuffixes)).toBe(null);
  });

  it('is read again as the value that was written, in every style', () => {
    const styles = [
      [PYTHON, '3'],
      [PYTHON, '1_000'],
      [PYTHON, '0x1F'],
      [PYTHON, '0.5'],
      [C_FAMILY, '1.5f'],
      [RUST, '2.0_f64'],
      [JULIA, '2.0f0'],
    ] as const;
    fc.assert(
      fc.property(fc.constantFrom(...styles), fc.double({ min: 0, max: 1e9, noNaN: true }), ([table, text], value) => {
        const style = parseNumberLiteral(text, table.literalSuffixes);
        if (style === null) throw new Error(`${text} is not read`);
        const written = writeNumberLiteral(style, value, 7);
        const again = parseNumberLiteral(written, table.literalSuffixes);
        expect(again).toMatchObject({ isFloat: style.isFloat, radix: style.radix, suffix: style.suffix });
        if (style.isFloat) expect(Math.abs((again?.value ?? 0) - value)).toBeLessThanOrEqual(1e-6 * value + 1e-11);
        else expect(again?.value).toBe(Math.round(value));
      }),
    );
  });
});
