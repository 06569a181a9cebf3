import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addTo } from '../../../testing/conformance/archive.ts';
import { makeMember } from '../../../testing/conformance/members.ts';
import { isBetter, type Member } from '../../core/candidate.ts';
import { createProgram, type Program } from '../../core/program.ts';
import { MutableRegion } from '../../core/region.ts';
import { cosine } from '../novelty/cosine.ts';
import { gramEmbedding } from '../novelty/gram-embedding.ts';
import { mostSimilarBy, mostSimilarText } from './most-similar-text.ts';
import { topK } from './top-k.ts';

const program = (text: string): Program =>
  createProgram({ language: 'javascript', entry: 'f.js', files: { 'f.js': text } });
const FROZEN = '// EVOLVE-BLOCK-START\n// EVOLVE-BLOCK-END\nfrozen();\n';
const TEXTS = [
  'export const f = (x) => x * 2 + 1;',
  'export const f = (x) => x * 2 + 2;',
  'export const f = (x) => Math.sin(x) / (1 + x * x);',
  'export function g(list) { for (const one of list) if (one > 3) return one; return null; }',
  'export function g(list) { for (const one of list) if (one > 4) return one; return 0; }',
  'export const f = (x) => x * 2 + 1; // twice, and one',
  FROZEN,
];
const PROGRAMS = new Map(TEXTS.map((text) => [program(text).hash, program(text)]));
const programOf = (hash: string): Program => PROGRAMS.get(hash) as Program;
const HASHES = [...PROGRAMS.keys()];
const at = (id: number, text: number, merit: number): Member =>
  makeMember({ id, merit, program: HASHES[text] as string });

describe('mostSimilarBy', () => {
  // Similarities by id.
  it.each([
    { title: 'the largest', similarities: [0.1, 0.9, 0.5], merits: [1, 1, 1], expected: 1 },
    { title: 'also among negative ones', similarities: [-0.9, -0.1, -0.5], merits: [1, 1, 1], expected: 1 },
    { title: 'of equally similar ones the worse', similarities: [0.9, 0.9, 0.2], merits: [5, 3, 1], expected: 1 },
    { title: 'whichever comes first', similarities: [0.9, 0.9, 0.2], merits: [3, 5, 1], expected: 0 },
  ])('$title', ({ similarities, merits, expected }) => {
    const members = merits.map((merit, id) => makeMember({ id, merit }));
    expect(mostSimilarBy(members, ({ id }) => similarities[id] as number)?.id).toBe(expected);
  });

  it('is nobody among nobody', () => {
    expect(mostSimilarBy([], () => 1)).toBeUndefined();
  });
});

describe('mostSimilarText', () => {
  const find = mostSimilarText(programOf);

  it('finds the member that reads alike, whatever it scores', () => {
    const members = [at(0, 0, 9), at(1, 2, 1), at(2, 3, 5)];
    expect(find(members, at(3, 1, 0))?.id).toBe(0);
    expect(find(members, at(3, 4, 0))?.id).toBe(2);
    expect(find(members, at(3, 5, 0))?.id).toBe(0);
  });

  it('finds nobody for a program in which nothing may be edited', () => {
    expect(find([at(0, 0, 1)], at(1, 6, 1))).toBeUndefined();
  });

  it('reads each program once', () => {
    const read: string[] = [];
    const once = mostSimilarText((hash) => {
      read.push(hash);
      return programOf(hash);
    });
    const members = [at(0, 0, 1), at(1, 1, 1), at(2, 0, 1)];
    once(members, at(3, 2, 1));
    once(members, at(4, 2, 1));
    expect(read).toEqual([HASHES[2], HASHES[0], HASHES[1]]);
  });
});

/** Kept members by place, as crowding is described: look at all, find the most similar, keep the better of the two. */
function naiveCrowding(history: readonly Member[], capacity: number): Member[] {
  const vector = ({ program: hash }: Member) => gramEmbedding(programOf(hash), 1_024);
  const kept: Member[] = [];
  for (const newcomer of history) {
    if (kept.length < capacity) {
      kept.push(newcomer);
      continue;
    }
    const isComparable = vector(newcomer).some((part) => part !== 0);
    // Of equally similar ones the worse; what cannot be compared replaces the worst, and of those the youngest.
    const order = (a: Member, b: Member): number =>
      isBetter(b, a) ? -1 : isBetter(a, b) ? 1 : isComparable ? 0 : b.id - a.id;
    const similarity = (member: Member): number => (isComparable ? cosine(vector(newcomer), vector(member)) : 0);
    const rival = [...kept].sort(order).reduce((a, b) => (similarity(b) > similarity(a) ? b : a));
    if (isBetter(newcomer, rival)) kept[kept.indexOf(rival)] = newcomer;
  }
  return kept;
}

describe('top-k with crowding by text', () => {
  const archive = topK({ capacity: 2, replacement: 'crowding-by-text', distinct: false }, programOf);
  const keptAfter = (members: readonly Member[], tried = archive): number[] => {
    const region = new MutableRegion();
    for (const member of members) addTo(region, tried, member);
    return region.members.map(({ id }) => id);
  };

  it('replaces the member that reads alike, although another one is worse', () => {
    expect(keptAfter([at(0, 0, 5), at(1, 3, 1), at(2, 1, 6)])).toEqual([2, 1]);
  });

  it('rejects a newcomer that is worse than the one that reads alike, although it beats another', () => {
    expect(keptAfter([at(0, 0, 5), at(1, 3, 1), at(2, 1, 4)])).toEqual([0, 1]);
  });

  it('replaces the worst for what cannot be compared, and where it was given no programs', () => {
    expect(keptAfter([at(0, 0, 5), at(1, 3, 1), at(2, 6, 4)])).toEqual([0, 2]);
    const blind = topK({ capacity: 2, replacement: 'crowding-by-text', distinct: false });
    expect(keptAfter([at(0, 0, 5), at(1, 3, 1), at(2, 1, 6)], blind)).toEqual([0, 2]);
  });

  it('keeps what a naive list would keep', () => {
    const member = fc.record({ text: fc.nat(TEXTS.length - 1), merit: fc.integer({ min: 0, max: 6 }) });
    fc.assert(
      fc.property(fc.array(member, { maxLength: 20 }), fc.integer({ min: 1, max: 5 }), (list, capacity) => {
        const history = list.map(({ text, merit }, id) => at(id, text, merit));
        const tried = topK({ capacity, replacement: 'crowding-by-text', distinct: false }, programOf);
        expect(keptAfter(history, tried)).toEqual(naiveCrowding(history, capacity).map(({ id }) => id));
      }),
      { numRuns: 60 },
    );
  });
});
