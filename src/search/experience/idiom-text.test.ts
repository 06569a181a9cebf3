import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseIdioms } from '../operators/idioms.ts';
import { idiomName, templateOf, writeIdiom } from './idiom-text.ts';
import { leavesOf, shapeKey } from './term.ts';
import { anyTerm, term } from './test-support/terms.ts';

describe('writeIdiom', () => {
  it.each([
    ['z * (y + z)', '(a: number, b: number): number => a * (b + a);'],
    ['x - (y - z)', '(a: number, b: number, c: number): number => a - (b - c);'],
    ['-x ** 2', null],
    ['(-x) ** 2', '(a: number): number => (-a) ** 2;'],
    ['x - -1.5', '(a: number): number => a - -1.5;'],
    ['p && (q || x < 1) ? x : 0', '(a: boolean, b: boolean, c: number): number => a && (b || c < 1) ? c : 0;'],
    ['(p ? x : y) ? 1 : 2', null],
    [
      'Math.exp(-Math.abs(x) / (1 + Math.abs(y)))',
      '(a: number, b: number): number => Math.exp(-Math.abs(a) / (1 + Math.abs(b)));',
    ],
    ['x * Math.PI', '(a: number): number => a * Math.PI;'],
    ['-(-x)', '(a: number): number => -(-a);'],
  ])('%s', (text, wanted) => {
    if (wanted === null) return expect(() => term(text)).toThrow();
    const written = writeIdiom(term(text));
    expect(written?.text).toBe(`export const ${written?.name} = ${wanted}`);
  });

  it('the name depends on the shape alone', () => {
    expect(idiomName(term('a * (b + a)'))).toBe(idiomName(term('c * (a + c)')));
    expect(idiomName(term('a * (b + a)'))).not.toBe(idiomName(term('a * (b + b)')));
    expect(idiomName(term('a + 1'))).toMatch(/^mined[0-9a-f]{10}$/);
  });

  it('what needs no hole, or too many, is no idiom', () => {
    expect(writeIdiom(term('Math.max(1, 2)'))).toBeNull();
    expect(writeIdiom(term('a + b + c + d + e + f'))).not.toBeNull();
    expect(writeIdiom(term('a + b + c + d + e + f + g'))).toBeNull();
  });

  it('every template that is written is read back as it is', () => {
    let written = 0;
    fc.assert(
      fc.property(anyTerm, (template) => {
        const idiom = writeIdiom(template);
        if (idiom === null) return;
        written += 1;
        const [read] = parseIdioms([{ file: 'x.ts', text: idiom.text }]);
        const again = read && templateOf(read);
        expect(again && shapeKey(again)).toBe(shapeKey(idiom.template));
        expect(writeIdiom(idiom.template)?.text).toBe(idiom.text);
        // Grouping may change when a template is written down; what it is made of does not.
        expect(leavesOf(idiom.template).length).toBe(leavesOf(template).length);
      }),
      { numRuns: 300 },
    );
    expect(written).toBeGreaterThan(150);
  });
});

describe('templateOf', () => {
  it.each([
    'export const x = (a: number): number => Math.random() * a;',
    'export const x = (a: number): number => a.constructor;',
    'export const x = (a: number): number => [a][0];',
    'export const x = (a: number): number => (() => a)();',
    'export const x = (a: number): number => Number(a);',
    'export const x = (a: number): number => (a, a);',
    'export const x = (a: number): number => a | 0;',
    'export const x = (a: number, p: boolean): number => a + p;',
    'export const x = (a: number): boolean => a;',
    'export const x = (a: number): number => Math["max"](a, 1);',
    'export const x = (a: number): number => Math.max(...a);',
    'export const x = (a: number): number => `a`;',
  ])('%s says more than a template can', (text) => {
    const [idiom] = parseIdioms([{ file: 'x.ts', text }]);
    expect(idiom && templateOf(idiom)).toBeNull();
  });
});
