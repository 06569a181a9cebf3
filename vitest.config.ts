import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Hundreds of tests start Node programs of this repository: each file is compiled once, not hundreds of times.
    env: { NODE_COMPILE_CACHE: join(import.meta.dirname, 'node_modules', '.cache', 'compiled') },
    include: ['src/**/*.test.ts', 'tasks/**/*.test.ts', 'testing/**/*.test.ts', 'test/**/*.test.ts'],
    // Processes, not threads: tests start sandboxes, change directories and send signals.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
