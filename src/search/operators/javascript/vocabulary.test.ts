import { describe, expect, it } from 'vitest';
import { analyse } from './analysis.ts';
import { parseSource } from './syntax.ts';
import { type Vocabulary, vocabularyAt } from './vocabulary.ts';

/** The vocabulary at the literal 999 of a text. */
function at999(text: string, functionSet: readonly string[] = []): Vocabulary {
  const source = parseSource(text, 'js');
  expect(source.fault).toBe(null);
  const analysis = analyse(source);
  const site = analysis.sites.find(({ start, end }) => text.slice(start, end) === '999');
  if (site === undefined) throw new Error('no 999');
  return vocabularyAt(analysis, site, functionSet);
}

function numbers(text: string): string[] {
  return at999(text).numbers.map((fragment) => fragment.text);
}

describe('vocabularyAt', () => {
  it.each([
    ['const f = (a, b) => 999;', ['a', 'b']],
    ['const a = 1; const f = (b) => { const c = 2; let d; d = 3; return 999; };', ['b', 'c', 'd', 'a']],
    ['const f = (a) => 999; const b = 1;', ['a']],
    ['const f = (xs) => xs.length > 2 ? 999 : 1;', ['xs.length']],
    ['const f = (xs) => { for (let i = 0; i < 3; i++) g(xs[i] * 2, 999); };', ['i', 'xs[i]']],
    ['const f = (xs) => { for (let i = 0; i < 3; i++) g(xs[i] * 2); return 999; };', []],
    ['const f = (s = "a", t = true) => 999;', []],
    ['const a = 999;', []],
  ])('in %s offers the numbers in scope', (text, names) => {
    expect(numbers(text)).toEqual(names);
  });

  it('offers booleans apart', () => {
    const { booleans } = at999('const f = (a) => { const big = a > 2; return 999; };');
    expect(booleans.map(({ text }) => text)).toEqual(['big']);
  });

  it('offers the functions of the task with their number of arguments', () => {
    const set = ['Math.max', 'Math.sqrt', 'Math.pow', 'Math.random', 'JSON.parse', 'nothing'];
    expect(at999('const a = 999;', set).functions).toEqual([
      { name: 'Math.max', arity: 2, isVariadic: true },
      { name: 'Math.sqrt', arity: 1, isVariadic: false },
      { name: 'Math.pow', arity: 2, isVariadic: false },
    ]);
    expect(at999('const f = (Math) => 999 + Math;', set).functions).toEqual([]);
  });

  it.each([
    ['const h = (a, b) => a * b; const f = (x) => 999;', ['h']],
    ['function h(a) { return a + 1; } function f(x) { return 999; }', ['h']],
    ['const f = (x) => 999; const h = (a) => a * 2;', []],
    ['const h = (a) => a * g(a); const f = (x) => 999; function g(a) { return f(a); }', []],
    ['const h = (xs) => xs[0] * 2; const f = (x) => 999;', []],
    ['const h = () => 2; const f = (x) => 999;', []],
    ['const h = (a) => "b"; const f = (x) => 999;', []],
    ['function f(a) { return a > 1 ? f(a - 1) : 999; }', []],
  ])('in %s offers helpers that cannot end in an endless circle', (text, helpers) => {
    expect(at999(text).functions.map(({ name }) => name)).toEqual(helpers);
  });

  it('knows the literals of the file', () => {
    expect(at999('const a = 1, b = -2.5, f = (c) => c * 999;').constants).toEqual([1, -2.5, 2.5, 999]);
  });
});
