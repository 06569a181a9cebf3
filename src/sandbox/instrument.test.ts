import { Script } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KaizenError } from '../base/errors.ts';
import { createProgram } from '../core/program.ts';
import { CandidateFault } from './contract.ts';
import { createProgramFiles } from './host/realm/program-files.ts';
import type { InstrumentedWrapper } from './host/realm/realm.ts';
import { instrument } from './instrument.ts';

const loadFiles = createProgramFiles();

class Overrun extends Error {}

/** Runs an instrumented program in this context: fit for code that the test itself wrote. */
function load(files: Record<string, string>, entry: string, limit = 1_000_000, language = 'javascript') {
  const { text } = instrument(createProgram({ language, entry, files }));
  const wrapper = new Script(text).runInThisContext() as InstrumentedWrapper;
  const overrun = (): never => {
    throw new Overrun('too many steps');
  };
  const program = wrapper(limit, overrun, (thrown) => {
    if (thrown instanceof RangeError) throw thrown;
  });
  return { exported: loadFiles(program.files)(0) as Record<string, (...values: unknown[]) => unknown>, program };
}

function evaluate(source: string, limit?: number): { value: unknown; steps: number } {
  const { exported, program } = load({ 'main.js': source }, 'main.js', limit);
  return { value: exported.f?.(), steps: program.steps() };
}

function faultOf(files: Record<string, string>, entry: string, language = 'javascript'): CandidateFault {
  try {
    instrument(createProgram({ language, entry, files }));
  } catch (thrown) {
    if (thrown instanceof CandidateFault) return thrown;
    throw thrown;
  }
  throw new Error('it was accepted');
}

