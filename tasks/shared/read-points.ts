import { show } from './show.ts';

export interface PointsWanted {
  /** The question, as it is shown in reasons: `place(11)`. */
  readonly call: string;
  readonly count: number;
  /** Numbers per point. */
  readonly dimension: number;
  /** What one item is called; `point` when it is left out. */
  readonly item?: string;
}

/** Reads an untrusted answer as a list of points with finite coordinates. Returns a reason in words when it is none. */
export function readPoints(answer: unknown, wanted: PointsWanted): readonly (readonly number[])[] | string {
  const { call, count, dimension, item: name = 'point' } = wanted;
  if (!Array.isArray(answer)) return `${call} must answer a list of ${name}s, not ${show(answer)}`;
  if (answer.length !== count) return `${call} must answer ${count} ${name}s, not ${answer.length}`;
  const points: (readonly number[])[] = [];
  for (const [index, item] of answer.entries()) {
    if (!isListOfNumbers(item, dimension)) {
      return `${name} ${index} must be a list of ${dimension} finite numbers, not ${show(item)}`;
    }
    points.push(item);
  }
  return points;
}

function isListOfNumbers(item: unknown, dimension: number): item is readonly number[] {
  return Array.isArray(item) && item.length === dimension && item.every((value) => Number.isFinite(value));
}
