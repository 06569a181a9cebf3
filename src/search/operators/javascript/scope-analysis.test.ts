import { describe, expect, it } from 'vitest';
import { functionOf, isReadableAt, lookup, readableBindings } from './scope.ts';
import { analyseScopes, type ScopeAnalysis } from './scope-analysis.ts';
import { parseSource } from './syntax.ts';

function scopesOf(text: string, dialect: 'js' | 'ts' = 'js'): ScopeAnalysis {
  const source = parseSource(text, dialect);
  expect(source.fault).toBe(null);
  return analyseScopes(source.tree);
}

/** Each use of a name as `name@offset of its declaration`, or `name@global`. */
function resolved(text: string, dialect: 'js' | 'ts' = 'js'): string[] {
  return scopesOf(text, dialect).references.map(
    ({ node, binding }) => `${node.name}@${binding?.identifier.start ?? 'global'}`,
  );
}

describe('analyseScopes', () => {
  it.each([
    ['let a = 1; a + b;', ['a@4', 'b@global']],
    ['f(); function f() {}', ['f@14']],
    ['let a; { let a; a; } a;', ['a@13', 'a@4']],
    ['function f(a) { return a; } let a;', ['a@11']],
    ['const f = (a, b = a) => a + b;', ['a@11', 'a@11', 'b@14']],
    ['function f() { if (1) { var x = 2; } return x; }', ['x@28']],
    ['const { a, b: c, ...d } = o; a + c + d; b;', ['o@global', 'a@8', 'c@14', 'd@20', 'b@global']],
    ['const [a, , b = a] = o;', ['a@7', 'o@global']],
    ['for (let i = 0; i < 3; i++) { i; } i;', ['i@9', 'i@9', 'i@9', 'i@global']],
    ['for (const x of x) x;', ['x@11', 'x@11']],
    ['for (k in o) k;', ['k@global', 'o@global', 'k@global']],
    ['try { a; } catch (e) { e; }', ['a@global', 'e@18']],
    ['o.a.b; o[a];', ['o@global', 'o@global', 'a@global']],
    ['({ a: 1, [b]: c, d });', ['b@global', 'c@global', 'd@global']],
    ['a: for (;;) { break a; }', []],
    ['switch (x) { case 1: let y; default: y; }', ['x@global', 'y@25']],
    ['class A extends B { c = d; [e]() { return this.f; } }', ['B@global', 'd@global', 'e@global']],
    ['const f = function g() { return g; };', ['g@19']],
    ['import { a as b } from "m"; b; a;', ['b@14', 'a@global']],
    ['const a = 1; export { a as b };', ['a@6']],
    ['[a, b.c] = [b, a]; ({ a, b: c = d } = e);', 'a b b a a c d e'.split(' ').map((name) => `${name}@global`)],
    [`\`x\${a}\` + t\`\${b}\`;`, ['a@global', 't@global', 'b@global']],
    ['(a)(((b)));', ['a@global', 'b@global']],
  ])('resolves %s', (text, uses) => {
    expect(resolved(text)).toEqual(uses);
  });

  it('does not look at types', () => {
    expect(resolved('type T = U; interface V { w: X } let a: Y = b as Z; c!; enum E { F } E.F;', 'ts')).toEqual([
      'b@global',
      'c@global',
      'E@61',
    ]);
  });

  it('tells writes from reads, through wrappers and patterns', () => {
    const { references } = scopesOf('let a, b, c; a = b; b++; [c] = [a]; a += 1;');
    expect(references.map(({ node, isWrite }) => `${isWrite ? '→' : ''}${node.name}`)).toEqual([
      '→a',
      'b',
      '→b',
      '→c',
      'a',
      '→a',
    ]);
  });

  it('gives the nearest parent that is not a pair of parentheses', () => {
    const [reference] = scopesOf('f(((a)));').references.slice(1);
    expect([reference?.parent.type, reference?.field]).toEqual(['CallExpression', 'arguments']);
  });

  it('collects the returns of each function, not those of functions inside', () => {
    const { returnsOf, scopeOf } = scopesOf('function f() { g(() => { return 1; }); if (a) return 2; return; }');
    expect([...returnsOf.values()].map((returns) => returns.length).sort()).toEqual([1, 2]);
    expect(scopeOf.size).toBeGreaterThan(2);
  });
});

describe('places', () => {
  const text = 'const a = 1; function f(b) { const c = 2; { const b = 3; } return c; } const d = 4;';
  const scopes = scopesOf(text);
  const inside = [...scopes.returnsOf.keys()][0];
  const place = { scope: scopes.scopeOf.get(inside as never) ?? scopes.root, start: text.indexOf('return') };

  it('can read what is declared before them, innermost first, and functions anywhere', () => {
    expect(readableBindings(place).map(({ name }) => name)).toEqual(['b', 'c', 'a', 'f']);
    expect(readableBindings({ scope: scopes.root, start: 0 }).map(({ name }) => name)).toEqual(['f']);
  });

  it('cannot read a name before its declaration ends', () => {
    const c = lookup(place.scope, 'c');
    expect(c === undefined || isReadableAt(c, place)).toBe(true);
    expect(c !== undefined && isReadableAt(c, { ...place, start: text.indexOf('2;') })).toBe(false);
    expect(lookup(place.scope, 'nothing')).toBe(undefined);
  });

  it('cannot read a name that another one hides', () => {
    const hidden = scopesOf('const x = 1; { const x = 2; x; }');
    const outer = hidden.root.bindings.get('x');
    const inner = hidden.references[0]?.scope;
    if (outer === undefined || inner === undefined) throw new Error('names are missing');
    expect(isReadableAt(outer, { scope: inner, start: 30 })).toBe(false);
    expect(readableBindings({ scope: inner, start: 30 })).toHaveLength(1);
  });
});

describe('functionOf', () => {
  it.each([
    ['function f() {}', true],
    ['const f = () => 1;', true],
    ['const f = function () {};', true],
    ['let f = () => 1;', false],
    ['const f = 1;', false],
    ['class f {}', false],
  ])('%s → %s', (text, isFunction) => {
    const binding = scopesOf(text).root.bindings.get('f');
    expect(binding !== undefined && functionOf(binding) !== null).toBe(isFunction);
  });
});