describe('steps', () => {
  it.each([
    ['a function', 'export function f() { return 1; }', 1, 1],
    ['an arrow with a block', 'export const f = () => { return 1; };', 1, 1],
    ['an arrow with an expression', 'export const f = () => 1;', 1, 1],
    ['an arrow that returns an object', 'export const f = () => ({ a: 1 });', { a: 1 }, 1],
    ['arrows in arrows', 'export const f = () => (a => b => a + b)(1)(2);', 3, 3],
    ['for', 'export function f() { let s = 0; for (let i = 0; i < 4; i++) { s += i; } return s; }', 6, 5],
    ['for without block', 'export function f() { let s = 0; for (let i = 0; i < 4; i++) s += i; return s; }', 6, 5],
    ['for with an empty body', 'export function f() { let i; for (i = 0; i < 4; i++); return i; }', 4, 5],
    ['for of', 'export function f() { let s = 0; for (const i of [1, 2, 3]) s += i; return s; }', 6, 4],
    ['for in', 'export function f() { let s = ""; for (const k in { a: 1, b: 2 }) s += k; return s; }', 'ab', 3],
    ['while', 'export function f() { let i = 0; while (i < 3) i++; return i; }', 3, 4],
    ['do while', 'export function f() { let i = 0; do i++; while (i < 3); return i; }', 3, 4],
    ['do while with a block', 'export function f() { let i = 0; do { i++ } while (i < 3); return i }', 3, 4],
    [
      'loops in loops without blocks',
      'export function f() { let s = 0; for (const a of [1, 2]) for (const b of [1, 2]) if (a) s += b; else s = 0; return s; }',
      6,
      7,
    ],
    [
      'labels',
      'export function f() { let s = 0; outer: for (;;) for (;;) { s++; if (s < 3) continue outer; break outer; } return s; }',
      3,
      7,
    ],
    ['a method', 'class A { m() { return 1; } } export const f = () => new A().m();', 1, 2],
    ['a constructor', 'class A { constructor() { this.a = 1; } } export const f = () => new A().a;', 1, 2],
    [
      'a derived constructor',
      'class A { constructor() { this.a = 1; } } class B extends A { constructor() { super(); } } export const f = () => new B().a;',
      1,
      3,
    ],
    [
      'a getter and a setter',
      'const o = { get a() { return 1; }, set a(v) {} }; export const f = () => { o.a = 2; return o.a; };',
      1,
      3,
    ],
    ['a static block', 'export function f() { class A { static x = 1; static { this.x = 2; } } return A.x; }', 2, 2],
    ['an empty static block', 'export function f() { class A { static {} } return A.name; }', 'A', 1],
    ['a generator', 'function* g() { yield 1; yield 2; } export const f = () => [...g()];', [1, 2], 2],
    ['a default parameter', 'export function f(a = (() => 1)()) { return a; }', 1, 2],
    ['a callback', 'export const f = () => [1, 2, 3].map((x) => x * 2);', [2, 4, 6], 4],
    [
      'no semicolons',
      'export const f = () => {\n  let g\n  for (const a of [1]) g = x => x + a\n  return g(1)\n}',
      2,
      3,
    ],
    ['a template', 'export const f = () => `a$' + '{[1].map((x) => x)}`;', 'a1', 2],
    ['code at load time', 'let s = 0; for (let i = 0; i < 3; i++) s++; export const f = () => s;', 3, 4],
    ['text that looks like a comment of scripts', 'export function f() { let b = 1; return 0 <!--b; }', true, 1],
  ])('%s', (_name, source, value, steps) => {
    expect(evaluate(source)).toEqual({ value, steps });
  });

  it('are counted as a formula says, for any nest of loops', () => {
    const counts = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(counts, fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }), (times, blocks) => {
        let body = 's++;';
        times.forEach((count, depth) => {
          const head = `for (let i${depth} = 0; i${depth} < ${count}; i${depth}++)`;
          body = blocks[depth] ? `${head} { ${body} }` : `${head} ${body}`;
        });
        let expected = 1;
        let iterations = 1;
        for (const count of [...times].reverse()) {
          iterations *= count;
          expected += iterations;
        }
        const source = `export function f() { let s = 0; ${body} return s; }`;
        expect(evaluate(source)).toEqual({ value: iterations, steps: expected });
      }),
    );
  });

  it.each([
    ['a loop', 'export function f() { for (;;); }'],
    ['a loop in try', 'export function f() { try { for (;;) {} } catch {} }'],
    ['a loop in try in a loop', 'export function f() { for (;;) try { for (;;) {} } catch {} }'],
    ['finally', 'export function f() { for (;;) { try { for (;;) {} } finally { continue; } } }'],
    [
      'recursion that catches',
      'function g(n) { try { return g(n + 1); } catch { return g(n - 1); } } export const f = () => { while (true) try { g(0); } catch {} };',
    ],
    [
      'a generator that catches',
      'function* g() { for (;;) try { yield 1; } catch {} } export const f = () => { for (const x of g()) try { for (;;); } catch {} };',
    ],
  ])('cannot be exceeded by %s', (_name, source) => {
    // A small limit: the stack must not be what stops it. What is swallowed at last still shows in the count.
    const { exported, program } = load({ 'main.js': source }, 'main.js', 500);
    try {
      exported.f?.();
    } catch (thrown) {
      expect(thrown).toBeInstanceOf(Overrun);
    }
    expect(program.steps()).toBeGreaterThan(500);
    expect(program.steps()).toBeLessThan(3000);
  });
});

describe('the counter', () => {
  it('takes a name that the source does not contain', () => {
    const source = 'const k$n = 1, k$0_n = 2; export const f = () => k$n + k$0_n;';
    expect(evaluate(source)).toEqual({ value: 3, steps: 1 });
  });

  it('cannot be named through an escape', () => {
    const source = 'export function f() { \\u006b$n = -1e9; }';
    expect(faultOf({ 'main.js': source }, 'main.js').message).toBe('main.js:1:23 uses a reserved name');
  });

  it('cannot be reached through arguments, callers or this', () => {
    const source = `const seen = [typeof this, typeof arguments[0]];
      export function f() { try { return [seen, f.caller]; } catch (e) { return [seen, e.name]; } }`;
    expect(evaluate(source).value).toEqual([['undefined', 'function'], 'TypeError']);
  });
});

describe('catch blocks', () => {
  it.each([
    ['without a binding', 'export const f = () => { try { throw 1; } catch { return 2; } };', 2],
    ['with a name', 'export const f = () => { try { throw 1; } catch (e) { return e; } };', 1],
    [
      'with a pattern',
      'export const f = () => { try { throw { a: 1 }; } catch ({ a, b = 5 }) /* x */ { return a + b; } };',
      6,
    ],
    [
      'with a function in a pattern',
      'export const f = () => { try { throw {}; } catch ({ g = () => 3 }) { return g(); } };',
      3,
    ],
  ])('%s work as before', (_name, source, value) => {
    expect(evaluate(source).value).toEqual(value);
  });

  it('hand a full stack on, whatever its depth', () => {
    const source =
      'let depth = 0; function g() { depth++; g(); } export const f = () => { try { g(); } catch (e) { return depth; } };';
    expect(() => evaluate(source, 1e9)).toThrow(RangeError);
  });
});

