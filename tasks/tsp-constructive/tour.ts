import { show } from '../shared/show.ts';
import type { Cities } from './instances.ts';

/** Reads an untrusted answer as an order of all `count` cities, each once. A sentence says what is wrong otherwise. */
export function readTour(answer: unknown, count: number): readonly number[] | string {
  if (!Array.isArray(answer)) return `tour must answer a list of ${count} city numbers, not ${show(answer)}`;
  if (answer.length !== count) return `tour must answer ${count} city numbers, not ${answer.length}`;
  const seen = new Uint8Array(count);
  for (const [place, city] of answer.entries()) {
    if (!Number.isInteger(city) || city < 0 || city >= count) {
      return `place ${place} of the tour must be a city from 0 to ${count - 1}, not ${show(city)}`;
    }
    if (seen[city] === 1) return `city ${city} is visited twice`;
    seen[city] = 1;
  }
  return answer;
}

/** Length of the closed tour. */
export function lengthOf(cities: Cities, tour: readonly number[]): number {
  let length = 0;
  for (let place = 0; place < tour.length; place += 1) {
    const [x, y] = cities[tour[place] as number] as Cities[number];
    const [nextX, nextY] = cities[tour[(place + 1) % tour.length] as number] as Cities[number];
    length += Math.hypot(x - nextX, y - nextY);
  }
  return length;
}

/**
 * Length over √(n · area), the measure in which tours of different sizes compare: for random cities the shortest one tends to
 * a constant (Beardwood, Halton and Hammersley, "The shortest path through many points", 1959).
 */
export function normalisedLength(cities: Cities, tour: readonly number[]): number {
  return lengthOf(cities, tour) / Math.sqrt(cities.length);
}
