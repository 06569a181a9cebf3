import { describe, expect, it } from 'vitest';
import { type Analysis, analyse } from './analysis.ts';
import { missingHelpers, moduleFunctions } from './module-functions.ts';
import { parseSource } from './syntax.ts';

function analysisOf(text: string): Analysis {
  const source = parseSource(text, 'js');
  expect({ text, fault: source.fault }).toEqual({ text, fault: null });
  return analyse(source);
}

describe('moduleFunctions', () => {
  it('finds declared functions and constant function expressions of the module', () => {
    const text =
      'export function a() { function inner() {} } const b = () => 1; export const c = function () {}; let d = () => 1; const e = 2;';
    const found = moduleFunctions(analysisOf(text));
    expect(found.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
    expect(found.map(({ node }) => text.slice(node.start, node.end))).toEqual([
      'function a() { function inner() {} }',
      '() => 1',
      'function () {}',
    ]);
    expect(found.map(({ statement }) => text.slice(statement.start, statement.start + 6))).toEqual([
      'export',
      'const ',
      'export',
    ]);
  });

  it('says which of them may be edited', () => {
    const text =
      'function a() {}\n// EVOLVE-BLOCK-START\nfunction b() {}\n// EVOLVE-BLOCK-END\nfunction c() {\n// EVOLVE-BLOCK-START\n// EVOLVE-BLOCK-END\n}';
    expect(moduleFunctions(analysisOf(text)).map(({ isEditable }) => isEditable)).toEqual([false, true, false]);
  });
});

describe('missingHelpers', () => {
  /** Helpers of f in the mate that the parent lacks. */
  function helpers(mate: string, parent: string): string[] | null {
    const from = analysisOf(mate);
    const f = moduleFunctions(from).find(({ name }) => name === 'f');
    if (f === undefined) throw new Error('no f');
    return missingHelpers(from, f.node, analysisOf(parent));
  }

  it.each([
    ['function f(x) { return x; }', '', []],
    ['const k = 2; function f(x) { return x * k; }', '', ['const k = 2;']],
    ['const k = 2; function f(x) { return x * k; }', 'const k = 3;', []],
    [
      'const k = 2; const g = (y) => y * k; function f(x) { return g(x); }',
      '',
      ['const k = 2;', 'const g = (y) => y * k;'],
    ],
    ['export function g(y) { return y; } function f(x) { return g(x); }', '', ['function g(y) { return y; }']],
    [
      'function f(x) { return g(x); } function g(x) { return x > 1 ? f(x - 1) : Math.sqrt(x); }',
      'function f() {}',
      ['function g(x) { return x > 1 ? f(x - 1) : Math.sqrt(x); }'],
    ],
    ['let v = 1; function f(x) { return v; }', '', null],
    ['import { g } from "m"; function f(x) { return g(x); }', '', null],
    ['class A {} function f(x) { return new A(); }', '', null],
    ['const { k } = o; function f(x) { return k; }', '', null],
    ['function f(x) { return Math.sqrt(x); }', 'const Math = {};', null],
  ])('of %s for %j', (mate, parent, expected) => {
    expect(helpers(mate, parent)).toEqual(expected);
  });
});
