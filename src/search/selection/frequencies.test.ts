import { describe, expect, it } from 'vitest';
import { assertFrequencies, countDraws } from '../../../testing/conformance/chi-squared.ts';
import { makeMember, membersOf } from '../../../testing/conformance/members.ts';
import { randomFrom, slotKey } from '../../base/random.ts';
import type { Member } from '../../core/candidate.ts';
import type { Selector } from '../../core/search.ts';
import { beam } from './beam.ts';
import { bestFirst } from './best-first.ts';
import { lexicase } from './lexicase.ts';
import { powerLaw } from './power-law.ts';
import { seed } from './seed.ts';
import { sequential } from './sequential.ts';
import { tournament } from './tournament.ts';
import { uniform } from './uniform.ts';
import { weighted } from './weighted.ts';

const DRAWS = 6000;

function counts(selector: Selector, members: readonly Member[]): number[] {
  return countDraws(members, DRAWS, (slot) => selector.select(members, randomFrom(slotKey(7, slot, 'parent'))));
}

/** Ranks 2, 5, 1, 4, 3. */
const FIVE = membersOf(40, 10, 50, 20, 30);
const RANKS = [2, 5, 1, 4, 3];

const specialists = [
  [2, 0],
  [0, 2],
  [1, 1],
].map((instanceMerits, id) => makeMember({ id, merit: 1, instanceMerits }));

describe('frequencies by hand', () => {
  const table: readonly { title: string; selector: Selector; members: readonly Member[]; probabilities: number[] }[] = [
    { title: 'uniform', selector: uniform(), members: FIVE, probabilities: [1, 1, 1, 1, 1] },
    { title: 'tournament of 1', selector: tournament({ size: 1 }), members: FIVE, probabilities: [1, 1, 1, 1, 1] },
    {
      title: 'tournament of 3: ((6 − r)³ − (5 − r)³) / 125',
      selector: tournament({ size: 3 }),
      members: FIVE,
      probabilities: [37, 1, 61, 7, 19],
    },
    {
      title: 'power law: 1 / rank',
      selector: powerLaw(),
      members: FIVE,
      probabilities: RANKS.map((rank) => 1 / rank),
    },
    {
      title: 'power law: rank^−2.5',
      selector: powerLaw({ exponent: 2.5 }),
      members: FIVE,
      probabilities: RANKS.map((rank) => rank ** -2.5),
    },
    // Median 30, MAD 10: z = 1, −2, 2, −1, 0.
    {
      title: 'weighted',
      selector: weighted({ steepness: 1 }),
      members: FIVE,
      probabilities: [0.731, 0.119, 0.881, 0.269, 0.5],
    },
    // The same times 1 / (1 + children), as a run draws parents.
    {
      title: 'weighted, with children',
      selector: weighted({ steepness: 1 }),
      members: FIVE.map((member, index) => makeMember({ ...member, children: [0, 1, 3, 0, 1][index] as number })),
      probabilities: [0.731, 0.119 / 2, 0.881 / 4, 0.269, 0.5 / 2],
    },
    { title: 'best first', selector: bestFirst(), members: FIVE, probabilities: [0, 0, 1, 0, 0] },
    { title: 'sequential', selector: sequential(), members: FIVE, probabilities: [0, 0, 0, 0, 1] },
    // The instance that comes first decides alone: the all-rounder is never the best of one.
    { title: 'lexicase, ε 0', selector: lexicase({ epsilon: 0 }), members: specialists, probabilities: [1, 1, 0] },
    // MAD of (2, 0, 1) is 1: the winner of the first instance and the all-rounder go on, and both pass the second one.
    { title: 'lexicase, ε = MAD', selector: lexicase(), members: specialists, probabilities: [1, 1, 2] },
    {
      title: 'lexicase without instances, ε 0',
      selector: lexicase({ epsilon: 0 }),
      members: FIVE,
      probabilities: [0, 0, 1, 0, 0],
    },
    // MAD of the merits is 10.
    { title: 'lexicase without instances', selector: lexicase(), members: FIVE, probabilities: [1, 0, 1, 0, 0] },
  ];

  it.each(table)('$title', ({ selector, members, probabilities }) => {
    assertFrequencies(counts(selector, members), probabilities);
  });

  it('seed: the members of generation 0, equally often', () => {
    const members = [1, 0, 2, 0].map((generation, id) => makeMember({ id, generation, merit: -id }));
    assertFrequencies(counts(seed(), members), [0, 1, 0, 1]);
  });

  it('seed: asks for the seed programs, and takes the oldest member where there are none', () => {
    expect(seed().scope).toBe('seeds');
    const members = [7, 3, 5].map((id) => makeMember({ id, merit: id }));
    assertFrequencies(counts(seed(), members), [0, 1, 0]);
  });
});

