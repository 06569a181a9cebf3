/**
 * A number as a person would write it: `digits` significant digits, no trailing zeros, no `+` in exponents. Null when
 * it is not finite, since there is no literal for it.
 */
export function numberText(value: number, digits = 6): string | null {
  const rounded = Number(value.toPrecision(digits));
  // Rounding up can leave the range of numbers.
  if (!Number.isFinite(rounded)) return null;
  if (rounded === 0) return '0';
  return String(rounded).replace('e+', 'e');
}
