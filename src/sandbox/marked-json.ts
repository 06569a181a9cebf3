/**
 * JSON for every double. NaN, the infinities and −0 stand as strings that begin with U+0000, and a real string that
 * begins so gets one more in front. Text without such strings is plain JSON, which is the common case and costs nothing.
 * The realm has its own copy of both directions, because nothing of the host may be reachable from there.
 */
const MARK = '\u0000';

function isSpecial(value: number): boolean {
  return !Number.isFinite(value) || Object.is(value, -0);
}

function needsMarks(value: unknown): boolean {
  if (typeof value === 'number') return isSpecial(value);
  if (typeof value === 'string') return value.startsWith(MARK);
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some(needsMarks);
  return Object.values(value).some(needsMarks);
}

function mark(_name: string, value: unknown): unknown {
  if (typeof value === 'number' && isSpecial(value)) return MARK + (Object.is(value, -0) ? '-0' : String(value));
  return typeof value === 'string' && value.startsWith(MARK) ? MARK + value : value;
}

export function encodeMarkedJson(value: unknown): { text: string; isMarked: boolean } {
  if (!needsMarks(value)) return { text: JSON.stringify(value) ?? 'null', isMarked: false };
  return { text: JSON.stringify(value, mark), isMarked: true };
}

function unmark(_name: string, value: unknown): unknown {
  return typeof value === 'string' && value.startsWith(MARK)
    ? value.startsWith(MARK, 1)
      ? value.slice(1)
      : Number(value.slice(1))
    : value;
}

/** Throws SyntaxError like JSON.parse. */
export function decodeMarkedJson(text: string, isMarked: boolean): unknown {
  return isMarked ? JSON.parse(text, unmark) : JSON.parse(text);
}
