/** Bits that are kept of a quotient: those of a double, those that rounding looks at, and some to spare. */
const KEPT_BITS = 80;

/**
 * The double nearest to numerator / denominator, for integers of any size. The denominator is not 0.
 *
 * 80 leading bits of the quotient are taken, a last bit says whether anything is left of it, and the conversion to a
 * double rounds once, to nearest. Below 2^-1022 it rounds twice.
 */
export function quotient(numerator: bigint, denominator: bigint): number {
  if (denominator === 0n) throw new RangeError('a quotient needs a denominator that is not 0');
  if (numerator === 0n) return 0;
  const isNegative = numerator < 0n !== denominator < 0n;
  const above = numerator < 0n ? -numerator : numerator;
  const below = denominator < 0n ? -denominator : denominator;
  const shift = KEPT_BITS - (bitsOf(above) - bitsOf(below));
  const scaled = shift >= 0 ? above << BigInt(shift) : above;
  const divisor = shift >= 0 ? below : below << BigInt(-shift);
  const leading = scaled / divisor;
  const isExact = leading * divisor === scaled;
  const size = scaleByPowerOfTwo(Number((leading << 1n) | (isExact ? 0n : 1n)), -shift - 1);
  return isNegative ? -size : size;
}

function bitsOf(value: bigint): number {
  return value.toString(16).length * 4;
}

/** value · 2^exponent, in two factors, since one of them alone may be out of the range of doubles. */
function scaleByPowerOfTwo(value: number, exponent: number): number {
  const half = Math.trunc(exponent / 2);
  return value * 2 ** half * 2 ** (exponent - half);
}
