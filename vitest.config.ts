import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'tasks/**/*.test.ts', 'testing/**/*.test.ts', 'test/**/*.test.ts'],
    // Processes, not threads: tests start sandboxes, change directories and send signals.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
