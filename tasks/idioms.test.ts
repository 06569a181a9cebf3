import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseIdioms } from '../src/search/operators/idioms.ts';
import { builtInTasks } from '../src/tasks/find-task.ts';
import { loadTask } from '../src/tasks/load-task.ts';
import * as circlePacking from './circle-packing/idioms.ts';
import * as onlineBinPacking from './online-bin-packing/idioms.ts';

const MODULES: Readonly<Record<string, Readonly<Record<string, (...holes: number[]) => number>>>> = {
  'circle-packing': circlePacking,
  'online-bin-packing': onlineBinPacking,
};

describe.each(builtInTasks())('the idioms of $name', ({ name, folder }) => {
  it('are templates that the genetic operators can read', async () => {
    const { idioms } = await loadTask(folder);
    const parsed = parseIdioms(idioms);
    expect(parsed.length).toBeGreaterThanOrEqual(8);
    expect(parsed.map((idiom) => idiom.name).sort()).toEqual(Object.keys(MODULES[name] ?? {}).sort());
    for (const { holes, uses } of parsed) {
      const used = uses.map(({ node }) => node.name);
      expect(holes.every((hole) => used.includes(hole.name))).toBe(true);
    }
  });

  it('never make NaN of ordinary numbers', () => {
    const value = fc.oneof(
      fc.constant(0),
      fc.integer({ min: -100, max: 100 }),
      fc.double({ min: -100, max: 100, noNaN: true }),
    );
    for (const [idiom, apply] of Object.entries(MODULES[name] ?? {})) {
      fc.assert(
        fc.property(fc.array(value, { minLength: 5, maxLength: 5 }), (holes) => {
          if (Number.isNaN(apply(...holes))) throw new Error(`${idiom}(${holes.join(', ')}) is NaN`);
        }),
      );
    }
  });
});
