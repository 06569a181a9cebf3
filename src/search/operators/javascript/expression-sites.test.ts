import { describe, expect, it } from 'vitest';
import { type Analysis, analyse } from './analysis.ts';
import type { ExpressionSite } from './expression-sites.ts';
import { parseSource } from './syntax.ts';

function analysisOf(text: string, dialect: 'js' | 'ts' = 'js'): Analysis {
  const source = parseSource(text, dialect);
  expect(source.fault).toBe(null);
  return analyse(source);
}

/** The sites as text with the first letter of their type; structural ones in brackets. */
function sitesOf(text: string, dialect: 'js' | 'ts' = 'js'): string[] {
  const { sites, source } = analysisOf(text, dialect);
  return sites.map(({ start, end, type, isStructural }) => {
    const own = `${type.charAt(0)} ${source.text.slice(start, end)}`;
    return isStructural ? `[${own}]` : own;
  });
}

describe('findExpressionSites', () => {
  it.each([
    ['const a = 1;', ['n 1']],
    ['let a = (1 + 2) * b.c;', ['n (1 + 2) * b.c', 'n (1 + 2)', 'n 1', 'n 2', 'n b.c']],
    ['const f = (x) => -x;', ['n -x', 'n x']],
    ['function f(x, y = 2) { return x < y; }', ['n 2', 'b x < y', 'n x', 'n y']],
    ['function f(x) { if (x > 1 && !x) return; }', ['b x > 1 && !x', 'b x > 1', 'n x', 'n 1', 'b !x', 'n x']],
    ['let a = 1; a = a + 1; a += 2; a++;', ['n 1', 'n a + 1', 'n a', 'n 1', 'n 2']],
    [
      'function f(xs, i) { xs[i + 1] = xs[i] * 2; }',
      ['[n i + 1]', '[n i]', '[n 1]', 'n xs[i] * 2', 'n xs[i]', '[n i]', 'n 2'],
    ],
    ['for (let i = 0; i < 9; i++) g(i);', ['[n 0]', '[b i < 9]', '[n i]', '[n 9]', 'n i']],
    ['while (f(3) > 2) g(1);', ['[b f(3) > 2]', '[n f(3)]', '[n 3]', '[n 2]', 'n 1']],
    ['const o = { a: 1, [2]: 3, b };', ['n 1', 'n 3']],
    [`const s = \`a\${1 + 2}\` + "b";`, ['n 1 + 2', 'n 1', 'n 2']],
    ['const t = f(1).g(2);', ['n 1', 'n 2']],
    ['const a = new Array(3);', ['[n 3]']],
    ['const a = (b = 2) + 1;', ['n (b = 2) + 1', 'n 2', 'n 1']],
    ['const a = 1 in b;', ['b 1 in b']],
    ['const [a = 1, { b = 2 }] = [3, "c"];', ['n 1', 'n 2', 'n 3']],
    ['x = true ? 1 : 2;', ['n true ? 1 : 2', 'b true', 'n 1', 'n 2']],
    ['switch (1) { case 2: f(3); }', ['n 1', 'n 2', 'n 3']],
    ['1 + 2;', ['n 1', 'n 2']],
    ['const a = Math.max(b, 1);', ['n Math.max(b, 1)', 'n 1']],
    ['function f(b) { return Math.max(b[0], ...b); }', ['n Math.max(b[0], ...b)', 'n b[0]', '[n 0]']],
    ['class A { b = 1; c(d) { return d * 2; } }', ['n 1', 'n d * 2', 'n d', 'n 2']],
    ['export default 1 + 2;', ['n 1 + 2', 'n 1', 'n 2']],
    ['export { a }; const a = 1;', ['n 1']],
    ['l: for (;;) { continue l; }', []],
  ])('in %s finds the right ones', (text, sites) => {
    expect(sitesOf(text)).toEqual(sites);
  });

  it('looks through type syntax', () => {
    expect(sitesOf('const a = (b! as number) + (c satisfies number); enum E { A = 1 } type T = 2;', 'ts')).toEqual([
      'n (b! as number) + (c satisfies number)',
      'n (b! as number)',
      'n (c satisfies number)',
    ]);
  });

  it('finds nothing outside the editable spans, nor what reaches out of them', () => {
    const text = 'const a = 1;\nconst b = f(\n// EVOLVE-BLOCK-START\n2 + 3,\n// EVOLVE-BLOCK-END\n4 + 5);';
    expect(sitesOf(text)).toEqual(['n 2 + 3', 'n 2', 'n 3']);
  });

  it('says how large a site is and which one is around it', () => {
    const { sites } = analysisOf('const f = (x) => Math.max(x * 2, (3)) - 4;');
    const brief = sites.map(({ size, parent, afterDescendants }) => [size, parent, afterDescendants]);
    // Math.max(…) − 4: the call has callee, Math, max; the property name is not counted by itself.
    expect(brief).toEqual([
      [9, -1, 7],
      [7, 0, 6],
      [3, 1, 5],
      [1, 2, 4],
      [1, 2, 5],
      [1, 1, 6],
      [1, 0, 7],
    ]);
    const isInside = (inner: ExpressionSite, outer: ExpressionSite | undefined): boolean =>
      outer === undefined || (outer.start <= inner.start && inner.end <= outer.end);
    for (const site of sites) expect(isInside(site, sites[site.parent])).toBe(true);
  });

  it('knows what may stand where', () => {
    const { sites } = analysisOf('const f = (x) => -x ** 2 || x;'.replace('-x ** 2', '(-x) ** 2'));
    const [, power, minus, x, two] = sites;
    expect(power?.position.expects).toBe(null);
    expect(minus?.position.precedence).toBeGreaterThan(x?.position.precedence ?? 99);
    expect(x?.position.prefix).toBe('-');
    expect(two?.position.expects).toBe('number');
  });
});
