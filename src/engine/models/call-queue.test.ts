import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CallQueue } from './call-queue.ts';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('the queue of calls', () => {
  it('lets the oldest slot go first, and calls of one slot as they came', async () => {
    const queue = new CallQueue(1);
    const started: string[] = [];
    const release = await queue.take(9);
    for (const name of ['5a', '7a', '3a', '5b', '3b']) {
      void queue.take(Number.parseInt(name, 10)).then((give) => {
        started.push(name);
        give();
      });
    }
    await turn();
    expect(started).toEqual([]);
    release();
    await turn();
    expect(started).toEqual(['3a', '3b', '5a', '5b', '7a']);
    // All places are free again.
    await queue.take(1);
  });

  it('never has more in flight than it may, and never fewer while any waits', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 5 }),
        fc.array(fc.oneof(fc.nat(20), fc.constant(null)), { maxLength: 60 }),
        async (concurrency, steps) => {
          const queue = new CallQueue(concurrency);
          const releases: (() => void)[] = [];
          let asked = 0;
          let ended = 0;
          for (const slot of steps) {
            if (slot !== null) {
              asked += 1;
              void queue.take(slot).then((release) => releases.push(release));
            } else if (releases.length > 0) {
              ended += 1;
              releases.shift()?.();
            }
            await turn();
            expect(releases.length).toBe(Math.min(concurrency, asked - ended));
          }
        },
      ),
      { numRuns: 30 },
    );
  });
});
