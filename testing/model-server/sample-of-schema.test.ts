import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { JsonObject } from '../../src/base/json.ts';
import { randomFrom, rootKey } from '../../src/base/random.ts';
import { ask } from './chat-client.ts';
import { sampleOfSchema } from './sample-of-schema.ts';
import { startModelServer } from './start-model-server.ts';

const bounded = (type: 'integer' | 'number'): fc.Arbitrary<JsonObject> =>
  fc
    .tuple(fc.integer({ min: -1000, max: 1000 }), fc.integer({ min: 2, max: 50 }), fc.boolean())
    .map(([low, width, isOpen]) =>
      isOpen
        ? { type, exclusiveMinimum: low, exclusiveMaximum: low + width }
        : { type, minimum: low, maximum: low + width },
    );

const { schema } = fc.letrec<{ schema: JsonObject }>((tie) => ({
  schema: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom<JsonObject>({ type: 'string' }, { type: 'boolean' }, { type: 'null' }, { type: 'integer' }),
    fc.constantFrom<JsonObject>(
      { type: 'number' },
      { enum: ['a', 'b'] },
      { const: 7 },
      { type: 'number', maximum: -5 },
    ),
    fc.nat(40).map((length): JsonObject => ({ type: 'string', minLength: length, maxLength: length + 3 })),
    bounded('integer'),
    bounded('number'),
    fc
      .tuple(tie('schema'), fc.nat(4))
      .map(([items, n]): JsonObject => ({ type: 'array', items, minItems: n, maxItems: n + 1 })),
    fc.array(tie('schema'), { minLength: 1, maxLength: 3 }).map((anyOf): JsonObject => ({ anyOf })),
    fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), tie('schema'), { maxKeys: 4, noNullPrototype: true }).map(
      (properties): JsonObject => ({
        type: 'object',
        properties,
        required: Object.keys(properties),
        additionalProperties: false,
      }),
    ),
  ),
}));

describe('structured output', () => {
  it('is what the schema allows, alike for equal draws', () => {
    fc.assert(
      fc.property(schema, fc.integer(), (wanted, seed) => {
        const value = sampleOfSchema(wanted, randomFrom(rootKey(seed)));
        expect(value).toEqual(sampleOfSchema(wanted, randomFrom(rootKey(seed))));
        const checked = z.fromJSONSchema(wanted as never).safeParse(value);
        expect(checked.error?.message ?? '').toBe('');
      }),
      { numRuns: 300 },
    );
  });

  it('follows local references, and ends where they run in a circle', () => {
    const tree = {
      type: 'object',
      properties: { left: { anyOf: [{ $ref: '#/$defs/tree' }, { type: 'null' }] } },
      required: ['left'],
    };
    const wanted = { $ref: '#/$defs/tree', $defs: { tree } };
    for (let seed = 0; seed < 50; seed++) {
      let value: unknown = sampleOfSchema(wanted, randomFrom(rootKey(seed)));
      while (value !== null) value = (value as { left: unknown }).left;
    }
    const endless = { $ref: '#/$defs/a', $defs: { a: { $ref: '#/$defs/a' } } };
    expect(sampleOfSchema(endless, randomFrom(rootKey(1)))).toBeNull();
  });

  it('comes for response_format: json_schema, and some object for json_object', async () => {
    const server = await startModelServer();
    const content = async (format: JsonObject): Promise<unknown> => {
      const body = (await (await ask(server.url, 'q', { response_format: format })).json()) as {
        choices: [{ message: { content: string } }];
      };
      return JSON.parse(body.choices[0].message.content);
    };
    const wanted = {
      type: 'object',
      properties: { verdict: { enum: ['novel'] }, score: { type: 'integer', minimum: 4, maximum: 4 } },
    };
    expect(await content({ type: 'json_schema', json_schema: { name: 's', schema: wanted } })).toEqual({
      verdict: 'novel',
      score: 4,
    });
    expect(await content({ type: 'json_object' })).toBeTypeOf('object');
    await server.close();
  });
});
