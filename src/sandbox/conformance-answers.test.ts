import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KaizenError } from '../base/errors.ts';
import type { Json } from '../base/json.ts';
import { createProgram } from '../core/program.ts';
import { DEFAULT_LIMITS } from '../core/task.ts';
import { answer, BACKENDS, inSession, javascript, sandboxFor } from './conformance.ts';
import type { Sandbox } from './contract.ts';

describe.each(BACKENDS)('the %s sandbox', (backend) => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await sandboxFor(backend);
  });
  afterAll(() => sandbox.close());

  describe('answers', () => {
    it.each<[string, string, Json[][], unknown[]]>([
      [
        'numbers',
        'export const f = (a, b) => a - b;',
        [
          [5, 3],
          [1, 2],
        ],
        [2, -1],
      ],
      ['numbers with one argument', 'export const f = (a) => a * 2;', [[5], [0.5]], [10, 1]],
      ['numbers with five arguments', 'export const f = (...v) => v.length + v[4];', [[1, 2, 3, 4, 5]], [10]],
      ['no calls', 'export const f = () => 1;', [], []],
      ['lists of other kinds', 'export const f = (a, ...rest) => rest.length;', [[1], ['a', 2, null]], [0, 2]],
      ['texts', 'export const f = (a) => a + "!";', [['ä'], ['\u0000b'], ['\ud800']], ['ä!', '\u0000b!', '\ud800!']],
      [
        'structures',
        'export const f = (a) => ({ ...a, c: [a] });',
        [[{ a: [1, null, true] }]],
        [{ a: [1, null, true], c: [{ a: [1, null, true] }] }],
      ],
      ['mixed lists', 'export const f = (a) => (a > 1 ? "many" : a);', [[1], [2]], [1, 'many']],
      ['typed arrays as lists', 'export const f = (a) => new Float64Array([a, 0.5]);', [[1]], [[1, 0.5]]],
      [
        'instances of classes as objects',
        'class A { x = 1; #y = 2; } export const f = () => new A();',
        [[]],
        [{ x: 1 }],
      ],
      ['objects without undefined members', 'export const f = () => ({ a: undefined, b: 1 });', [[]], [{ b: 1 }]],
      [
        'a member called __proto__',
        'export const f = (a) => a;',
        [[JSON.parse('{"__proto__":{"x":1}}') as Json]],
        [JSON.parse('{"__proto__":{"x":1}}')],
      ],
    ])('carry %s', async (_name, source, lists, expected) => {
      const answers = await inSession(sandbox, source, (session) => session.call('f', lists));
      expect(answers).toEqual(expected);
    });

    it('carry the numbers that JSON cannot carry', async () => {
      const specials = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0, 0, 1e308, 5e-324, 0.1];
      const lists = specials.map((value) => [value]);
      const packed = await inSession(sandbox, 'export const f = (a) => a;', (session) => session.call('f', lists));
      expect(packed).toEqual(specials);
      const nested = await inSession(sandbox, 'export const f = (a) => [{ a }];', (session) =>
        session.call('f', lists),
      );
      expect(nested).toEqual(specials.map((a) => [{ a }]));
      const source = 'export const f = (o) => [Object.is(o.z, -0), String(o.n)].join(" ");';
      const texts = await inSession(sandbox, source, (session) => session.call('f', [[{ z: -0, n: Number.NaN }]]));
      expect(texts).toEqual(['true NaN']);
    });

    it('may be large', async () => {
      const source = 'export const f = (n) => Array.from({ length: n }, (_, i) => [i, i / 3]);';
      const [large] = (await inSession(sandbox, source, (session) => session.call('f', [[30_000]]))) as [number[][]];
      expect(large).toHaveLength(30_000);
      expect(large[29_999]).toEqual([29_999, 29_999 / 3]);
    });

    it('come from large lists of arguments, again and again', async () => {
      const lists = Array.from({ length: 5_050 }, (_, i) => [i % 100, Math.floor(i / 100)]);
      for (let candidate = 0; candidate < 4; candidate++) {
        const source = `export const f = (a, b) => a * 1000 + b + ${candidate};`;
        const answers = await inSession(sandbox, source, (session) => session.call('f', lists));
        expect(answers).toEqual(lists.map(([a = 0, b = 0]) => a * 1000 + b + candidate));
      }
    });

    it('are remembered for the same list within a candidate', async () => {
      const source = 'let n = 0; export const f = () => ++n; export const g = () => ++n;';
      await inSession(sandbox, source, async (session) => {
        const list = [[], []];
        const first = await session.call('f', list);
        const { steps } = session.usage;
        expect(await session.call('f', list)).toBe(first);
        expect(session.usage.steps).toBe(steps);
        expect(await session.call('g', list)).toEqual([3, 4]);
        expect(await session.call('f', [[]])).toEqual([5]);
      });
    });

    it('come in order from a candidate that keeps state between calls', async () => {
      const source =
        'const seen = []; export const add = (x) => { seen.push(x); return seen.length; }; export const all = () => seen;';
      await inSession(sandbox, source, async (session) => {
        expect(await session.call('add', [['a'], ['b']])).toEqual([1, 2]);
        expect(await session.call('add', [['c']])).toEqual([3]);
        expect(await session.call('all', [[]])).toEqual([['a', 'b', 'c']]);
      });
    });
  });

  describe('programs', () => {
    it('of several files run', async () => {
      const program = createProgram({
        language: 'javascript',
        entry: 'src/main.js',
        files: {
          'src/main.js': 'import { twice } from "./lib/twice.js"; export const f = () => twice(21);',
          'src/lib/twice.js': 'export function twice(x) { return 2 * x; }',
        },
      });
      expect(await inSession(sandbox, program, (session) => session.call('f', [[]]))).toEqual([42]);
    });

    it('in TypeScript run, and say where they failed', async () => {
      const text =
        'interface A { readonly b?: { c: number } }\n\nexport function f(a: A): number {\n  return a.b!.c;\n}\n';
      const program = createProgram({ language: 'typescript', entry: 'main.ts', files: { 'main.ts': text } });
      expect(await inSession(sandbox, program, (session) => session.call('f', [[{ b: { c: 1 } }]]))).toEqual([1]);
      const failed = inSession(sandbox, program, (session) => session.call('f', [[{}]]));
      await expect(failed).rejects.toMatchObject({
        status: 'crash',
        message: expect.stringMatching(/^TypeError: .*\(main\.ts:4\)$/),
      });
    });

    it('run beside a driver', async () => {
      const source = 'export const state = { n: 1 }; export function step(x) { state.n += x; return state.n; }';
      const driver = '(exports, input) => input.map((x) => exports.step(x)).concat(exports.state.n)';
      await inSession(sandbox, source, async (session) => {
        expect(await session.drive(driver, [1, 2])).toEqual([2, 4, 4]);
        expect(
          await session.drive('function run(exports, input) { return { input, n: exports.state.n }; } // end', null),
        ).toEqual({ input: null, n: 4 });
        expect(session.usage.steps).toBe(2);
      });
    });

    it('get the blame when they fail under a driver; a broken driver does not', async () => {
      await inSession(sandbox, 'export const f = () => undefined;', async (session) => {
        await expect(session.drive('(exports) => exports.(', null)).rejects.toMatchObject({
          code: 'KAIZEN_SANDBOX_DRIVER',
        });
        await expect(session.drive('42', null)).rejects.toMatchObject({ code: 'KAIZEN_SANDBOX_DRIVER' });
        await expect(session.drive('(exports) => exports.f().x', null)).rejects.toMatchObject({ status: 'crash' });
      });
    });
  });

  describe('candidates are kept apart', () => {
    it.each<[string, string, string]>([
      [
        'Array.prototype',
        'Array.prototype.map = () => "bad"; Array.prototype.bad = 1;',
        '[typeof [].bad, [1].map((x) => x)]',
      ],
      [
        'Object.prototype',
        'Object.prototype.bad = 1; Object.defineProperty(Object.prototype, "x", { get: () => 1 });',
        '[typeof ({}).bad, [typeof ({}).x === "undefined" ? 1 : 2]]',
      ],
      ['Math', 'Math.max = () => 99; Math.random = () => 99;', '["undefined", [Math.max(1, 0)]]'],
      ['JSON', 'JSON.stringify = () => "bad"; JSON.parse = () => "bad";', '[typeof undefined, JSON.parse("[1]")]'],
      ['globals', 'globalThis.bad = 1; globalThis.Array = null;', '[typeof bad, Array.of(1)]'],
      ['symbols', 'Array.prototype[Symbol.iterator] = function* () { yield 5; };', '["undefined", [...[1]]]'],
      [
        'functions',
        'Function.prototype.call = () => 5; Reflect.apply = () => 5;',
        '["undefined", [Math.max.call(null, 1)]]',
      ],
    ])('%s', async (_name, patch, check) => {
      await inSession(sandbox, `${patch} export const f = () => 1;`, (session) =>
        session.call('f', [[]]).catch(() => {}),
      );
      expect(await answer(sandbox, `export const f = () => ${check};`)).toEqual(['undefined', [1]]);
    });

    it('a candidate that patches what its answers go through harms only itself', async () => {
      const patches = [
        'JSON.stringify = () => "[999]"; Object.keys = () => []; Float64Array = null; Reflect.apply = null;',
        'Object.prototype.toJSON = () => 5; Array.prototype.toJSON = () => 6; String.prototype.slice = () => "n";',
        'Array.prototype.push = () => {}; Array.isArray = () => false; ArrayBuffer.isView = () => true;',
      ];
      for (const patch of patches)
        expect(await answer(sandbox, `${patch} export const f = () => ({ a: [1, "x"] });`)).toEqual({ a: [1, 'x'] });
    });

    it('chance is seeded, alike on every backend, and starts again with each candidate', async () => {
      const source = 'export const f = () => [Math.random(), Math.random()];';
      const first = (await answer(sandbox, source, { seed: 7 })) as number[];
      expect(await answer(sandbox, source, { seed: 7 })).toEqual(first);
      expect(await answer(sandbox, source, { seed: 8 })).not.toEqual(first);
      expect(await answer(sandbox, source, { seed: 7 + 2 ** 32 })).not.toEqual(first);
      expect(first).toMatchInlineSnapshot(`
        [
          0.757816807961647,
          0.9903210770566931,
        ]
      `);
    });

    it('chance is uniform', async () => {
      const source =
        'export const f = () => { const bins = new Array(10).fill(0); for (let i = 0; i < 1e5; i++) bins[Math.floor(Math.random() * 10)]++; return bins; };';
      const bins = (await answer(sandbox, source)) as number[];
      const chiSquared = bins.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
      // 9 degrees of freedom; above 27.9 with probability 0.001.
      expect(chiSquared).toBeLessThan(27.9);
    });

    it('time stands still and there is nothing to reach the machine with', async () => {
      const names = [
        'process',
        'require',
        'module',
        'fetch',
        'setTimeout',
        'setInterval',
        'queueMicrotask',
        'performance',
        'Intl',
        'WebAssembly',
        'SharedArrayBuffer',
        'Atomics',
        'WeakRef',
        'FinalizationRegistry',
        'Buffer',
        'Deno',
        'std',
        'os',
        'print',
        'gc',
        'eval',
      ];
      const source = `export const f = () => ({
        now: Date.now(), same: new Date().getTime() === Date.now(), text: Date() === new Date().toString(),
        parsed: new Date('2020-01-02T00:00:00Z').toISOString(), utc: Date.UTC(2020, 0), isDate: new Date(0) instanceof Date,
        zone: new Date(2020, 0, 1).getTimezoneOffset(), missing: [${names.map((name) => `typeof ${name}`).join(',')}].filter((t) => t !== 'undefined'),
        console: console.log('quiet'), isFunction: f instanceof Function,
      });`;
      expect(await answer(sandbox, source)).toEqual({
        now: 946_684_800_000,
        same: true,
        text: true,
        parsed: '2020-01-02T00:00:00.000Z',
        utc: 1_577_836_800_000,
        isDate: true,
        zone: 0,
        missing: [],
        isFunction: true,
      });
    });
  });

  describe('sessions', () => {
    it('that are fresh have a process of their own', async () => {
      const source = 'export const f = () => 1;';
      expect(await answer(sandbox, source, { fresh: true })).toBe(1);
      expect(await answer(sandbox, source)).toBe(1);
    });

    it('refuse misuse', async () => {
      const session = await sandbox.open(javascript('export const f = (x) => x;'), { limits: DEFAULT_LIMITS, seed: 1 });
      const first = session.call('f', [[1]]);
      await expect(session.call('f', [[2]])).rejects.toMatchObject({ code: 'KAIZEN_SANDBOX_SESSION' });
      expect(await first).toEqual([1]);
      session.close();
      session.close();
      await expect(session.call('f', [[3]])).rejects.toBeInstanceOf(KaizenError);
    });

    it('may be closed in the middle of a call', async () => {
      const session = await sandbox.open(javascript('export const f = () => { for (;;); };'), {
        limits: { ...DEFAULT_LIMITS, steps: 1e12 },
        seed: 1,
      });
      const running = session.call('f', [[]]);
      session.close();
      await expect(running).rejects.toMatchObject({ code: 'KAIZEN_SANDBOX_CLOSED' });
      expect(await answer(sandbox, 'export const f = () => 7;')).toBe(7);
    });

    it('without a call cost nothing', async () => {
      const session = await sandbox.open(javascript('export const f = () => {'), { limits: DEFAULT_LIMITS, seed: 1 });
      session.close();
      expect(session.usage).toEqual({ steps: 0, cpuMs: 0 });
    });

    it('wait for their turn', async () => {
      const answers = await Promise.all(
        Array.from({ length: 8 }, (_, i) => answer(sandbox, `export const f = () => ${i};`)),
      );
      expect(answers).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    });
  });
});
