// Times instead of an order: everything at once.
export function schedule(jobs) {
  return jobs.map((job) => job.map(() => 0));
}
