import type { Random } from '../../../src/base/random.ts';

export interface ChangedNumber {
  /** Index of the line in the program. */
  readonly line: number;
  readonly before: string;
  readonly after: string;
}

const NUMBER = /(?<![\w.$"'`])\d+(?:\.\d+)?(?:e[+-]?\d+)?(?![\w."'`])/gi;
const COMMENT = /^\s*(?:#|\/\/|\/\*|\*|--|%|;)/;
const START = /EVOLVE-BLOCK-START/;
const END = /EVOLVE-BLOCK-END/;

/** Changes one number of a program, in an editable line if the program marks them; null where it has no number. */
export function changeNumber(lines: readonly string[], random: Random): ChangedNumber | null {
  const places = editableLines(lines).flatMap((line) =>
    [...(lines[line] as string).matchAll(NUMBER)].map(({ index, 0: digits }) => ({ line, index, digits })),
  );
  if (places.length === 0) return null;
  const { line, index, digits } = random.pick(places);
  const before = lines[line] as string;
  const after = before.slice(0, index) + differentNumber(digits, random) + before.slice(index + digits.length);
  return { line, before, after };
}

export function editableLines(lines: readonly string[]): number[] {
  const isMarked = lines.some((line) => START.test(line));
  let isInside = !isMarked;
  const editable: number[] = [];
  for (const [index, line] of lines.entries()) {
    if (START.test(line)) isInside = true;
    else if (END.test(line)) isInside = !isMarked;
    else if (isInside && !COMMENT.test(line)) editable.push(index);
  }
  return editable;
}

/** Another number of the same kind, near by: whole numbers stay whole, and none becomes negative. */
function differentNumber(digits: string, random: Random): string {
  const value = Number(digits);
  if (/^\d+$/.test(digits) && value < 2 ** 40) {
    const spread = Math.max(1, Math.round(value * 0.2));
    const distance = 1 + random.integer(spread);
    return String(value >= distance && random.chance(0.5) ? value - distance : value + distance);
  }
  const changed = String(Number((value * Math.exp(0.3 * random.normal())).toPrecision(6)));
  return changed === digits || Number(changed) === value ? String(value + 0.5) : changed;
}
