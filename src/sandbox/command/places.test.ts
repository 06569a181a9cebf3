import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Places } from './places.ts';

describe('Places', () => {
  it('never gives more than there are, in order, however they come back', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 4 }),
        fc.scheduler(),
        fc.integer({ min: 1, max: 12 }),
        async (count, scheduler, tasks) => {
          const places = new Places(count);
          const order: number[] = [];
          let taken = 0;
          const work = Array.from({ length: tasks }, async (_, task) => {
            const release = await places.take();
            order.push(task);
            taken += 1;
            expect(taken).toBeLessThanOrEqual(count);
            await scheduler.schedule(Promise.resolve());
            taken -= 1;
            release();
            release();
          });
          await scheduler.waitFor(Promise.all(work));
          expect(order).toEqual(Array.from({ length: tasks }, (_, task) => task));
        },
      ),
      { numRuns: 40 },
    );
  });
});
