import { Buffer } from 'node:buffer';
import type { PayloadFormat } from './host/wire.ts';
import { encodeMarkedJson } from './marked-json.ts';

/** A value in the form in which it travels to a host. */
export interface Payload {
  readonly format: PayloadFormat;
  readonly arity: number;
  readonly bytes: Uint8Array;
  /** 0 until the same object comes a second time: only then is it worth keeping in a host. */
  id: number;
}

/** Numbers per list when all lists are equally long and hold numbers only; 0 otherwise. */
function numericArity(lists: readonly unknown[]): number {
  const first = lists[0];
  const arity = Array.isArray(first) ? first.length : 0;
  if (arity === 0) return 0;
  for (const list of lists) {
    if (!Array.isArray(list) || list.length !== arity) return 0;
    for (let i = 0; i < arity; i++) if (typeof list[i] !== 'number') return 0;
  }
  return arity;
}

function packNumbers(lists: readonly (readonly number[])[], arity: number): Uint8Array {
  const doubles = new Float64Array(lists.length * arity);
  let next = 0;
  for (const list of lists) for (let i = 0; i < arity; i++) doubles[next++] = list[i] as number;
  return new Uint8Array(doubles.buffer);
}

function encode(value: unknown, isCall: boolean): Payload {
  const arity = isCall && Array.isArray(value) ? numericArity(value) : 0;
  if (arity > 0) return { format: 'numbers', arity, bytes: packNumbers(value as number[][], arity), id: 0 };
  const { text, isMarked } = encodeMarkedJson(value);
  return { format: isMarked ? 'marked' : 'json', arity: 0, bytes: Buffer.from(text), id: 0 };
}

/** Encodes each constant list once, however many candidates are asked about it: evaluators pass the same object. */
export class PayloadCache {
  readonly #known = new WeakMap<object, Payload>();
  readonly #inputs = new WeakMap<object, Payload>();
  #lastId = 0;

  /** `isCall` tells argument lists, which may be packed as doubles, from the one input of a driver. */
  get(value: unknown, isCall: boolean): Payload {
    if (typeof value !== 'object' || value === null) return encode(value, isCall);
    const cache = isCall ? this.#known : this.#inputs;
    const known = cache.get(value);
    if (known !== undefined) {
      if (known.id === 0) known.id = ++this.#lastId;
      return known;
    }
    const payload = encode(value, isCall);
    cache.set(value, payload);
    return payload;
  }
}

const MAX_KEPT_BYTES = 32 * 1024 * 1024;
const MAX_KEPT = 256;

/** What one host keeps; the sandbox decides, the host obeys. The least recently used go first. */
export class KeptPayloads {
  readonly #bytes = new Map<number, number>();
  #total = 0;

  /** Notes the use of a payload: whether it must be sent, under which id, and what the host can drop. */
  use(payload: Payload): { id: number; isInline: boolean; forget: number[] } {
    const size = payload.bytes.byteLength;
    if (payload.id === 0 || size > MAX_KEPT_BYTES / 2) return { id: 0, isInline: true, forget: [] };
    const isKept = this.#bytes.delete(payload.id);
    this.#bytes.set(payload.id, size);
    if (!isKept) this.#total += size;
    const forget: number[] = [];
    for (const [id, bytes] of this.#bytes) {
      if (this.#total <= MAX_KEPT_BYTES && this.#bytes.size <= MAX_KEPT) break;
      this.#bytes.delete(id);
      this.#total -= bytes;
      forget.push(id);
    }
    return { id: payload.id, isInline: !isKept, forget };
  }
}
