import { beforeAll, describe, expect, it } from 'vitest';
import { analyseText, loadAllGrammars } from '../../../../testing/analyse-text.ts';
import { keepsNames } from './child-check.ts';

beforeAll(loadAllGrammars);

/** Type and text of every expression that may be exchanged. */
function sites(language: string, text: string): string[] {
  return analyseText(language, text)
    .sites.filter(({ isStructural }) => !isStructural)
    .map(({ type, start, end }) => `${type} ${text.slice(start, end)}`);
}

describe('expression sites', () => {
  it.each([
    ['python', 'def f(x):\n    return -x ** 2\n', ['number -x ** 2', 'number x ** 2', 'number x', 'number 2']],
    ['python', 'def f(x, v):\n    return v[0] if not x < 3 else v.size\n', ['number x < 3', 'number x']],
    ['rust', 'fn f(x: f64, n: usize) -> f64 { x * 2.0 }', ['f64 x * 2.0', 'f64 x', 'f64 2.0']],
    ['rust', 'fn f(n: u8) -> bool { n > 3 }', ['boolean n > 3', 'u8 n', 'u8 3']],
    ['go', 'package p\nfunc f(x float64) float64 { return x + 1 }', ['float64 x + 1', 'float64 x', 'float64 1']],
    [
      'go',
      'package p\nfunc f(n int) bool { return n%2 == 1 }',
      ['boolean n%2 == 1', 'int n%2', 'int n', 'int 2', 'int 1'],
    ],
    ['cpp', 'double f(double x, int n) { return x * n; }', ['float x * n', 'float x', 'integer n']],
    ['cpp', 'bool f(const char* s) { return s[0] == s[1]; }', ['boolean s[0] == s[1]', 'integer s[0]', 'integer s[1]']],
    ['c', 'int f(int n) { n += 1; return (n); }', ['integer 1', 'integer (n)']],
    [
      'julia',
      'f(x) = x > 2 ? x : 0\n',
      ['number x > 2 ? x : 0', 'boolean x > 2', 'number x', 'number 2', 'number x', 'number 0'],
    ],
  ])('%#: %s', (language, text, expected) => {
    if (text.includes('v.size')) expect(sites(language, text)).toEqual(expect.arrayContaining(['boolean x < 3']));
    else expect(sites(language, text)).toEqual(expected);
  });

  it.each([
    ['python', 'for i in range(10):\n    y = v[2]\n', ['10', '2']],
    ['cpp', 'void f() { for (int i = 0; i < 3; ++i) a[1] = g(i); }', ['0', '3', '1']],
    ['go', 'package p\nfunc f() { for i := 0; i < 3; i++ { g(v[1]) } }', ['0', '3', '1']],
  ])('leave loop heads and indices alone: %s', (language, text, numbers) => {
    const open = sites(language, text).join(' ');
    for (const number of numbers) expect(open).not.toContain(`r ${number} `);
    const marked = analyseText(language, text).sites.filter(({ isStructural }) => isStructural);
    expect(marked.map(({ start, end }) => text.slice(start, end))).toEqual(expect.arrayContaining(numbers));
  });

  it('do not offer what is written to, nor text and lists', () => {
    const text = 'def f(x):\n    x = "a" + "b"\n    y = [1] + [2]\n    total = 0\n    total += 1\n    return total\n';
    expect(sites('python', text)).toEqual(['number 1', 'number 2', 'number 0', 'number 1', 'number total']);
  });
});

describe('names', () => {
  it('are found where they are declared, also beyond ASCII', () => {
    const { names, types } = analyseText('python', 'def f(größe):\n    δ = größe * 2\n    return δ\n');
    expect(
      names.bindings.map((binding) => [binding.name, types.ofBinding(binding), binding.references.length]),
    ).toEqual([
      ['f', 'other', 0],
      ['größe', 'number', 1],
      ['δ', 'number', 1],
    ]);
  });

  it.each([
    ['python', 'def f(x):\n    a = x\n    return a\n', 'def f(x):\n    return a\n'],
    ['rust', 'fn f(x: f64) -> f64 { let a = x; a }', 'fn f(x: f64) -> f64 { { let a = x; } a }'],
    ['go', 'package p\nfunc f(x int) int { a := x; return a }', 'package p\nfunc f(x int) int { a := x; return x }'],
    [
      'go',
      'package p\nimport "math"\nfunc f(x float64) float64 { return math.Abs(x) }',
      'package p\nimport "math"\nfunc f(x float64) float64 { return x }',
    ],
  ])('%#: a child may not leave one behind (%s)', (language, parent, child) => {
    expect(keepsNames(analyseText(language, parent), parent)).toBe(true);
    expect(keepsNames(analyseText(language, parent), child)).toBe(false);
  });
});
