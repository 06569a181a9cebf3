import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../base/clock.ts';
import { createProgram } from '../core/program.ts';
import { DEFAULT_LIMITS, type Limits } from '../core/task.ts';
import type { CandidateSession } from './contract.ts';
import type { HostLauncher } from './host-command.ts';
import { HostProcess } from './host-process.ts';
import { detectLimiter } from './limits/detect-limiter.ts';
import { PayloadCache } from './payload.ts';
import { createPlainLauncher } from './plain-process.ts';
import { HostPool, type Lease } from './pool.ts';
import { HostSession } from './session.ts';

const program = createProgram({
  language: 'javascript',
  entry: 'm.js',
  files: { 'm.js': 'export const f = (x) => x; export const spin = () => { for (;;); };' },
});

/** Counts starts and ends of hosts, and can put other programs in their place. */
class CountingLauncher implements HostLauncher {
  readonly limiter = detectLimiter();
  readonly #real = createPlainLauncher('v8', this.limiter);
  readonly #script: string | undefined;
  started = 0;
  released = 0;
  readonly memories: number[] = [];

  constructor(script?: string) {
    this.#script = script;
  }

  hostWords(memoryMb: number): string[] {
    return this.#script === undefined
      ? this.#real.hostWords(memoryMb)
      : [process.execPath, '-e', PREAMBLE + this.#script];
  }

  command(inner: readonly string[], memoryMb: number) {
    this.started += 1;
    this.memories.push(memoryMb);
    const command = this.#real.command(inner, memoryMb);
    const release = async (): Promise<void> => {
      await command.limits.release();
      this.released += 1;
    };
    return { ...command, limits: { ...command.limits, release } };
  }
}

/** What every made-up host begins with: it says that it is ready, and can read a request and write any frame. */
const PREAMBLE = `
const fs = require('fs');
function reply({ number = 0, kind = 0, steps = 1, cpuMs = 1, wallMs = 1, body = '' } = {}) {
  const bytes = Buffer.from(body), frame = Buffer.alloc(33 + bytes.length);
  frame.writeUInt32LE(29 + bytes.length, 0); frame.writeUInt32LE(number, 4); frame.writeUInt8(kind, 8);
  frame.writeDoubleLE(steps, 9); frame.writeDoubleLE(cpuMs, 17); frame.writeDoubleLE(wallMs, 25); bytes.copy(frame, 33);
  return frame;
}
const send = (frame) => fs.writeSync(1, frame);
const request = () => { if (fs.readSync(0, Buffer.alloc(65536)) === 0) process.exit(0); };
const stay = () => { for (;;) request(); };
send(reply());
`;

const pools: HostPool[] = [];
afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
});

function poolOf(launcher: HostLauncher, hosts = 1, recycleAfter = 100): HostPool {
  const pool = new HostPool({ launcher, hosts, recycleAfter });
  pools.push(pool);
  return pool;
}

const payloads = new PayloadCache();

function sessionOn(lease: Lease, limits: Partial<Limits> = {}): CandidateSession {
  const options = { limits: { ...DEFAULT_LIMITS, ...limits }, seed: 1 };
  return new HostSession({ program, options, lease, payloads, clock: systemClock });
}

/** One call on one host of the pool; gives the answer or the fault. */
async function use(
  pool: HostPool,
  options: { isFresh?: boolean; memoryMb?: number; name?: string; limits?: Partial<Limits> } = {},
) {
  const { isFresh = false, memoryMb = 64, name = 'f', limits = {} } = options;
  const session = sessionOn(await pool.acquire(memoryMb, isFresh), limits);
  try {
    return await session.call(name, [[1]]);
  } catch (thrown) {
    return thrown;
  } finally {
    session.close();
  }
}

function children(): number {
  return readdirSync('/proc').filter((name) => {
    try {
      return (
        /^\d+$/.test(name) &&
        readFileSync(`/proc/${name}/stat`, 'latin1').split(') ').at(-1)?.split(' ')[1] === String(process.pid)
      );
    } catch {
      return false;
    }
  }).length;
}

