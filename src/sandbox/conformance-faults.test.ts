import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../core/task.ts';
import { answer, BACKENDS, fault, inSession, sandboxFor } from './conformance.ts';
import type { Sandbox, SandboxBackend } from './contract.ts';

/** Steps of programs on one backend, to be compared with those of the others. */
const stepsSeen = new Map<SandboxBackend, Record<string, number>>();

describe.each(BACKENDS)('the %s sandbox', (backend) => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await sandboxFor(backend);
  });
  afterAll(() => sandbox.close());

  describe('faults', () => {
    const limits = { steps: 20_000 };
    it.each<[string, string]>([
      ['an endless loop', 'export function f() { for (;;); }'],
      ['an endless loop that catches', 'export function f() { for (;;) { try { for (;;); } catch (e) {} } }'],
      ['a loop whose end is swallowed', 'export function f() { try { for (;;); } catch { return 1; } }'],
      ['a loop whose end is thrown away', 'export function f() { try { for (;;); } finally { return 1; } }'],
      ['an endless loop at load time', 'for (;;); export function f() {}'],
      ['an endless loop in a getter of the answer', 'export const f = () => ({ get a() { for (;;); } });'],
      [
        'an endless loop in toJSON',
        'export const f = () => { Object.prototype.toJSON = () => { for (;;); }; for (let i = 0; i < 1e5; i++); return {}; };',
      ],
      ['an endless comparison', 'export const f = () => [3, 1, 2].sort(() => { for (;;); });'],
      ['an endless generator', 'export const f = () => [...(function* () { for (;;) yield 1; })()].length;'],
    ])('%s is a timeout', async (_name, source) => {
      expect(await fault(sandbox, source, { limits })).toEqual({
        status: 'timeout',
        reason: 'more than 20000 steps',
        steps: 20_000,
      });
    });

    it('a long call of the engine itself is ended by the wall clock', async () => {
      const source = 'export const f = () => /^(a+)+$/.test("a".repeat(60) + "b");';
      const { status, steps } = await fault(sandbox, source, { limits: { wallMs: 300 } });
      expect(status).toBe('timeout');
      expect(steps === 1 || steps === DEFAULT_LIMITS.steps).toBe(true);
      expect(await answer(sandbox, 'export const f = () => 7;')).toBe(7);
    });

    it.each<[string, string]>([
      ['endless recursion', 'export function f() { return f() + 1; }'],
      ['endless recursion that catches', 'export function f() { try { return f() + 1; } catch { return 1; } }'],
      ['endless recursion that is thrown away', 'export function f() { try { return f(); } finally { return 1; } }'],
      [
        'endless recursion that is caught and thrown away',
        'export function f() { try { return f(); } catch {} finally { return 1; } }',
      ],
      ['endless recursion under a built-in', 'export const f = () => [1].map(f).length;'],
      ['endless recursion in a getter', 'const o = { get a() { return this.a; } }; export const f = () => o.a;'],
    ])('%s is a crash with all its steps', async (_name, source) => {
      const reason = 'stack overflow: the recursion is too deep';
      expect(await fault(sandbox, source)).toEqual({ status: 'crash', reason, steps: DEFAULT_LIMITS.steps });
    });

    it.each<[string, string, RegExp]>([
      ['a thrown error', 'export const f = () => { throw new TypeError("no"); };', /^TypeError: no \(main\.js:1\)$/],
      ['a thrown text', 'export const f = () => { throw "no"; };', /^threw no$/],
      ['a hostile thrown object', 'export const f = () => { throw { get name() { throw 1; } }; };', /^threw something/],
      [
        'a thrown proxy',
        'export const f = () => { throw new Proxy({}, { get() { throw 1; } }); };',
        /^threw something/,
      ],
      ['an error at load time', 'null.x; export const f = () => 1;', /^TypeError: .*\(main\.js:1\)$/],
      ['text that does not parse', 'export const f = () => {', /^main\.js does not parse: .* at 1:25$/],
      ['a redeclaration', 'let a = 1; let a = 2; export const f = () => a;', /a/],
      [
        'code from text',
        'export const f = () => new Function("return 1")();',
        /EvalError: code from text is not available/,
      ],
      ['eval', 'export const f = () => eval("1");', /^(ReferenceError|EvalError): /],
      [
        'a promise',
        'export const f = () => Promise.resolve(1);',
        /Promise \(candidates are synchronous\) is not available/,
      ],
      ['an async function', 'export async function f() {}', /candidates are synchronous/],
      [
        'an import',
        'import { readFileSync } from "node:fs"; export const f = () => 1;',
        /candidates import only their own files/,
      ],
      [
        'a long message',
        'export const f = () => { throw new Error("x".repeat(10000)); };',
        /^Error: x{490,500}… \(main\.js:1\)$/,
      ],
    ])('%s is a crash', async (_name, source, reason) => {
      expect(await fault(sandbox, source)).toMatchObject({ status: 'crash', reason: expect.stringMatching(reason) });
    });

    it('too much memory is a crash', async () => {
      const source =
        'export function f() { const all = []; for (;;) { const a = []; for (let i = 0; i < 1e5; i++) a.push(i + 0.5); all.push(a); } }';
      const found = await fault(sandbox, source, { limits: { memoryMb: 64, steps: 1e9, wallMs: 60_000 } });
      expect(found).toEqual({ status: 'crash', reason: 'out of memory', steps: 1e9 });
    });

    it.each<[string, string, RegExp]>([
      ['undefined', 'export const f = () => {};', /a value of type undefined/],
      ['undefined in a list', 'export const f = () => [undefined];', /a value of type undefined/],
      ['a hole in a list', 'export const f = () => [1, , 2];', /a value of type undefined/],
      ['a function', 'export const f = () => f;', /a value of type function/],
      ['a function in an object', 'export const f = () => ({ a: { f } });', /a value of type function/],
      ['a bigint', 'export const f = () => 1n;', /a value of type bigint/],
      ['bigints in a typed array', 'export const f = () => new BigInt64Array(1);', /a value of type bigint/],
      ['a symbol', 'export const f = () => Symbol();', /a value of type symbol/],
      ['a map', 'export const f = () => new Map([[1, 2]]);', /holds a Map/],
      ['a date', 'export const f = () => [new Date(0)];', /holds a Date/],
      ['a cycle', 'export const f = () => { const a = []; a.push(a); return a; };', /cyclic/],
      ['a wide cycle', 'export const f = () => { const a = []; a.push(a, a, a); return a; };', /cyclic|larger/],
      [
        'an exponential graph',
        'export const f = () => { let a = [1]; for (let i = 0; i < 60; i++) a = [a, a]; return a; };',
        /larger than the limit/,
      ],
      ['a text that is too long', 'export const f = () => "x".repeat(5e6);', /larger than the limit of 4000000 bytes/],
      [
        'a text that is too long in bytes only',
        'export const f = () => "ä".repeat(3e6);',
        /larger than the limit of 4000000 bytes/,
      ],
      ['a missing function', 'export const g = () => 1;', /exports no function named f/],
      ['an export that is no function', 'export const f = 1;', /exports no function named f/],
      ['an inherited name', 'export default () => 1;', /exports no function named f/],
    ])('%s is an invalid answer', async (_name, source, reason) => {
      expect(await fault(sandbox, source, { limits: { wallMs: 30_000 } })).toMatchObject({
        status: 'invalid',
        reason: expect.stringMatching(reason),
      });
    });

    it('are explained however small the answers must be', async () => {
      const limits = { outputBytes: 10 };
      expect(await answer(sandbox, 'export const f = () => "123456";', { limits })).toBe('123456');
      expect(await fault(sandbox, 'export const f = () => "1234567";', { limits })).toMatchObject({
        status: 'invalid',
      });
      const long = 'export const f = () => { throw new Error("\\u0001".repeat(1000)); };';
      expect(await fault(sandbox, long, { limits })).toMatchObject({
        status: 'crash',
        reason: expect.stringContaining('…'),
      });
    });

    it('stay: the session answers nothing more, the next candidate is untouched', async () => {
      await inSession(
        sandbox,
        'export const f = (x) => { if (x) throw new Error("no"); return 1; };',
        async (session) => {
          expect(await session.call('f', [[0]])).toEqual([1]);
          await expect(session.call('f', [[1]])).rejects.toMatchObject({ status: 'crash' });
          await expect(session.call('f', [[0], [0]])).rejects.toMatchObject({
            status: 'crash',
            message: 'Error: no (main.js:1)',
          });
        },
      );
      expect(await answer(sandbox, 'export const f = () => 7;')).toBe(7);
    });
  });

  describe('steps', () => {
    const programs: Record<string, string> = {
      loops:
        'export function f() { let s = 0; for (let i = 0; i < 100; i++) for (const x of [1, 2]) s += x; return s; }',
      callbacks: 'export const f = () => [5, 3, 1].map((x) => x * 2).filter((x) => x > 2).reduce((a, b) => a + b, 0);',
      sorting: 'export const f = () => Array.from({ length: 50 }, (_, i) => (i * 37) % 50).sort((a, b) => a - b)[7];',
      chance: 'export const f = () => { let n = 0; while (Math.random() < 0.99) n++; return n; };',
      timeout: 'export const f = () => { for (;;) try { for (;;); } catch {} };',
      overflow: 'export const f = () => { try { return f(); } catch { return f(); } };',
      generators:
        'function* g(n) { if (n > 0) { yield n; yield* g(n - 1); } } export const f = () => [...g(20)].length;',
      crash: 'export const f = () => { for (let i = 0; ; i++) if (i === 10) throw 1; };',
      replacing: 'export const f = () => "aXbXc".replace(/X/g, (x) => x.toLowerCase());',
    };

    it('are the same each time', async () => {
      const runs: Record<string, number>[] = [];
      for (const fresh of [false, false, true]) {
        const counted: Record<string, number> = {};
        for (const [name, source] of Object.entries(programs)) {
          counted[name] = await inSession(
            sandbox,
            source,
            async (session) => {
              await session.call('f', [[]]).catch(() => {});
              return session.usage.steps;
            },
            { fresh, limits: { steps: 100_000 } },
          );
        }
        runs.push(counted);
      }
      const [first] = runs;
      expect(runs).toEqual([first, first, first]);
      expect(first).toMatchObject({
        loops: 301,
        callbacks: 9,
        timeout: 100_000,
        overflow: 100_000,
        generators: 22,
        crash: 12,
        replacing: 3,
      });
      stepsSeen.set(backend, first as Record<string, number>);
      for (const other of stepsSeen.values()) expect(first).toEqual(other);
    });

    it('add up over the calls of a candidate, up to the limit', async () => {
      const source = 'export const f = (n) => { for (let i = 0; i < n; i++); return n; };';
      await inSession(
        sandbox,
        source,
        async (session) => {
          expect(session.usage).toEqual({ steps: 0, cpuMs: 0 });
          await session.call('f', [[99]]);
          expect(session.usage.steps).toBe(100);
          await session.call('f', [[99], [99]]);
          expect(session.usage.steps).toBe(300);
          expect(session.usage.cpuMs).toBeGreaterThan(0);
          await expect(session.call('f', [[700]])).rejects.toMatchObject({ status: 'timeout' });
          expect(session.usage.steps).toBe(1000);
        },
        { limits: { steps: 1000 } },
      );
    });

    it('may reach the limit exactly', async () => {
      const source = 'export const f = () => { for (let i = 0; i < 99; i++); return 1; };';
      expect(await answer(sandbox, source, { limits: { steps: 100 } })).toBe(1);
      expect(await fault(sandbox, source, { limits: { steps: 99 } })).toMatchObject({ status: 'timeout', steps: 99 });
    });
  });
});
