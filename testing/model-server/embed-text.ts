import { randomFrom, rootKey, subKey } from '../../src/base/random.ts';

const WORD = /\p{L}+|\p{N}+|[^\s\p{L}\p{N}]/gu;

/**
 * A unit vector of a text: the sum of one random direction for each pair of neighbouring words. Texts that share most of
 * their pairs point nearly the same way, so that thresholds on cosine similarity mean something.
 */
export function embedText(text: string, dimensions: number, seed: number): number[] {
  const vector = new Array<number>(dimensions).fill(0);
  let previous = '';
  for (const word of text.match(WORD) ?? []) {
    const random = randomFrom(subKey(rootKey(seed), `embedding/${previous} ${word}`));
    for (let i = 0; i < dimensions; i++) vector[i] = (vector[i] as number) + random.float() - 0.5;
    previous = word;
  }
  const length = Math.hypot(...vector);
  if (length === 0) return vector.map((_, i) => (i === 0 ? 1 : 0));
  return vector.map((value) => value / length);
}

/** Bytes of a vector as providers send them for `encoding_format: base64`: 32-bit floats, little-endian. */
export function base64OfVector(vector: readonly number[]): string {
  const bytes = Buffer.alloc(vector.length * 4);
  vector.forEach((value, i) => {
    bytes.writeFloatLE(value, i * 4);
  });
  return bytes.toString('base64');
}
