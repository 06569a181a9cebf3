import { randomFrom, rootKey, subKey } from '../../src/base/random.ts';
import type { Split } from '../../src/core/evaluation.ts';

/** Machine and duration of one operation. */
export type Operation = readonly [machine: number, duration: number];

/** For each job its operations in the order in which they must be done; every job visits every machine once. */
export type Jobs = readonly (readonly Operation[])[];

const COUNT: Readonly<Record<Split, number>> = { train: 16, validation: 16, test: 24 };
const JOBS = 15;
const MACHINES = 8;

/** Larger instances of the test split, for the report of how a rule transfers. */
const LARGE_COUNT = 4;
const LARGE_JOBS = 30;
const LARGE_MACHINES = 15;

const made = new Map<string, readonly Jobs[]>();

/**
 * Durations drawn uniformly from 1 … 99 and machines in random order, the kind of instance of Taillard, "Benchmarks for
 * basic scheduling problems", European Journal of Operational Research 64, 1993; these are not his.
 */
export function instancesOf(split: Split): readonly Jobs[] {
  return remembered(split, COUNT[split], JOBS, MACHINES);
}

export function largeInstances(): readonly Jobs[] {
  return remembered('test-large', LARGE_COUNT, LARGE_JOBS, LARGE_MACHINES);
}

function remembered(stream: string, count: number, jobs: number, machines: number): readonly Jobs[] {
  const known = made.get(stream);
  if (known !== undefined) return known;
  const key = subKey(subKey(rootKey(0), 'job-shop-dispatch'), stream);
  const instances = Array.from({ length: count }, (_, index) => {
    const random = randomFrom(subKey(key, index));
    return Array.from({ length: jobs }, () =>
      random
        .shuffle(Array.from({ length: machines }, (_, machine) => machine))
        .map((machine): Operation => [machine, 1 + random.integer(99)]),
    );
  });
  made.set(stream, instances);
  return instances;
}