describe('the pool', () => {
  it('keeps a host warm from one session to the next', async () => {
    const launcher = new CountingLauncher();
    const pool = poolOf(launcher);
    for (let i = 0; i < 5; i++) expect(await use(pool)).toEqual([1]);
    expect(launcher.started).toBe(1);
  });

  it('starts no host before it is needed, and no more than its number', async () => {
    const launcher = new CountingLauncher();
    const pool = poolOf(launcher, 2);
    expect(launcher.started).toBe(0);
    await Promise.all(Array.from({ length: 10 }, () => use(pool)));
    expect(launcher.started).toBe(2);
  });

  it('serves in the order of asking', async () => {
    const pool = poolOf(new CountingLauncher());
    const order: number[] = [];
    const leases = Array.from({ length: 5 }, async (_, i) => {
      const lease = await pool.acquire(64, false);
      order.push(i);
      await sleep(1);
      lease.release();
    });
    await Promise.all(leases);
    expect(order).toEqual([0, 1, 2, 3, 4]);
  });

  it('replaces a host after its share of jobs', async () => {
    const launcher = new CountingLauncher();
    const pool = poolOf(launcher, 1, 3);
    for (let i = 0; i < 7; i++) expect(await use(pool)).toEqual([1]);
    expect(launcher.started).toBe(3);
  });

  it('gives a fresh session a process that nobody else gets', async () => {
    const launcher = new CountingLauncher();
    const pool = poolOf(launcher);
    await use(pool, { isFresh: true });
    await use(pool);
    expect(launcher.started).toBe(2);
    await use(pool, { isFresh: true });
    await use(pool);
    expect(launcher.started).toBe(3);
  });

  it('has hosts for each memory limit, one at a time where there is one place', async () => {
    const launcher = new CountingLauncher();
    const pool = poolOf(launcher);
    for (const memoryMb of [64, 96, 96, 64]) expect(await use(pool, { memoryMb })).toEqual([1]);
    expect(launcher.memories).toEqual([64, 96, 64]);
  });

  it('does not use a host again that had to be ended', async () => {
    const launcher = new CountingLauncher();
    const pool = poolOf(launcher);
    const fault = await use(pool, { name: 'spin', limits: { steps: 1e15, wallMs: 200 } });
    expect(fault).toMatchObject({ status: 'timeout', message: 'no answer after 200 ms' });
    expect(await use(pool)).toEqual([1]);
    expect(launcher.started).toBe(2);
  });

  it('counts time over all calls of a candidate', async () => {
    const script = `for (let n = 1; n < 4; n++) { request(); send(reply({ number: n, body: '[1]', wallMs: 400, cpuMs: 400 })); } request(); for (;;);`;
    const pool = poolOf(new CountingLauncher(script));
    const session = sessionOn(await pool.acquire(64, false), { wallMs: 1000 });
    for (const list of [[[1]], [[2]], [[3]]]) await session.call('f', list);
    await expect(session.call('f', [[4]])).rejects.toMatchObject({
      status: 'timeout',
      message: 'no answer after 1000 ms',
    });
    session.close();
  });

  it('does not count the time in which a host did not get the processor', async () => {
    const script = `const sleep = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
      for (let n = 1; ; n++) { request(); sleep(600); send(reply({ number: n, body: '[1]', wallMs: 600, cpuMs: 0 })); }`;
    const pool = poolOf(new CountingLauncher(script));
    const session = sessionOn(await pool.acquire(64, false), { wallMs: 150 });
    expect(await session.call('f', [[1]])).toEqual([1]);
    expect(await session.call('f', [[2]])).toEqual([1]);
    session.close();
  });

  it('does not wait for ever for a host that sleeps', async () => {
    const pool = poolOf(
      new CountingLauncher('request(); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1e9);'),
    );
    expect(await use(pool, { limits: { wallMs: 60 } })).toMatchObject({
      status: 'timeout',
      message: 'no answer after 60 ms',
    });
  });

  it('refuses everything after its end, also those who wait', async () => {
    const pool = poolOf(new CountingLauncher());
    const lease = await pool.acquire(64, false);
    const waiting = pool.acquire(64, false).catch((error: unknown) => error);
    const running = sessionOn(lease)
      .call('f', [[1]])
      .catch((error: unknown) => error);
    await pool.close();
    expect(await waiting).toMatchObject({ code: 'KAIZEN_SANDBOX_CLOSED' });
    expect(await running).toMatchObject({ code: 'KAIZEN_SANDBOX_CLOSED' });
    await expect(pool.acquire(64, false)).rejects.toMatchObject({ code: 'KAIZEN_SANDBOX_CLOSED' });
    lease.release();
  });

  it('leaves no process and no limit behind', async () => {
    const before = children();
    const launcher = new CountingLauncher();
    const pool = poolOf(launcher, 2, 2);
    await Promise.all(Array.from({ length: 7 }, (_, i) => use(pool, { isFresh: i % 3 === 0 })));
    await pool.close();
    expect(children()).toBe(before);
    expect(launcher.released).toBe(launcher.started);
  });
});

