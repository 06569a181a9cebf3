/**
 * An NK landscape (Kauffman and Levin, "Towards a general theory of adaptive walks on rugged landscapes", Journal of
 * Theoretical Biology 128, 1987) whose bits stand on a ring: the contribution of bit i depends on itself and on the K bits
 * after it.
 */
export interface NkModel {
  /** K, at least 1. There must be more than 2K bits. */
  readonly neighbours: number;
  /** For each bit a contribution by the number that the K + 1 bits make, the bit itself being the highest digit. */
  readonly tables: readonly (readonly number[])[];
}

/** The contribution of each bit of a string of zeros and ones. */
export function contributions({ neighbours, tables }: NkModel, bits: readonly number[]): number[] {
  return tables.map((table, index) => {
    let number = 0;
    for (let step = 0; step <= neighbours; step += 1) {
      number = 2 * number + (bits[(index + step) % bits.length] as number);
    }
    return table[number] as number;
  });
}

interface Optimum {
  readonly value: number;
  readonly bits: readonly number[];
}

/**
 * A string with the largest sum of contributions, found exactly in O(N · 4^K) by dynamic programming along the ring, which
 * works because neighbours are adjacent (Wright, Thompson and Zhang, "The computational complexity of N-K fitness
 * functions", IEEE TEVC 4(4), 2000). The first K bits are tried in all ways; from there a state is the last K bits.
 */
export function optimumOf(model: NkModel): Optimum {
  let best: Optimum = { value: Number.NEGATIVE_INFINITY, bits: [] };
  for (let start = 0; start < 2 ** model.neighbours; start += 1) {
    const found = bestFrom(model, start);
    if (found.value > best.value) best = found;
  }
  return best;
}

/** The best string that begins with the K bits of `start`. */
function bestFrom(model: NkModel, start: number): Optimum {
  const { neighbours, tables } = model;
  const states = 2 ** neighbours;
  const first = Array.from({ length: neighbours }, (_, place) => (start >> (neighbours - 1 - place)) & 1);
  let values = new Array<number>(states).fill(Number.NEGATIVE_INFINITY);
  values[start] = 0;
  /** For each step and each state the bit that fell out of the window on the best way there. */
  const dropped: number[][] = [];
  for (let index = 0; index < tables.length; index += 1) {
    const table = tables[index] as readonly number[];
    const place = index + neighbours;
    const isWrapped = place >= tables.length;
    const next = new Array<number>(states).fill(Number.NEGATIVE_INFINITY);
    const fell = new Array<number>(states).fill(0);
    for (let window = 0; window < 2 * states; window += 1) {
      const bit = window & 1;
      if (isWrapped && bit !== first[place - tables.length]) continue;
      const value = (values[window >> 1] as number) + (table[window] as number);
      const state = window % states;
      if (value <= (next[state] as number)) continue;
      next[state] = value;
      fell[state] = window >> neighbours;
    }
    values = next;
    dropped.push(fell);
  }
  // All the way around, the window is back at the first K bits; the bits that fell out, read backwards, are the string.
  let state = start;
  const bits: number[] = [];
  for (let index = tables.length - 1; index >= 0; index -= 1) {
    const bit = (dropped[index] as number[])[state] as number;
    bits.push(bit);
    state = (bit << (neighbours - 1)) | (state >> 1);
  }
  return { value: values[start] as number, bits: bits.reverse() };
}
