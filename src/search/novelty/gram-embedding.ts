/**
 * An embedding of programs that needs no model: how often each n-gram of words and of syntax occurs in the editable part,
 * hashed into a vector of fixed length.
 *
 *   v[h(g) mod d] += sign(g) · (1 + ln count(g))   for every n-gram g that occurs
 *
 * n-grams are runs of one, two and three tokens (comments left out, so that a new comment makes no new program) and what
 * `syntax-grams.ts` makes of the tree. The logarithm keeps commas and brackets from deciding. Two n-grams that share a
 * place cancel out on average, because their signs are independent: the dot product of two vectors is an unbiased
 * estimate of the one without hashing.
 *
 * Source: K. Weinberger et al., "Feature hashing for large scale multitask learning", ICML 2009, arXiv 0902.2206. Hash:
 * MurmurHash3's 32-bit mixing (A. Appleby, public domain) over FNV-1a (G. Fowler, L. Noll, K.-P. Vo).
 */
import type { Program } from '../../core/program.ts';
import { editableText } from './editable-text.ts';
import { syntaxGrams } from './syntax-grams.ts';
import { wordsOf } from './words.ts';

const LONGEST_RUN = 3;

/** A vector of `dimensions` numbers; all zero for a program in which nothing may be edited. */
export function gramEmbedding(program: Program, dimensions: number): Float32Array {
  const grams = tokenGrams(wordsOf(editableText(program), program.language));
  for (const path of Object.keys(program.files).sort()) {
    for (const gram of syntaxGrams(program, path)) grams.push(`<${gram}>`);
  }
  const counts = new Map<string, number>();
  for (const gram of grams) counts.set(gram, (counts.get(gram) ?? 0) + 1);

  const vector = new Float32Array(dimensions);
  for (const [gram, count] of counts) {
    const hash = hash32(gram);
    const place = (hash >>> 1) % dimensions;
    const sign = (hash & 1) === 0 ? 1 : -1;
    vector[place] = (vector[place] as number) + sign * (1 + Math.log(count));
  }
  return vector;
}

/** Runs of one to three words. */
export function tokenGrams(words: readonly string[]): string[] {
  const grams: string[] = [];
  for (let start = 0; start < words.length; start++) {
    for (let length = 1; length <= LONGEST_RUN && start + length <= words.length; length++) {
      grams.push(words.slice(start, start + length).join(' '));
    }
  }
  return grams;
}

function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
