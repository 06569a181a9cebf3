import { show } from '../shared/show.ts';

export const MOST_MEMBERS = 3_000;
export const LARGEST_MEMBER = 2 ** 22;

/**
 * Reads an untrusted answer as a set of whole numbers from 0 to 2^22 with at least two members. Order does not matter and
 * members may be repeated; the least is moved to 0, which changes no count. A sentence says what is wrong otherwise.
 */
export function readSet(answer: unknown): readonly number[] | string {
  if (!Array.isArray(answer)) return `members() must answer a list of whole numbers, not ${show(answer)}`;
  if (answer.length > MOST_MEMBERS)
    return `members() must answer at most ${MOST_MEMBERS} numbers, not ${answer.length}`;
  for (const [index, member] of answer.entries()) {
    if (!Number.isInteger(member) || member < 0 || member > LARGEST_MEMBER) {
      return `member ${index} must be a whole number from 0 to ${LARGEST_MEMBER}, not ${show(member)}`;
    }
  }
  const members = [...new Set<number>(answer)].sort((a, b) => a - b);
  if (members.length < 2) return `members() must answer at least two different numbers, not ${members.length}`;
  const least = members[0] as number;
  return members.map((member) => member - least);
}

export interface Counts {
  readonly sums: number;
  readonly differences: number;
  readonly largest: number;
}

/** |U + U|, |U − U| and max U of a sorted set that begins with 0. O(|U|²). */
export function countsOf(members: readonly number[]): Counts {
  const largest = members.at(-1) as number;
  const isSum = new Uint8Array(2 * largest + 1);
  const isDifference = new Uint8Array(largest + 1);
  for (let i = 0; i < members.length; i += 1) {
    const a = members[i] as number;
    for (let j = i; j < members.length; j += 1) {
      const b = members[j] as number;
      isSum[a + b] = 1;
      isDifference[b - a] = 1;
    }
  }
  const ones = (marks: Uint8Array): number => {
    let count = 0;
    for (const mark of marks) count += mark;
    return count;
  };
  // Differences come with both signs, 0 once.
  return { sums: ones(isSum), differences: 2 * ones(isDifference) - 1, largest };
}

/** 1 + ln(|U − U| / |U + U|) / ln(2 · max U + 1), see the README for what it bounds. */
export function exponentOf({ sums, differences, largest }: Counts): number {
  return 1 + Math.log(differences / sums) / Math.log(2 * largest + 1);
}
