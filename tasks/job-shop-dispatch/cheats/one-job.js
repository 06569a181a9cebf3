// Does one job again and again.
export function schedule(jobs) {
  return jobs.flatMap((job) => job.map(() => 0));
}
