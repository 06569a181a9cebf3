import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseLooseJson } from './loose-json.ts';

/** As Python's json.dumps writes it: the same, but with words for numbers that JSON lacks. */
function written(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(written).join(', ')}]`;
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : JSON.stringify(value);
}

describe('parseLooseJson', () => {
  it('reads what a writer of NaN and infinities wrote, texts that look like them included', () => {
    const item = fc.oneof(
      fc.double(),
      fc.string(),
      fc.constantFrom('NaN', '"NaN', '\\Infinity', '-Infinity\\'),
      fc.boolean(),
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(item, fc.array(item))), (value) => {
        const plain = value.map((one) =>
          Object.is(one, -0) ? 0 : Array.isArray(one) ? one.map((x) => (Object.is(x, -0) ? 0 : x)) : one,
        );
        expect(parseLooseJson(written(plain))).toEqual(plain);
      }),
    );
  });

  it('throws SyntaxError, and nothing else, for whatever else comes', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json().map((text) => `${text}NaN`),
        ),
        (text) => {
          try {
            parseLooseJson(text);
          } catch (thrown) {
            expect(thrown).toBeInstanceOf(SyntaxError);
          }
        },
      ),
    );
  });
});
