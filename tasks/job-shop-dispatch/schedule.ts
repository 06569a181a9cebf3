import { show } from '../shared/show.ts';
import type { Jobs } from './instances.ts';

/**
 * Reads an untrusted answer as the order in which operations are started: a list of job numbers in which each job stands as
 * often as it has operations. A sentence says what is wrong with anything else.
 */
export function readOrder(answer: unknown, jobs: Jobs): readonly number[] | string {
  const count = jobs.reduce((total, job) => total + job.length, 0);
  if (!Array.isArray(answer)) return `schedule must answer a list of ${count} job numbers, not ${show(answer)}`;
  if (answer.length !== count) return `schedule must answer ${count} job numbers, not ${answer.length}`;
  const open = jobs.map((job) => job.length);
  for (const [place, job] of answer.entries()) {
    if (!Number.isInteger(job) || job < 0 || job >= jobs.length) {
      return `place ${place} must be a job from 0 to ${jobs.length - 1}, not ${show(job)}`;
    }
    if (open[job] === 0) return `job ${job} has no operation left at place ${place}`;
    open[job] = (open[job] as number) - 1;
  }
  return answer;
}

/** One operation as it is done. */
export interface Task {
  readonly job: number;
  readonly machine: number;
  readonly start: number;
  readonly end: number;
}

/** Starts each operation as soon as its job and its machine are free, in the given order. */
export function scheduleOf(jobs: Jobs, order: readonly number[]): readonly Task[] {
  const next = jobs.map(() => 0);
  const jobFree = jobs.map(() => 0);
  const machineFree = new Map<number, number>();
  return order.map((job) => {
    const at = next[job] as number;
    const [machine, duration] = (jobs[job] as Jobs[number])[at] as Jobs[number][number];
    const start = Math.max(jobFree[job] as number, machineFree.get(machine) ?? 0);
    next[job] = at + 1;
    jobFree[job] = start + duration;
    machineFree.set(machine, start + duration);
    return { job, machine, start, end: start + duration };
  });
}

/** No schedule is shorter than its busiest machine or its longest job. */
export function lowerBoundOf(jobs: Jobs): number {
  const loads = new Map<number, number>();
  let longest = 0;
  for (const job of jobs) {
    let length = 0;
    for (const [machine, duration] of job) {
      length += duration;
      loads.set(machine, (loads.get(machine) ?? 0) + duration);
    }
    longest = Math.max(longest, length);
  }
  return Math.max(longest, ...loads.values());
}

/** When the last operation ends, in % above the lower bound. */
export function excessOf(jobs: Jobs, tasks: readonly Task[]): number {
  const bound = lowerBoundOf(jobs);
  return (100 * (Math.max(...tasks.map(({ end }) => end)) - bound)) / bound;
}
