import { describe, expect, it } from 'vitest';
import type { Binding, Scope } from './scope.ts';
import { analyseScopes } from './scope-analysis.ts';
import { parseSource } from './syntax.ts';
import { inferTypes, type ValueType } from './type-inference.ts';

/** Types of all declared names; a name that is declared twice has its last type. */
function typesOf(text: string, dialect: 'js' | 'ts' = 'js'): Record<string, ValueType> {
  const source = parseSource(text, dialect);
  expect(source.fault).toBe(null);
  const scopes = analyseScopes(source.tree);
  const types = inferTypes(scopes);
  const bindings = [...new Set<Scope>(scopes.scopeOf.values())].flatMap((scope): Binding[] => [
    ...scope.bindings.values(),
  ]);
  return Object.fromEntries(bindings.map((binding) => [binding.name, types.ofBinding(binding)]));
}

describe('types of constants', () => {
  it.each<[string, ValueType]>([
    ['1', 'number'],
    ['-1 + 2', 'number'],
    ['true', 'boolean'],
    ['"a"', 'other'],
    ['null', 'other'],
    ['1n', 'other'],
    ['/a/', 'other'],
    ['[]', 'other'],
    ['{}', 'other'],
    ['() => 1', 'other'],
    ['!a', 'boolean'],
    ['typeof a', 'other'],
    ['a < b', 'boolean'],
    ['a in b', 'boolean'],
    ['a instanceof B', 'boolean'],
    ['1 < 2 && 2 < 3', 'boolean'],
    ['1 < 2 ? 3 : 4', 'number'],
    ['1 < 2 ? 3 : "a"', 'other'],
    ['1 < 2 ? a.b : 3', 'number'],
    ['"a" + 1', 'other'],
    ['a.b + 1', 'number'],
    ['a.b * a.c', 'number'],
    ['Math.max(1, 2)', 'number'],
    ['Math.PI', 'number'],
    ['Infinity', 'number'],
    ['a.length', 'number'],
    ['a.indexOf(1)', 'number'],
    ['a.includes(1)', 'boolean'],
    ['Array.isArray(a)', 'boolean'],
    ['Number(a)', 'number'],
    ['isNaN(a)', 'boolean'],
    ['a[0]', 'number'],
    ['a.b', 'number'],
    ['f(1)', 'other'],
    ['(a, 1)', 'number'],
    ['new A()', 'other'],
    ['`a`', 'other'],
  ])('const x = %s is a %s', (init, type) => {
    expect(typesOf(`const x = ${init};`).x).toBe(type);
  });

  it('believes annotations', () => {
    const types = typesOf(
      'const a = f() as number, b: boolean = g(), c: string = h(); function k(d: number[], e: number) {}',
      'ts',
    );
    expect(types).toMatchObject({ a: 'number', b: 'boolean', c: 'other', d: 'other', e: 'number' });
  });
});

describe('types by use', () => {
  it.each<[string, ValueType]>([
    ['return x;', 'number'],
    ['return x * 2;', 'number'],
    ['return x.toFixed(2);', 'number'],
    ['return x.length;', 'other'],
    ['return x[0];', 'other'],
    ['return x();', 'other'],
    ['return [...x];', 'other'],
    ['for (const y of x) y;', 'other'],
    ['return "a" in x;', 'other'],
    ['return x === null;', 'other'],
    ['return x !== "a";', 'other'],
    ['const { a } = x;', 'other'],
    ['const y = x; return y.a;', 'other'],
    ['let y; y = x; return y[0];', 'other'],
    ['return g(x); function g(z) { return z[0]; }', 'other'],
    ['return g(1, x); function g(a, z) { return a; }', 'number'],
    ['return Object.keys(x);', 'other'],
    ['return structuredClone(x);', 'other'],
    ['return new Set(x);', 'other'],
    ['return new Array(x);', 'number'],
    ['return Array(x);', 'number'],
    ['return JSON.stringify(x);', 'other'],
  ])('a parameter x with %s is a %s', (body, type) => {
    expect(typesOf(`function f(x) { ${body} }`).x).toBe(type);
  });

  it.each<[string, string, ValueType]>([
    ['let s = 0; for (const v of vs) s += v;', 's', 'number'],
    ['for (const v of vs) v;', 'v', 'number'],
    ['for (const v of vs) v.a;', 'v', 'other'],
    ['for (const k in o) k;', 'k', 'other'],
    ['let u; u = 3;', 'u', 'number'],
    ['let u; u = "a";', 'u', 'other'],
    ['let u; u *= 2;', 'u', 'number'],
    ['let u;', 'u', 'other'],
    ['const u = f(1); u * 2;', 'u', 'number'],
    ['const { a, b } = o; b.c;', 'a', 'number'],
    ['const { a, b } = o; b.c;', 'b', 'other'],
    ['function g(a = true) {}', 'a', 'boolean'],
    ['function g(...a) {}', 'a', 'other'],
    ['try { f(); } catch (e) { e; }', 'e', 'other'],
    ['import a from "m";', 'a', 'other'],
    ['const f = (a) => a * 2; const u = f(3);', 'u', 'number'],
    ['function f(a) { return a < 1; } const u = f(3);', 'u', 'boolean'],
    ['function f(n) { return n < 2 ? 1 : n * f(n - 1); } const u = f(3);', 'u', 'number'],
    ['async function f() { return 1; } const u = f();', 'u', 'other'],
    ['let a = a2, a2 = a;', 'a', 'other'],
  ])('in %s, %s is a %s', (text, name, type) => {
    expect(typesOf(text)[name]).toBe(type);
  });
});
