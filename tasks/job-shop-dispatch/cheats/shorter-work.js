// Makes all operations short, in its own copy.
export function schedule(jobs) {
  for (const job of jobs) for (const operation of job) operation[1] = 0;
  return jobs.flatMap((job, number) => job.map(() => number));
}
