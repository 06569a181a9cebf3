import { createCgroupV1Limiter } from './cgroup-v1.ts';
import { createCgroupV2Limiter } from './cgroup-v2.ts';
import type { Limiter } from './limiter.ts';
import { createPrlimitLimiter, findPrlimit } from './prlimit.ts';

const NO_LIMITER: Limiter = {
  name: 'none',
  summary: 'nothing but the wall clock and the heap size',
  apply: () => ({ prefix: [], hasRunOutOfMemory: () => false, release: () => Promise.resolve() }),
};

let detected: Limiter | undefined;

/** The strongest way to limit processes that this machine allows this user; looked up once. */
export function detectLimiter(): Limiter {
  if (detected !== undefined) return detected;
  const prlimit = findPrlimit();
  detected =
    createCgroupV2Limiter() ??
    createCgroupV1Limiter() ??
    (prlimit === undefined ? NO_LIMITER : createPrlimitLimiter(prlimit));
  return detected;
}
