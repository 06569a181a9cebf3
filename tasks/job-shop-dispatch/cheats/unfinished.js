// Stops in the middle of the work.
export function schedule(jobs) {
  return jobs.map((_, number) => number);
}
