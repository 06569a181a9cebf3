import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeMarkedJson, encodeMarkedJson } from './marked-json.ts';

function roundTrip(value: unknown): unknown {
  const { text, isMarked } = encodeMarkedJson(value);
  return decodeMarkedJson(text, isMarked);
}

describe('marked JSON', () => {
  it('is plain JSON where JSON suffices', () => {
    expect(encodeMarkedJson({ a: [1, 'x', null, true] })).toEqual({ text: '{"a":[1,"x",null,true]}', isMarked: false });
  });

  it.each([
    [Number.NaN, '"\\u0000NaN"'],
    [Number.POSITIVE_INFINITY, '"\\u0000Infinity"'],
    [Number.NEGATIVE_INFINITY, '"\\u0000-Infinity"'],
    [-0, '"\\u0000-0"'],
    ['\u0000NaN', '"\\u0000\\u0000NaN"'],
  ])('marks %s', (value, text) => {
    expect(encodeMarkedJson(value)).toEqual({ text, isMarked: true });
    expect(roundTrip(value)).toBe(value);
  });

  it('gives back what went in', () => {
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { maxDepth: 4 },
        fc.double(),
        fc.string({ unit: fc.constantFrom('\u0000', 'a', 'N', '-', '\ud800') }),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('any'), { maxLength: 4 }),
        fc.dictionary(fc.constantFrom('a', 'b', '__proto__', 'toJSON'), tie('any'), { maxKeys: 3 }),
      ),
    })).any;
    fc.assert(
      fc.property(value, (given) => {
        expect(roundTrip(given)).toStrictEqual(structuredCloneOf(given));
      }),
    );
  });

  it('refuses text that is not JSON', () => {
    expect(() => decodeMarkedJson('{', false)).toThrow(SyntaxError);
    expect(() => decodeMarkedJson('{', true)).toThrow(SyntaxError);
  });
});

/** The same value with ordinary prototypes, as parsing makes them. */
function structuredCloneOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(structuredCloneOf);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, structuredCloneOf(member)]));
}
