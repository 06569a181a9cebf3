// Operations to spare.
export function schedule(jobs) {
  return [...jobs.flatMap((job, number) => job.map(() => number)), 0];
}
