import { join } from 'node:path';
import { configDefaults, defineConfig } from 'vitest/config';

/** Rooms that only compute: their tests may share a process, which saves starting one for each file. */
const COMPUTATION = ['src/{base,core,search}/**/*.test.ts'];

export default defineConfig({
  test: {
    // Hundreds of tests start Node programs of this repository: each file is compiled once, not hundreds of times.
    env: { NODE_COMPILE_CACHE: join(import.meta.dirname, 'node_modules', '.cache', 'compiled') },
    // Processes, not threads: tests start sandboxes, change directories and send signals.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: 'computation', include: COMPUTATION, isolate: false } },
      {
        extends: true,
        test: {
          name: 'processes',
          include: ['{src,tasks,testing,test}/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...COMPUTATION],
        },
      },
    ],
  },
});
