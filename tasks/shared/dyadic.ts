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

/** Numbers without rounding: every value is its integer divided by `one`. */
export interface WholeNumbers {
  readonly integers: readonly bigint[];
  /** What 1 is in the common unit; a power of two. */
  readonly one: bigint;
}

/**
 * Doubles are dyadic rationals, so any list of finite ones becomes a list of integers in a common unit, without any
 * rounding. Sums, products and comparisons of coordinates are exact from there on.
 */
export function wholeNumbers(values: readonly number[]): WholeNumbers {
  const split = values.map((value) => (value === 0 ? { mantissa: 0n, exponent: 0 } : parts(value)));
  const unit = split.reduce((least, { exponent }) => Math.min(least, exponent), 0);
  return {
    integers: split.map(({ mantissa, exponent }) => mantissa << BigInt(exponent - unit)),
    one: 1n << BigInt(-unit),
  };
}

/** Points without rounding; the coordinates of `points` in the common unit. */
export function wholePoints(points: readonly (readonly number[])[]): {
  readonly points: readonly (readonly bigint[])[];
  readonly one: bigint;
} {
  const { integers, one } = wholeNumbers(points.flat());
  let next = 0;
  return {
    one,
    points: points.map((point) => {
      const whole = integers.slice(next, next + point.length);
      next += point.length;
      return whole;
    }),
  };
}
