import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../base/clock.ts';
import type { Json } from '../base/json.ts';
import { createProgram } from '../core/program.ts';
import { DEFAULT_LIMITS } from '../core/task.ts';
import type { Sandbox } from './contract.ts';
import { createSandbox } from './create-sandbox.ts';

/*
 * The V8 context is not what keeps hostile code in, the process around it is. All the same nothing of the host should be
 * within a candidate's reach: what cannot be reached need not be contained. `none` runs the same host without the wall.
 */

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await createSandbox({ backend: 'none', hosts: 1, clock: systemClock });
});
afterAll(() => sandbox.close());

async function inSandbox(source: string, input: Json = null): Promise<unknown> {
  const program = createProgram({ language: 'javascript', entry: 'main.js', files: { 'main.js': source } });
  const session = await sandbox.open(program, { limits: { ...DEFAULT_LIMITS, steps: 1e9, wallMs: 30_000 }, seed: 1 });
  try {
    return (await session.call('f', [[input]]))[0];
  } finally {
    session.close();
  }
}

/** Tells whether a thing belongs to another realm, or leads to a function constructor that still makes code. */
const HUNT = `
function hunt(found) {
  let root = Object(found);
  while (Reflect.getPrototypeOf(root) !== null) root = Reflect.getPrototypeOf(root);
  if (root !== Object.prototype && Object.hasOwn(root, 'hasOwnProperty')) return 'foreign';
  for (const make of [(o) => o.constructor, (o) => o.constructor.constructor, (o) => o.__proto__.constructor.constructor]) {
    try {
      const made = make(found)('return typeof process');
      const type = typeof made === 'function' ? made() : made;
      if (type === 'object') return 'escaped';
    } catch {}
  }
  return 'kept in';
}`;

describe('the host process', () => {
  it.each<[string, string]>([
    ['functions', 'return hunt(f);'],
    ['arguments', 'return hunt(input) + hunt(input.list) + hunt(arguments);'],
    ['the global object', 'return hunt(globalThis);'],
    ['errors of the engine', 'try { null.x; } catch (e) { return hunt(e); }'],
    ['errors of built-ins', 'try { decodeURIComponent("%"); } catch (e) { return hunt(e); }'],
    [
      'an error whose name cannot be shown',
      'const e = new Error(); e.name = Symbol(); try { return hunt(e.stack ?? e); } catch (x) { return hunt(x); }',
    ],
    [
      'an error with a hostile message',
      'const e = new Error(); Object.defineProperty(e, "message", { get() { throw this; } }); try { return hunt(e.stack ?? e); } catch (x) { return hunt(x); }',
    ],
    [
      'a stack formatter of its own',
      'try { Error.prepareStackTrace = (e, sites) => sites; } catch {} const s = new Error().stack; return hunt(typeof s === "string" ? f : s);',
    ],
    [
      'a formatter put in by definition',
      'try { Object.defineProperty(Error, "prepareStackTrace", { value: (e, s) => s }); } catch {} return typeof new Error().stack === "string" ? "kept in" : hunt(new Error().stack);',
    ],
    [
      'a replaced Error',
      'globalThis.Error = { prepareStackTrace: (e, s) => s }; try { null.x; } catch (e) { return typeof e.stack === "string" ? "kept in" : hunt(e.stack); }',
    ],
    ['callers', 'return (function g() { try { return hunt(g.caller); } catch (e) { return hunt(e); } })();'],
    [
      'callers of getters in the answer',
      'const o = {}; Object.defineProperty(o, "a", { enumerable: true, get() { return hunt(this); } }); return o.a;',
    ],
    ['generator functions', 'return hunt(function* () {}) + hunt((function* () {})());'],
    ['bound functions and proxies', 'return hunt(f.bind(null)) + hunt(new Proxy(f, {}));'],
    ['iterators', 'return hunt([][Symbol.iterator]()) + hunt(new Map().entries()) + hunt("a".matchAll(/a/g));'],
    ['revocable proxies and reflections', 'return hunt(Proxy.revocable({}, {})) + hunt(Reflect);'],
    ['a species', 'class A extends Array { static get [Symbol.species]() { return hunt; } } return hunt(new A());'],
    ['the console', 'return hunt(console) + hunt(console.log);'],
    ['dates', 'return hunt(Date) + hunt(new Date()) + hunt(Date.now);'],
    ['sorting', 'let seen = ""; [2, 1].sort(function () { seen += hunt(arguments); return 0; }); return seen;'],
  ])('cannot be reached through %s', async (_name, body) => {
    const result = await inSandbox(`${HUNT}\nexport function f(input) { ${body} }`, { list: [1] });
    expect(result).toMatch(/^(kept in)+$/);
  });

  it('cannot be reached through an error from a full stack, which no candidate ever holds', async () => {
    const source = `${HUNT}\nlet caught = 0; function deep() { try { deep(); } catch (e) { caught++; hunt(e); } finally { caught += 0; } }
      export function f() { deep(); return caught; }`;
    await expect(inSandbox(source)).rejects.toMatchObject({
      status: 'crash',
      message: expect.stringContaining('stack overflow'),
    });
  });

  it('is in no object that can be walked to: all belong to the candidate’s own realm', async () => {
    const source = `
      export function f(input) {
        const seen = new Set();
        const queue = [globalThis, input, f, function* () {}, (function* () {})(), [][Symbol.iterator](), new Map().entries(), /a/];
        try { null.x; } catch (e) { queue.push(e); }
        try { new Function('1'); } catch (e) { queue.push(e); }
        try { throw new Proxy({}, {}); } catch (e) { queue.push(e); }
        const foreign = [];
        while (queue.length > 0) {
          const value = queue.pop();
          if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value)) continue;
          seen.add(value);
          const above = Reflect.getPrototypeOf(value);
          queue.push(above);
          // The root of another realm would be an object without prototype that is not this realm's root.
          if (above === null && value !== Object.prototype && Object.hasOwn(value, 'hasOwnProperty')) foreign.push('root');
          for (const key of Reflect.ownKeys(value)) {
            const property = Reflect.getOwnPropertyDescriptor(value, key);
            queue.push(property.value, property.get, property.set);
          }
        }
        return { visited: seen.size, foreign };
      }`;
    const { visited, foreign } = (await inSandbox(source, { a: [1] })) as { visited: number; foreign: string[] };
    expect(foreign).toEqual([]);
    expect(visited).toBeGreaterThan(500);
  });

  it('keeps its own built-ins out of reach of a driver’s input too', async () => {
    const program = createProgram({
      language: 'javascript',
      entry: 'm.js',
      files: { 'm.js': `${HUNT}\nexport const f = hunt;` },
    });
    const session = await sandbox.open(program, { limits: DEFAULT_LIMITS, seed: 1 });
    const driver = '(exports, input) => [exports.f(input), exports.f(exports), exports.f(input.list)]';
    expect(await session.drive(driver, { list: [1] })).toEqual(['kept in', 'kept in', 'kept in']);
    session.close();
  });
});
