import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseIdioms } from '../src/search/operators/idioms.ts';
import { builtInTasks } from '../src/tasks/find-task.ts';
import { loadTask } from '../src/tasks/load-task.ts';

type Idioms = Readonly<Record<string, (...holes: number[]) => number>>;

/** Landscapes of bits and tables of integers, where no formula is known that could help. */
const WITHOUT_IDIOMS = ['nk-landscape', 'separable-landscape', 'trap-landscape'];

const tasks = builtInTasks().map((task) => ({ ...task, path: join(task.folder, 'idioms.ts') }));

it('only tasks without a formula have no idioms', () => {
  const found = tasks.filter(({ path }) => !existsSync(path)).map(({ name }) => name);
  expect(WITHOUT_IDIOMS).toEqual(expect.arrayContaining(found));
});

describe.each(tasks.filter(({ path }) => existsSync(path)))('the idioms of $name', async ({ folder, path }) => {
  const module: Idioms = await import(path);

  it('are templates that the genetic operators can read', async () => {
    const { idioms } = await loadTask(folder);
    const parsed = parseIdioms(idioms);
    expect(parsed.length).toBeGreaterThanOrEqual(8);
    expect(parsed.map((idiom) => idiom.name).sort()).toEqual(Object.keys(module).sort());
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
    for (const [idiom, apply] of Object.entries(module)) {
      fc.assert(
        fc.property(fc.array(value, { minLength: 5, maxLength: 5 }), (holes) => {
          if (Number.isNaN(apply(...holes))) throw new Error(`${idiom}(${holes.join(', ')}) is NaN`);
        }),
      );
    }
  });
});