describe('modules', () => {
  it('export in every form', () => {
    const source = `
      export function a() { return 1; }
      export class B { }
      export const { c, d: [e, ...rest], ...others } = { c: 2, d: [3, 4], x: 5 }, g = 6;
      let h = 7;
      export { h, h as i, h as 'with space' };
      export default function named() { return 8; }
      h = 9;`;
    const { exported } = load({ 'm.js': source }, 'm.js');
    const { a, B, default: byDefault, ...values } = exported as Record<string, unknown>;
    expect(values).toEqual({ c: 2, e: 3, rest: [4], others: { x: 5 }, g: 6, h: 9, i: 9, 'with space': 9 });
    expect([(a as () => number)(), typeof B, (byDefault as () => number)()]).toEqual([1, 'function', 8]);
  });

  it.each([
    ['an expression', 'export default 1 + 2', 3],
    ['an anonymous function', 'export default function () { return 3; }', 3],
    ['an anonymous class', 'export default class { static v = 3 }', 3],
    ['an arrow', 'export default () => 3', 3],
    ['an arrow after a line without semicolon', 'const a = 1\nexport default () => 3\n;[a]', 3],
  ])('export %s by default', (_name, source, expected) => {
    const value: unknown = load({ 'm.js': source }, 'm.js').exported.default;
    const shown = typeof value === 'function' ? ('v' in value ? value.v : value()) : value;
    expect(shown).toBe(expected);
  });

  it('import from one another, from the entry on, each once', () => {
    const { exported } = load(
      {
        'src/main.js': `import half, { double as twice, log } from './lib/numbers.js';
          import * as numbers from './lib/numbers.js';
          import './lib/effect.js';
          export * from './lib/numbers.js'; export * as all from './lib/numbers.js'; export { double as d } from './lib/numbers.js';
          export const f = () => [half(8), twice(4), numbers.double(1), log];`,
        'src/lib/numbers.js':
          'export const log = []; export default (x) => x / 2; export function double(x) { return 2 * x; }',
        'src/lib/effect.js': `import { log } from './numbers'; log.push('effect');`,
        'src/unused.js': 'this does not parse',
      },
      'src/main.js',
    );
    expect(exported.f?.()).toEqual([4, 8, 2, ['effect']]);
    expect(Object.keys(exported).sort()).toEqual(['all', 'd', 'double', 'f', 'log']);
    expect(exported.d?.(5)).toBe(10);
  });

  it('may import in a circle when the values are used later', () => {
    const { exported } = load(
      {
        'a.js': `import { odd } from './b.js'; export function even(n) { return n === 0 || odd(n - 1); } export const f = () => even(10);`,
        'b.js': `import { even } from './a.js'; export function odd(n) { return n !== 0 && even(n - 1); }`,
      },
      'a.js',
    );
    expect(exported.f?.()).toBe(true);
  });

  it('keep their exports from being changed', () => {
    const { exported } = load({ 'm.js': 'export let a = 1;' }, 'm.js');
    expect(() => Object.assign(exported, { a: 2 })).toThrow(TypeError);
  });
});

describe('typescript', () => {
  it('loses its types and keeps its lines', () => {
    const source = `interface Bin { readonly size: number }
type Pair<T> = [T, T];
export function f(item: number = 3, bins: readonly Bin[] = [{ size: 5 }]): number {
  const pair = [item, bins[0]!.size] as Pair<number>;
  return pair[1] - pair[0];
}`;
    const { exported, program } = load({ 'm.ts': source }, 'm.ts', 100, 'typescript');
    expect([exported.f?.(), program.steps()]).toEqual([2, 1]);
  });

  it('resolves .js to .ts, and mixes both languages', () => {
    const files = {
      'main.ts': `import { a } from './a.js'; import { b } from './b.ts'; export const f = (): number => a + b;`,
      'a.ts': 'export const a: number = 1;',
      'b.ts': 'import { c } from "./c.js"; export const b: number = c;',
      'c.js': 'export const c = 2;',
    };
    expect(load(files, 'main.ts', 100, 'typescript').exported.f?.()).toBe(3);
  });

  it('drops imports of types', () => {
    const files = { 'm.ts': `import type { A } from 'anywhere'; export const f = (a: A | number = 1) => a;` };
    expect(load(files, 'm.ts', 100, 'typescript').exported.f?.()).toBe(1);
  });
});

