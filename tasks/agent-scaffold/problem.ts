/** A question with one whole number from 0 to 999 as its answer, as in the American Invitational Mathematics Examination. */
export interface Problem {
  readonly text: string;
  readonly answer: number;
  /** `number theory`, `combinatorics`, `algebra`, or what an importer was told; empty when nothing is known. */
  readonly area: string;
  /** 0 easy … 1 hard. Only the simulated solver looks at it. */
  readonly difficulty: number;
}

export const LARGEST_ANSWER = 999;

export function isAnswer(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= LARGEST_ANSWER;
}
