import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quotient } from '../shared/quotient.ts';
import { cosineAndSine, ERROR, fromDouble, HALF_ROOT_3, multiply, ONE } from './fixed-point.ts';

const size = (value: bigint): bigint => (value < 0n ? -value : value);
const angle = fc.double({ min: -1000, max: 1000, noNaN: true });

describe('fixed-point numbers', () => {
  it('hold doubles', () => {
    expect(fromDouble(0.75)).toBe((ONE * 3n) / 4n);
    expect(fromDouble(-2)).toBe(-2n * ONE);
    expect(multiply(fromDouble(1.5), fromDouble(-2.5))).toBe(fromDouble(-3.75));
  });

  it('know √3 / 2', () => {
    expect(size(4n * multiply(HALF_ROOT_3, HALF_ROOT_3) - 3n * ONE) < ERROR).toBe(true);
    expect(quotient(HALF_ROOT_3, ONE)).toBe(Math.sqrt(0.75));
  });

  it('know 200 bits of cos 1 and sin 1', () => {
    // By the series 1 − 1/2! + 1/4! − … and 1 − 1/3! + 1/5! − … in rational numbers.
    let factorial = 1n;
    const sums = [0n, 0n];
    for (let k = 0; k < 90; k += 1) {
      if (k > 0) factorial *= BigInt(k);
      sums[k % 2] = (sums[k % 2] as bigint) + (k % 4 < 2 ? ONE : -ONE) / factorial;
    }
    const [cosine, sine] = cosineAndSine(1);
    expect(size(cosine - (sums[0] as bigint)) < ERROR).toBe(true);
    expect(size(sine - (sums[1] as bigint)) < ERROR).toBe(true);
  });
});

describe('cosineAndSine', () => {
  it('agree with doubles', () => {
    fc.assert(
      fc.property(angle, (value) => {
        const [cosine, sine] = cosineAndSine(value);
        expect(quotient(cosine, ONE)).toBeCloseTo(Math.cos(value), 14);
        expect(quotient(sine, ONE)).toBeCloseTo(Math.sin(value), 14);
      }),
    );
  });

  it('are on the unit circle and fulfil the formula of sums', () => {
    fc.assert(
      fc.property(fc.integer({ min: -400, max: 400 }), fc.integer({ min: -400, max: 400 }), (first, second) => {
        const [a, b] = [first / 1024, second / 1024];
        const [[cosA, sinA], [cosB, sinB]] = [cosineAndSine(a), cosineAndSine(b)];
        const [cosSum, sinSum] = cosineAndSine(a + b);
        expect(size(multiply(cosA, cosA) + multiply(sinA, sinA) - ONE) < ERROR).toBe(true);
        expect(size(multiply(cosA, cosB) - multiply(sinA, sinB) - cosSum) < ERROR).toBe(true);
        expect(size(multiply(sinA, cosB) + multiply(cosA, sinB) - sinSum) < ERROR).toBe(true);
      }),
    );
  });
});
