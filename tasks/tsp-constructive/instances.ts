import { type Random, randomFrom, rootKey, subKey } from '../../src/base/random.ts';
import type { Split } from '../../src/core/evaluation.ts';

/** A city in the unit square, on a grid of 10,000 by 10,000. */
export type City = readonly [x: number, y: number];

export type Cities = readonly City[];

const COUNT: Readonly<Record<Split, number>> = { train: 16, validation: 16, test: 24 };
const CITIES = 60;

/** Larger instances of the test split, for the report of how a heuristic transfers. */
const LARGE_COUNT = 2;
const LARGE_CITIES = 150;

function cityFrom(random: Random): City {
  return [random.integer(10_000) / 10_000, random.integer(10_000) / 10_000];
}

const made = new Map<string, readonly Cities[]>();

/** The instances of a split: cities drawn uniformly. Splits draw from different streams. */
export function instancesOf(split: Split): readonly Cities[] {
  return remembered(split, COUNT[split], CITIES);
}

export function largeInstances(): readonly Cities[] {
  return remembered('test-large', LARGE_COUNT, LARGE_CITIES);
}

function remembered(stream: string, count: number, cities: number): readonly Cities[] {
  const known = made.get(stream);
  if (known !== undefined) return known;
  const key = subKey(subKey(rootKey(0), 'tsp-constructive'), stream);
  const instances = Array.from({ length: count }, (_, index) => {
    const random = randomFrom(subKey(key, index));
    return Array.from({ length: cities }, () => cityFrom(random));
  });
  made.set(stream, instances);
  return instances;
}
