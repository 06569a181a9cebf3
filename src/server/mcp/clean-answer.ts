import type { Json } from '../../base/json.ts';
import { cleanText } from '../../models/clean-text.ts';

const TEXT_LIMIT = 20_000;
const LIST_LIMIT = 500;

/**
 * A value as an agent may read it: all texts without terminal sequences, control and invisible characters, each at most
 * 20,000 characters; lists at most 500 long. Names, feedback and programs come from tasks, candidates and models.
 */
export function cleanAnswer(value: Json): Json {
  if (typeof value === 'string') return cleanText(value, TEXT_LIMIT);
  if (Array.isArray(value)) return value.slice(0, LIST_LIMIT).map(cleanAnswer);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [cleanText(name, 200), cleanAnswer(inner as Json)]),
  );
}