describe('what candidates may not do', () => {
  it.each([
    ['import fs from "node:fs";', 'main.js:1:1 imports "node:fs": candidates import only their own files'],
    ['\nimport { a } from "./a.js";', 'main.js:2:1 imports "./a.js": the program has no such file'],
    ['export { a } from "lodash";', 'main.js:1:1 imports "lodash": candidates import only their own files'],
    ['const a = () => import("node:fs");', 'main.js:1:17 uses dynamic import, which is not available to candidates'],
    ['const a = import.meta.url;', 'main.js:1:11 uses import.meta, which is not available to candidates'],
    ['await 1;', 'main.js:1:1 uses await: candidates are synchronous'],
    ['export async function f() {}', 'main.js:1:8 uses an async function: candidates are synchronous'],
    ['export const f = async () => 1;', 'main.js:1:18 uses an async function: candidates are synchronous'],
    ['export const o = { async *g() {} };', 'main.js:1:28 uses an async function: candidates are synchronous'],
    ['for await (const a of []) {}', 'main.js:1:1 uses for await: candidates are synchronous'],
  ])('%s', (source, reason) => {
    const fault = faultOf({ 'main.js': source }, 'main.js');
    expect([fault.status, fault.message]).toEqual(['crash', reason]);
  });

  it('does not mind the words where they mean nothing', () => {
    const source =
      'const o = { import: 1, await: 2, async: 3 }; export function f() { return new.target ?? o.import + o["await"]; }';
    expect(evaluate(source).value).toBe(3);
  });
});

describe('errors', () => {
  it.each([
    ['javascript', 'main.js', 'export const a = (;', /^main\.js does not parse: .+ at 1:19$/],
    ['javascript', 'main.js', 'let a = 1;\n  let b = = 2;', /^main\.js does not parse: .+ at 2:11$/],
    ['javascript', 'main.js', '// äöü 🎈\nlet = ;', /^main\.js does not parse: .+ at 2:\d+$/],
    ['javascript', 'main.js', 'return 1;', /^main\.js does not parse: .+ at 1:1$/],
    ['typescript', 'main.ts', 'let a: number = (;', /^main\.ts does not parse: .+ at 1:18$/],
    ['typescript', 'main.ts', 'enum A { B }', /^main\.ts does not parse: .*enum/],
  ])('%s: %s %s', (language, entry, source, message) => {
    expect(faultOf({ [entry]: source }, entry, language)).toMatchObject({
      status: 'crash',
      message: expect.stringMatching(message),
    });
  });

  it('says which file is missing', () => {
    expect(faultOf({ 'a.js': '' }, 'b.js').message).toBe('the program has no file b.js');
  });

  it('is an error of Kaizen for another language', () => {
    const program = createProgram({ language: 'python', entry: 'a.py', files: { 'a.py': 'x = 1' } });
    expect(() => instrument(program)).toThrow(KaizenError);
  });

  it('places lines of the script in the files', () => {
    const files = {
      'main.js': 'import "./a.js";\n\nexport const x = 1;',
      'a.js': '// first\nimport "./b.js"; // second\n',
      'b.js': 'one();',
    };
    const script = instrument(createProgram({ language: 'javascript', entry: 'main.js', files }));
    const lines = script.text.split('\n');
    const lineOf = (text: string): string => script.locate(lines.findIndex((line) => line.includes(text)) + 1);
    expect(lineOf('x = 1')).toBe('main.js:3');
    expect(lineOf('// first')).toBe('a.js:1');
    expect(lineOf('// second')).toBe('a.js:2');
    expect(lineOf('one()')).toBe('b.js:1');
  });

  it('accepts a first line for a shell', () => {
    expect(evaluate('#!/usr/bin/env node\nexport const f = () => 1;').value).toBe(1);
  });
});
