import { KaizenError } from '../base/errors.ts';

/**
 * JSON that keeps numbers which JSON has no text for. Infinity, -Infinity and NaN are written as `{"$number":"-Infinity"}`;
 * an object of the data that happens to look like that has its key written with one more `$`. Only texts in which such
 * a thing can occur pay for it. Negative zero is written as 0, as JSON does.
 */
export function stringifyNumbers(value: unknown): string {
  const text = JSON.stringify(value);
  // JSON.stringify writes the three numbers as null, so a text without null or marker is already right.
  if (text.includes('null') || text.includes(MARKER)) return needsMarks(value) ? JSON.stringify(value, mark) : text;
  return text;
}

/** The inverse. Fails with KAIZEN_LOG_INCOMPATIBLE on a text that is not such JSON. */
export function parseNumbers(text: string): unknown {
  try {
    return text.includes(MARKER) ? JSON.parse(text, unmark) : JSON.parse(text);
  } catch (error) {
    if (error instanceof KaizenError) throw error;
    throw incompatible(text, error);
  }
}

const MARKER = '$number"';
const MARKED_KEY = /^\$+number$/;

function onlyKey(value: object): string | undefined {
  const keys = Object.keys(value);
  return keys.length === 1 && !Array.isArray(value) ? keys[0] : undefined;
}

function needsMarks(value: unknown): boolean {
  if (typeof value === 'number') return !Number.isFinite(value);
  if (value === null || typeof value !== 'object') return false;
  if (Array.isArray(value)) return value.some(needsMarks);
  const key = onlyKey(value);
  return (key !== undefined && MARKED_KEY.test(key)) || Object.values(value).some(needsMarks);
}

function mark(_name: string, value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) return { $number: String(value) };
  if (value === null || typeof value !== 'object') return value;
  const key = onlyKey(value);
  return key !== undefined && MARKED_KEY.test(key) ? { [`$${key}`]: (value as Record<string, unknown>)[key] } : value;
}

function unmark(_name: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  const key = onlyKey(value);
  if (key === undefined || !MARKED_KEY.test(key)) return value;
  const inner = (value as Record<string, unknown>)[key];
  if (key !== '$number') return { [key.slice(1)]: inner };
  if (inner === 'Infinity' || inner === '-Infinity' || inner === 'NaN') return Number(inner);
  throw incompatible(JSON.stringify(value));
}

function incompatible(text: string, cause?: unknown): KaizenError {
  return new KaizenError('KAIZEN_LOG_INCOMPATIBLE', 'a stored text is not what this program writes', {
    wanted: 'JSON of one event or value',
    got: text.length > 120 ? `${text.slice(0, 120)}…` : text,
    next: 'run `kaizen verify` on the run',
    cause,
  });
}
