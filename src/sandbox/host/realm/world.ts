/** What the rest of the realm needs from the prepared world. */
export interface PreparedWorld {
  seedRandom(seed: number): void;
}

/**
 * Takes from a bare context what a candidate must not have: clocks, chance, concurrency, and code from text. What is
 * left is the same in every engine, so that a candidate does the same everywhere.
 *
 * Sent as text into the context: it must use nothing from outside itself.
 */
export function prepareWorld(): PreparedWorld {
  const { defineProperty, getPrototypeOf } = Object;
  const RealDate = Date;
  const { construct } = Reflect;
  const { imul } = Math;
  const world = globalThis as unknown as Record<string, unknown>;
  /** 2000-01-01T00:00:00Z. */
  const FIXED_TIME_MS = 946_684_800_000;

  const hide = (target: object, name: string, value: unknown): void => {
    defineProperty(target, name, { value, writable: true, enumerable: false, configurable: true });
  };

  const removed = ['Intl', 'WebAssembly', 'SharedArrayBuffer', 'Atomics', 'WeakRef', 'FinalizationRegistry'];
  const alsoRemoved = [
    'AsyncDisposableStack',
    'performance',
    'gc',
    'eval',
    'print',
    'scriptArgs',
    'std',
    'os',
    'bjson',
  ];
  for (const name of [...removed, ...alsoRemoved]) delete world[name];
  delete (Array as unknown as Record<string, unknown>).fromAsync;

  const refusal = (what: string) =>
    function refused(): never {
      throw new EvalError(`${what} is not available to candidates`);
    };
  const functionKinds = [() => 0, function* () {}, async () => 0, async function* () {}];
  for (const kind of functionKinds) {
    const prototype = getPrototypeOf(kind) as object;
    const stub = refusal('code from text');
    stub.prototype = prototype;
    hide(prototype, 'constructor', stub);
    if (kind === functionKinds[0]) hide(world, 'Function', stub);
  }
  const promise = refusal('Promise (candidates are synchronous)');
  for (const name of ['resolve', 'reject', 'all', 'allSettled', 'any', 'race', 'try', 'withResolvers']) {
    hide(promise, name, promise);
  }
  hide(world, 'Promise', promise);

  // Hooks that the engine would call with its own frames, and how many frames it notes.
  const fixed = { writable: false, enumerable: false, configurable: false };
  defineProperty(Error, 'prepareStackTrace', { value: undefined, ...fixed });
  defineProperty(Error, 'stackTraceLimit', { value: 10, ...fixed });
  delete (Error as unknown as Record<string, unknown>).captureStackTrace;

  const silence = (): void => {};
  hide(world, 'console', { log: silence, info: silence, warn: silence, error: silence, debug: silence });

  function FixedDate(this: unknown, ...parts: unknown[]): unknown {
    if (new.target === undefined) return new RealDate(FIXED_TIME_MS).toString();
    return construct(RealDate, parts.length === 0 ? [FIXED_TIME_MS] : parts, new.target);
  }
  FixedDate.prototype = RealDate.prototype;
  hide(FixedDate, 'now', () => FIXED_TIME_MS);
  hide(FixedDate, 'parse', RealDate.parse);
  hide(FixedDate, 'UTC', RealDate.UTC);
  hide(RealDate.prototype, 'constructor', FixedDate);
  hide(world, 'Date', FixedDate);

  // sfc32 (C. Doty-Humphrey, PractRand), its state filled through MurmurHash3's finalizer (A. Appleby).
  let a = 0;
  let b = 0;
  let c = 0;
  let counter = 1;
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  const mixed = (word: number): number => {
    let hash = imul(word ^ (word >>> 16), 0x85ebca6b);
    hash = imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    return hash ^ (hash >>> 16);
  };
  hide(Math, 'random', () => (next() * 2097152 + (next() >>> 11)) / 9007199254740992);

  return {
    seedRandom(seed) {
      a = mixed(seed | 0);
      b = mixed((seed / 4294967296) | 0);
      c = mixed((seed ^ 0x9e3779b9) | 0);
      counter = 1;
      for (let i = 0; i < 12; i++) next();
    },
  };
}
