import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KeptPayloads, PayloadCache } from './payload.ts';

describe('payloads', () => {
  it('pack equal lists of numbers as doubles', () => {
    const { format, arity, bytes } = new PayloadCache().get(
      [
        [1, Number.NaN],
        [-0, 4],
      ],
      true,
    );
    expect([format, arity]).toEqual(['numbers', 2]);
    expect([...new Float64Array(bytes.slice().buffer)]).toEqual([1, Number.NaN, -0, 4]);
  });

  it.each<[string, unknown, boolean, string]>([
    ['no lists', [], true, '[]'],
    ['lists without arguments', [[], []], true, '[[],[]]'],
    ['lists of different lengths', [[1], [1, 2]], true, '[[1],[1,2]]'],
    ['lists with something else', [[1], ['a']], true, '[[1],["a"]]'],
    ['the input of a driver', [[1], [2]], false, '[[1],[2]]'],
    ['a plain input', 'x', false, '"x"'],
  ])('send %s as JSON', (_name, value, isCall, text) => {
    const { format, bytes } = new PayloadCache().get(value, isCall);
    expect([format, Buffer.from(bytes).toString()]).toEqual(['json', text]);
  });

  it('are encoded once, and get a number when the same object comes again', () => {
    const cache = new PayloadCache();
    const list = [[1], [2]];
    const first = cache.get(list, true);
    expect(first.id).toBe(0);
    expect(cache.get(list, true)).toBe(first);
    expect(first.id).toBe(1);
    expect(cache.get([[1], [2]], true)).not.toBe(first);
    expect(cache.get(list, false)).not.toBe(first);
    const other = [['x']];
    cache.get(other, true);
    expect(cache.get(other, true).id).toBe(2);
  });
});

describe('what a host keeps', () => {
  const payload = (id: number, bytes: number) =>
    ({ format: 'json', arity: 0, bytes: new Uint8Array(bytes), id }) as const;

  it('is sent once', () => {
    const kept = new KeptPayloads();
    expect(kept.use(payload(0, 8))).toEqual({ id: 0, isInline: true, forget: [] });
    expect(kept.use(payload(1, 8))).toEqual({ id: 1, isInline: true, forget: [] });
    expect(kept.use(payload(1, 8))).toEqual({ id: 1, isInline: false, forget: [] });
  });

  it('is never the very large, and gives way when there is too much', () => {
    const kept = new KeptPayloads();
    expect(kept.use(payload(9, 20 * 1024 * 1024)).id).toBe(0);
    const size = 12 * 1024 * 1024;
    kept.use(payload(1, size));
    kept.use(payload(2, size));
    kept.use(payload(1, size));
    expect(kept.use(payload(3, size))).toEqual({ id: 3, isInline: true, forget: [2] });
    expect(kept.use(payload(2, size))).toEqual({ id: 2, isInline: true, forget: [1] });
  });

  it('matches what a host that obeys has', () => {
    const uses = fc.array(fc.tuple(fc.integer({ min: 1, max: 400 }), fc.constantFrom(0, 1)), { maxLength: 600 });
    fc.assert(
      fc.property(uses, (list) => {
        const kept = new KeptPayloads();
        const host = new Set<number>();
        for (const [number, isLarge] of list) {
          const { id, isInline, forget } = kept.use({
            ...payload(number, 0),
            bytes: { byteLength: isLarge * 4_000_000 } as Uint8Array,
          });
          // As in the host: first forget, then store or look up.
          for (const old of forget) expect(host.delete(old)).toBe(true);
          if (isInline) host.add(id);
          else expect(host.has(id)).toBe(true);
          expect(host.size).toBeLessThanOrEqual(256);
        }
      }),
    );
  });
});
