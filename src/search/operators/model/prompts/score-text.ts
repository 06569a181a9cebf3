const FEWEST_DIGITS = 4;
const ALL_DIGITS = 17;

/**
 * Numbers as texts, with as few significant digits (4 … 17) as tell all that differ apart: scores that a prompt shows as
 * equal are equal. Whole numbers that are exact as doubles are never rounded. A double has at most 17 significant digits
 * (IEEE 754), so the search always ends.
 */
export function scoreTexts(values: readonly number[]): string[] {
  const distinct = [...new Set(values)];
  for (let digits = FEWEST_DIGITS; digits < ALL_DIGITS; digits++) {
    if (new Set(distinct.map((value) => textOf(value, digits))).size === distinct.length) {
      return values.map((value) => textOf(value, digits));
    }
  }
  return values.map((value) => textOf(value, ALL_DIGITS));
}

/** A difference with its sign and three significant digits: `+0.003`, `−12`, `±0`. */
export function deltaText(difference: number): string {
  if (difference === 0) return '±0';
  return `${difference > 0 ? '+' : '−'}${String(Number(Math.abs(difference).toPrecision(3)))}`;
}

function textOf(value: number, digits: number): string {
  if (Number.isSafeInteger(value) || !Number.isFinite(value)) return String(value);
  return String(Number(value.toPrecision(digits)));
}
