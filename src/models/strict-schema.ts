import type { Json, JsonObject } from '../base/json.ts';

/**
 * Whether a JSON Schema is one that OpenAI enforces exactly: every object closed and all its members required. Others
 * are refused in strict mode, so they are only told to the model.
 */
export function isStrictSchema(schema: JsonObject | undefined): boolean {
  return schema !== undefined && isStrict(schema);
}

function isStrict(node: Json | undefined): boolean {
  if (Array.isArray(node)) return node.every(isStrict);
  if (typeof node !== 'object' || node === null) return true;
  const { type, properties, required, additionalProperties } = node as JsonObject;
  if (type === 'object' || properties !== undefined) {
    const names = typeof properties === 'object' && properties !== null ? Object.keys(properties) : [];
    if (additionalProperties !== false || !Array.isArray(required)) return false;
    if (!names.every((name) => required.includes(name))) return false;
  }
  return Object.values(node as JsonObject).every(isStrict);
}
