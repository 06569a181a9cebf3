/**
 * Randomness by name. A draw belongs to a key, (seed, slot, purpose), and never to a shared stream, so adding a draw in
 * one place changes no other place, and slots may be computed in any order or on any number of workers.
 *
 * Hash: MurmurHash3's 32-bit mixing run over four lanes (A. Appleby, public domain; the "cyrb128" arrangement).
 * Generator: sfc32 (C. Doty-Humphrey, PractRand), 128 bits of state.
 */
export interface Key {
  readonly seed: number;
  readonly path: string;
}

/** The root key of a run; `seed` is any safe integer. */
export function rootKey(seed: number): Key {
  return { seed, path: '' };
}

/** A child key; children with different names are independent streams. */
export function subKey(key: Key, name: string | number): Key {
  return { seed: key.seed, path: `${key.path}/${name}` };
}

/** The key of one purpose inside one slot: key(seed, slot, purpose). */
export function slotKey(seed: number, slot: number, purpose: string): Key {
  return { seed, path: `/${slot}/${purpose}` };
}

/** A short-lived source of draws made from a key. Make one per use; do not keep it across slots. */
export interface Random {
  /** Uniform in [0, 1), 53 bits. */
  float(): number;
  /** Uniform integer in [0, below), `below` ≥ 1. */
  integer(below: number): number;
  /** Standard normal (Box–Muller). */
  normal(): number;
  /** True with probability p. */
  chance(probability: number): boolean;
  /** One element, uniformly. The list must not be empty. */
  pick<T>(items: readonly T[]): T;
  /** One element with probability proportional to its weight (weights ≥ 0; all zero means uniform). */
  pickWeighted<T>(items: readonly T[], weights: readonly number[]): T;
  /** A new list in random order (Fisher–Yates). */
  shuffle<T>(items: readonly T[]): T[];
}

function mixState(text: string): [number, number, number, number] {
  let a = 1779033703;
  let b = 3144134277;
  let c = 1013904242;
  let d = 2773480762;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = b ^ Math.imul(a ^ code, 597399067);
    b = c ^ Math.imul(b ^ code, 2869860233);
    c = d ^ Math.imul(c ^ code, 951274213);
    d = a ^ Math.imul(d ^ code, 2716044179);
  }
  a = Math.imul(c ^ (a >>> 18), 597399067);
  b = Math.imul(d ^ (b >>> 22), 2869860233);
  c = Math.imul(a ^ (c >>> 17), 951274213);
  d = Math.imul(b ^ (d >>> 19), 2716044179);
  return [(a ^ b ^ c ^ d) >>> 0, (b ^ a) >>> 0, (c ^ a) >>> 0, (d ^ a) >>> 0];
}

/** The stream of a key. The same key always gives the same draws. */
export function randomFrom(key: Key): Random {
  let [a, b, c, d] = mixState(`${key.seed}${key.path}`);
  const next = (): number => {
    const sum = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return sum >>> 0;
  };
  for (let i = 0; i < 12; i++) next();

  const float = (): number => (next() * 2 ** 21 + (next() >>> 11)) / 2 ** 53;
  const integer = (below: number): number => Math.floor(float() * below);
  const pick = <T>(items: readonly T[]): T => {
    if (items.length === 0) throw new RangeError('pick() needs at least one item');
    return items[integer(items.length)] as T;
  };
  return {
    float,
    integer,
    pick,
    chance: (probability) => float() < probability,
    normal: () => Math.sqrt(-2 * Math.log(1 - float())) * Math.cos(2 * Math.PI * float()),
    pickWeighted: (items, weights) => {
      let total = 0;
      for (const weight of weights) total += weight;
      if (!(total > 0)) return pick(items);
      let left = float() * total;
      for (let i = 0; i < items.length; i++) {
        left -= weights[i] as number;
        if (left < 0) return items[i] as (typeof items)[number];
      }
      // Rounding can leave a hair over; the last item with weight takes it.
      for (let i = items.length - 1; i >= 0; i--)
        if ((weights[i] as number) > 0) return items[i] as (typeof items)[number];
      return pick(items);
    },
    shuffle: (items) => {
      const copy = [...items];
      for (let i = copy.length - 1; i > 0; i--) {
        const j = integer(i + 1);
        [copy[i], copy[j]] = [copy[j] as (typeof copy)[number], copy[i] as (typeof copy)[number]];
      }
      return copy;
    },
  };
}
