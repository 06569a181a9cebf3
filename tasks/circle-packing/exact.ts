import type { Circle } from './circles.ts';

/** A finite double as mantissa · 2^exponent, both whole (IEEE 754 binary64). */
function parts(value: number): { readonly mantissa: bigint; readonly exponent: number } {
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const biased = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  const mantissa = biased === 0 ? fraction : fraction | 0x10000000000000n;
  return { mantissa: bits >> 63n === 1n ? -mantissa : mantissa, exponent: Math.max(biased, 1) - 1075 };
}

const view = new DataView(new ArrayBuffer(8));

/**
 * Checks circles without any rounding. Doubles are dyadic rationals, so all coordinates and radii become integers in a
 * common unit, and no square root is needed:
 *
 *     r ≤ x,  r ≤ y,  x + r ≤ 1,  y + r ≤ 1,  and  (xᵢ − xⱼ)² + (yᵢ − yⱼ)² ≥ (rᵢ + rⱼ)²
 *
 * Returns the first violation in words, or undefined when there is none. Touching is legal. Numbers must be finite.
 */
export function exactViolation(circles: readonly Circle[]): string | undefined {
  const exponents = circles.flat().map((value) => (value === 0 ? 0 : parts(value).exponent));
  const unit = Math.min(0, ...exponents);
  const one = 1n << BigInt(-unit);
  const whole = (value: number): bigint => {
    const { mantissa, exponent } = parts(value);
    return mantissa === 0n ? 0n : mantissa << BigInt(exponent - unit);
  };
  const scaled = circles.map(([x, y, radius]) => [whole(x), whole(y), whole(radius)] as const);

  for (const [index, [x, y, radius]] of scaled.entries()) {
    const isInside = radius <= x && radius <= y && x + radius <= one && y + radius <= one;
    if (!isInside) return `circle ${index} leaves the unit square`;
  }
  for (const [index, [x, y, radius]] of scaled.entries()) {
    for (let other = index + 1; other < scaled.length; other += 1) {
      const [otherX, otherY, otherRadius] = scaled[other] as (typeof scaled)[number];
      const dx = x - otherX;
      const dy = y - otherY;
      const reach = radius + otherRadius;
      if (dx * dx + dy * dy < reach * reach) return `circles ${index} and ${other} overlap`;
    }
  }
  return undefined;
}
