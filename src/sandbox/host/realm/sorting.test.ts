import { createContext, runInContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { installSorting } from './sorting.ts';

const context = createContext({});
runInContext(`(${installSorting})()`, context);

/** Runs code in a context whose sorts are replaced; what comes back is plain data. */
function inside(code: string): unknown {
  return JSON.parse(runInContext(`JSON.stringify(${code})`, context) as string);
}

/** Pairs that are compared by their first part only, so that stability shows. */
const pairs = fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.nat()), { maxLength: 300 });
const byFirst = (a: readonly number[], b: readonly number[]): number => (a[0] as number) - (b[0] as number);

describe('sorting', () => {
  it('gives the same order as the engine, ties included', () => {
    fc.assert(
      fc.property(pairs, (list) => {
        const text = JSON.stringify(list);
        const expected = [...list].sort(byFirst);
        expect(inside(`${text}.sort((a, b) => a[0] - b[0])`)).toEqual(expected);
        expect(inside(`${text}.toSorted((a, b) => a[0] - b[0])`)).toEqual(expected);
      }),
    );
  });

  it('sorts typed arrays', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1000, max: 1000 }), { maxLength: 100 }), (list) => {
        const array = `new Int32Array(${JSON.stringify(list)})`;
        const expected = [...list].sort((a, b) => b - a);
        expect(inside(`[...${array}.sort((a, b) => b - a)]`)).toEqual(expected);
        expect(inside(`[...${array}.toSorted((a, b) => b - a)]`)).toEqual(expected);
        expect(inside(`[...${array}.sort()]`)).toEqual([...list].sort((a, b) => a - b));
        expect(inside(`[...${array}.toSorted()]`)).toEqual([...list].sort((a, b) => a - b));
      }),
    );
  });

  it.each<[string, string, unknown]>([
    ['without a comparison, by text', '[10, 9, 1].sort()', [1, 10, 9]],
    [
      'in place, and returns the same array',
      '(() => { const a = [2, 1]; return [a.sort((x, y) => x - y) === a, a]; })()',
      [true, [1, 2]],
    ],
    [
      'a copy',
      '(() => { const a = [2, 1]; return [a.toSorted((x, y) => x - y), a]; })()',
      [
        [1, 2],
        [2, 1],
      ],
    ],
    ['undefined to the end', '[3, undefined, 1].sort((a, b) => a - b).map((x) => x ?? "u")', [1, 3, 'u']],
    [
      'holes behind undefined',
      '(() => { const a = [3, , undefined, 1].sort((x, y) => x - y); return [a[0], a[1], 2 in a, 3 in a, a.length]; })()',
      [1, 3, true, false, 4],
    ],
    ['holes as undefined in a copy', '[3, , 1].toSorted((a, b) => a - b).map((x) => x ?? "u")', [1, 3, 'u']],
    [
      'what is like an array',
      'Array.prototype.sort.call({ length: 2, 0: 2, 1: 1 }, (a, b) => a - b)',
      { 0: 1, 1: 2, length: 2 },
    ],
    ['nothing', '[].sort((a, b) => a - b)', []],
    ['with a comparison that is never sure', '[1, 2, 3].sort(() => NaN)', [1, 2, 3]],
    ['with booleans', '[1, 3, 2].sort((a, b) => a < b)', [3, 2, 1]],
  ])('%s', (_name, code, expected) => {
    expect(inside(code)).toEqual(expected);
  });

  it('refuses what the engine refuses', () => {
    expect(() => inside('[1].sort(5)')).toThrow('function');
    expect(() => inside('Int8Array.prototype.sort.call([2, 1], (a, b) => a - b)')).toThrow();
    expect(() => inside('[2, 1].sort(() => { throw new Error("mine"); })')).toThrow('mine');
  });

  it('compares as often as its formula says: n log n at most', () => {
    const count = (length: number): number =>
      inside(
        `(() => { let n = 0; Array.from({ length: ${length} }, (_, i) => (i * 7919) % ${length}).sort((a, b) => { n++; return a - b; }); return n; })()`,
      ) as number;
    for (const length of [2, 10, 100, 1000, 5000]) {
      // Runs of 8 take at most 28 comparisons each, every merge pass at most one per element.
      const runs = Math.ceil(length / 8);
      expect(count(length)).toBeLessThanOrEqual(28 * runs + length * Math.ceil(Math.log2(Math.max(runs, 1))));
    }
    expect(count(1000)).toMatchInlineSnapshot(`9683`);
  });

  it('calls the comparison in the same order on every engine', () => {
    expect(
      inside(
        '(() => { const seen = []; [3, 1, 2].sort((a, b) => { seen.push([a, b]); return a - b; }); return seen; })()',
      ),
    ).toEqual([
      [3, 1],
      [3, 2],
      [1, 2],
    ]);
  });

  it('keeps the names and numbers of parameters of the methods', () => {
    expect(inside('[Array.prototype.sort.name, Array.prototype.sort.length, Object.keys([]).length]')).toEqual([
      'sort',
      1,
      0,
    ]);
  });
});