describe('beam', () => {
  const withChildren = (...children: number[]) =>
    children.map((count, id) => makeMember({ id, merit: id, children: count }));

  it.each([
    { title: 'begins with the best', children: [0, 0, 0], chosen: 2 },
    { title: 'stays with who has some but fewer than 5', children: [0, 4, 0], chosen: 1 },
    { title: 'goes on to the best when somebody has 5', children: [0, 5, 0], chosen: 2 },
    { title: 'the best goes on when it has 5 and is still the best', children: [0, 0, 5], chosen: 2 },
    { title: 'finishes who is nearest to done', children: [1, 3, 2], chosen: 1 },
    { title: 'among equally done, the best', children: [3, 3, 0], chosen: 1 },
    { title: 'does not mind that a member got too many', children: [9, 0, 7], chosen: 2 },
  ])('$title', ({ children, chosen }) => {
    const members = withChildren(...children);
    expect(beam().select(members, randomFrom(slotKey(1, 1, 'parent'))).id).toBe(chosen);
  });

  it('gives each parent its children in turn while every child is better', () => {
    const selector = beam({ width: 3 });
    const population = withChildren(0).map((one) => ({ ...one }));
    const parents = Array.from({ length: 9 }, (_, slot) => {
      const parent = selector.select(population, randomFrom(slotKey(1, slot, 'parent')));
      (parent as { children: number }).children += 1;
      population.push({ ...makeMember({ id: slot + 1, merit: slot + 1 }) });
      return parent.id;
    });
    expect(parents).toEqual([0, 0, 0, 3, 3, 3, 6, 6, 6]);
  });
});

describe('order', () => {
  it('best-first returns the maximum, of equals the smaller, then the older', () => {
    const members = [
      makeMember({ id: 4, merit: 9, size: 20 }),
      makeMember({ id: 3, merit: 9, size: 10 }),
      makeMember({ id: 2, merit: 9, size: 10 }),
      makeMember({ id: 1, merit: 8, size: 1 }),
    ];
    expect(bestFirst().select(members, randomFrom(slotKey(1, 1, 'parent'))).id).toBe(2);
  });

  it('larger tournaments and exponents mean more pressure', () => {
    const share = (selector: Selector) => (counts(selector, FIVE)[2] as number) / DRAWS;
    for (const shares of [
      [1, 2, 4, 8].map((size) => share(tournament({ size }))),
      [0, 0.5, 1, 2, 4].map((exponent) => share(powerLaw({ exponent }))),
    ]) {
      expect(shares).toEqual([...shares].sort((a, b) => a - b));
      expect(new Set(shares).size).toBe(shares.length);
    }
  });

  it('weighted prefers members with few children', () => {
    const members = [0, 1, 3].map((children, id) => makeMember({ id, children }));
    assertFrequencies(counts(weighted(), members), [1, 1 / 2, 1 / 4]);
  });
});

describe('lexicase', () => {
  const select = (members: readonly Member[]) => counts(lexicase({ epsilon: 0 }), members);
  const scored = (id: number, ...instanceMerits: number[]) => makeMember({ id, instanceMerits });

  it('lets an instance decide nothing when its merits are not numbers', () => {
    assertFrequencies(select([scored(0, Number.NaN, 1), scored(1, Number.NaN, 2)]), [0, 1]);
  });

  it('compares on the instances that all reached', () => {
    // On the second instance the first member would win; the third one never reached it.
    assertFrequencies(select([scored(0, 1, 9), scored(1, 2, 0), scored(2, 1)]), [0, 1, 0]);
  });

  it('an infinite merit decides nothing when most are infinite', () => {
    const members = [scored(0, Number.NEGATIVE_INFINITY, 1), scored(1, Number.NEGATIVE_INFINITY, 5)];
    // Merits 1 and 5 of the second instance: MAD 2, so only the second member passes it.
    assertFrequencies(counts(lexicase(), members), [0, 1]);
  });
});
