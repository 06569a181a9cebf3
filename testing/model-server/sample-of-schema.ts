import type { Json, JsonObject } from '../../src/base/json.ts';
import type { Random } from '../../src/base/random.ts';
import { isObject } from './read-request.ts';

const DEEPEST = 16;

/**
 * A value that a JSON Schema allows, drawn from `random`. It knows what providers allow in structured output: types,
 * properties, items and their number, enum, const, bounds of numbers and texts, anyOf, oneOf, local references. A schema
 * that asks for more, such as a pattern, gets a value of the right type.
 */
export function sampleOfSchema(schema: JsonObject, random: Random): Json {
  return sample(schema, { root: schema, random }, 0);
}

interface Drawing {
  readonly root: JsonObject;
  readonly random: Random;
}

function sample(schema: JsonObject, drawing: Drawing, depth: number): Json {
  const { random } = drawing;
  // Only a schema that refers to itself goes so deep; null ends it, right or not.
  if (depth > DEEPEST) return null;
  if (typeof schema.$ref === 'string') return sample(referred(drawing.root, schema.$ref), drawing, depth + 1);
  if (schema.const !== undefined) return schema.const;
  if (Array.isArray(schema.enum)) return random.pick(schema.enum as readonly Json[]);
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (Array.isArray(alternatives)) {
    // The deeper it is, the more it keeps to the last alternative: by custom null, or the one that ends a recursion.
    const chosen = depth > DEEPEST / 2 ? alternatives.at(-1) : random.pick(alternatives);
    return sample(isObject(chosen) ? chosen : {}, drawing, depth + 1);
  }
  const type = Array.isArray(schema.type) ? random.pick(schema.type) : (schema.type ?? 'object');
  if (type === 'boolean') return random.chance(0.5);
  if (type === 'integer' || type === 'number') return sampleNumber(schema, type, random);
  if (type === 'string') return sampleText(schema, random);
  if (type === 'array') return sampleArray(schema, drawing, depth);
  return type === 'null' ? null : sampleObject(schema, drawing, depth);
}

function sampleObject({ properties }: JsonObject, drawing: Drawing, depth: number): JsonObject {
  const members = isObject(properties) ? Object.entries(properties) : [];
  return Object.fromEntries(
    members.map(([name, member]) => [name, sample(isObject(member) ? member : {}, drawing, depth + 1)]),
  );
}

function sampleArray({ items, minItems, maxItems }: JsonObject, drawing: Drawing, depth: number): Json {
  const least = numberOr(minItems, 0);
  const most = Math.max(least, Math.min(numberOr(maxItems, least + 3), depth > DEEPEST / 2 ? least : least + 3));
  const length = least + drawing.random.integer(most - least + 1);
  return Array.from({ length }, () => sample(isObject(items) ? items : { type: 'string' }, drawing, depth + 1));
}

function sampleNumber(schema: JsonObject, type: string, random: Random): number {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = schema;
  const above = numberOr(exclusiveMinimum, Number.NEGATIVE_INFINITY);
  const below = numberOr(exclusiveMaximum, Number.POSITIVE_INFINITY);
  const least = Math.max(numberOr(minimum, Number.NEGATIVE_INFINITY), above);
  const most = Math.min(numberOr(maximum, Number.POSITIVE_INFINITY), below);
  const low = Number.isFinite(least) ? least : Number.isFinite(most) ? most - 100 : 0;
  const high = Number.isFinite(most) ? most : low + 100;
  // Well inside, so that it does not matter whether the bounds belong to it.
  if (type === 'number') return low + (high - low) * (0.25 + 0.5 * random.float());
  const first = low === above ? Math.floor(low) + 1 : Math.ceil(low);
  const last = high === below ? Math.ceil(high) - 1 : Math.floor(high);
  return first + random.integer(Math.max(1, last - first + 1));
}

function sampleText({ minLength, maxLength }: JsonObject, random: Random): string {
  const text = `text ${random.integer(100_000)}`;
  return text.padEnd(numberOr(minLength, 0), '.').slice(0, numberOr(maxLength, Number.POSITIVE_INFINITY));
}

/** What a local reference such as `#/$defs/tree` means; anything for one that leads nowhere. */
function referred(root: JsonObject, reference: string): JsonObject {
  const names = reference.replace(/^#\/?/, '').split('/').filter(Boolean);
  let place: Json | undefined = root;
  for (const name of names) place = isObject(place) ? place[name] : undefined;
  return isObject(place) ? place : {};
}

function numberOr(value: Json | undefined, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}