describe('a host that is not what it should be', () => {
  const number = 'number: 1';
  it.each<[string, string, RegExp]>([
    ['ends at once', 'request(); process.exit(7);', /^the host process ended with exit code 7$/],
    ['is killed', 'request(); process.kill(process.pid, "SIGKILL");', /^the host process ended with signal SIGKILL$/],
    ['closes its output', 'request(); fs.closeSync(1); process.exit(0);', /exit code 0/],
    ['answers a request that was not made', 'request(); send(reply()); stay();', /reply number 0/],
    ['answers another request', 'request(); send(reply({ number: 9, body: "[1]" })); stay();', /reply number 9/],
    [
      'answers twice',
      `request(); send(Buffer.concat([reply({ ${number}, body: "[1]" }), reply({ ${number}, body: "[2]" })])); stay();`,
      /bytes after the reply/,
    ],
    [
      'claims a huge answer',
      'request(); const b = Buffer.alloc(4); b.writeUInt32LE(4294967295, 0); send(b); stay();',
      /more than the limit/,
    ],
    ['claims a tiny answer', 'request(); send(Buffer.from([1, 0, 0, 0, 5])); stay();', /a reply of 1 bytes/],
    ['sends no JSON', `request(); send(reply({ ${number}, body: "[1" })); stay();`, /the host sent no JSON/],
    ['sends no list', `request(); send(reply({ ${number}, body: "{}" })); stay();`, /no list of 1 answers/],
    ['sends too many answers', `request(); send(reply({ ${number}, body: "[1,2]" })); stay();`, /no list of 1 answers/],
    [
      'sends half a number',
      `request(); send(reply({ ${number}, kind: 2, body: "1234" })); stay();`,
      /4 bytes for 1 numbers/,
    ],
    ['sends an unknown kind', `request(); send(reply({ ${number}, kind: 77 })); stay();`, /reply kind 77/],
    ['sends impossible steps', `request(); send(reply({ ${number}, steps: NaN, body: "[1]" })); stay();`, /NaN steps/],
    [
      'sends a fault without content',
      `request(); send(reply({ ${number}, kind: 3, body: "null" })); stay();`,
      /a fault without content/,
    ],
    [
      'sends a fault of another kind',
      `request(); send(reply({ ${number}, kind: 3, body: '{"status":"ok"}' })); stay();`,
      /a fault without status/,
    ],
    [
      'sends a fault without reason',
      `request(); send(reply({ ${number}, kind: 3, body: '{"status":"crash"}' })); stay();`,
      /a fault without reason/,
    ],
    [
      'floods its errors',
      'request(); for (let i = 0; i < 100; i++) fs.writeSync(2, "x".repeat(65536)); stay();',
      /too much on standard error/,
    ],
  ])('%s: the candidate crashed and the host is gone', async (_name, script, message) => {
    const launcher = new CountingLauncher(script);
    const pool = poolOf(launcher);
    expect(await use(pool)).toMatchObject({ status: 'crash', message: expect.stringMatching(message) });
    expect(await use(pool)).toMatchObject({ status: 'crash' });
    expect(launcher.started).toBe(2);
  });

  it('reports more steps than there may be: they count up to the limit', async () => {
    const pool = poolOf(
      new CountingLauncher(`request(); send(reply({ number: 1, steps: 1e12, body: '[1]' })); stay();`),
    );
    const session = sessionOn(await pool.acquire(64, false));
    await session.call('f', [[1]]);
    expect(session.usage.steps).toBe(DEFAULT_LIMITS.steps);
    session.close();
  });

  it('speaks out of turn: it is ended, and whoever asks next is told', async () => {
    const launcher = new CountingLauncher(
      'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50); send(reply()); stay();',
    );
    const host = new HostProcess(launcher.command(launcher.hostWords(64), 64));
    await host.ready;
    await host.ended;
    const payload = { format: 'json', arity: 0, id: 0, isInline: true } as const;
    await expect(host.request({ call: 'f', payload, wallMs: 1 }, null, 100)).rejects.toMatchObject({
      kind: 'protocol',
      message: 'output without a request',
    });
  });

  it('splits its answer into single bytes: it is read all the same', async () => {
    const script = `request(); for (const byte of reply({ number: 1, body: '["split"]' })) { send(Buffer.from([byte])); } stay();`;
    expect(await use(poolOf(new CountingLauncher(script)))).toEqual(['split']);
  });

  it('never becomes ready: an error of the machine, with its last words', async () => {
    const launcher = new CountingLauncher();
    launcher.hostWords = () => [process.execPath, '-e', 'console.error("no luck"); process.exit(3);'];
    expect(await use(poolOf(launcher))).toMatchObject({
      code: 'KAIZEN_SANDBOX_START',
      got: expect.stringMatching(/exit code 3: no luck/),
    });
  });

  it('does not exist: an error of the machine', async () => {
    const launcher = new CountingLauncher();
    launcher.command = () => ({
      words: ['/does/not/exist'],
      environment: {},
      limits: { prefix: [], hasRunOutOfMemory: () => false, release: () => Promise.resolve() },
    });
    expect(await use(poolOf(launcher))).toMatchObject({
      code: 'KAIZEN_SANDBOX_START',
      got: expect.stringMatching(/ENOENT/),
    });
  });

  it('dies when warm: the candidate gets a second chance in a new process', async () => {
    // Dies on its second request; a candidate that comes second therefore needs a new host.
    const launcher = new CountingLauncher(
      `request(); send(reply({ number: 1, body: '[1]' })); request(); process.exit(1);`,
    );
    const pool = poolOf(launcher);
    expect([await use(pool), await use(pool), await use(pool)]).toEqual([[1], [1], [1]]);
    expect(launcher.started).toBe(3);
  });

  it('dies again when new: the candidate is to blame', async () => {
    const launcher = new CountingLauncher();
    const pool = poolOf(launcher);
    await use(pool);
    launcher.hostWords = () => [process.execPath, '-e', `${PREAMBLE} request(); process.exit(1);`];
    const lease = await pool.acquire(64, false);
    lease.process.kill('closed', 'by the test');
    lease.release();
    expect(await use(pool)).toMatchObject({ status: 'crash' });
  });
});
