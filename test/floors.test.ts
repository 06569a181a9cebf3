import { globSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { floorViolations, importCycles, type ModuleGraph } from './floors.ts';
import { filesUnder, isTest, isTypeScript, read, root } from './source-tree.ts';
import { importsOf } from './syntax.ts';

function graphOf(paths: readonly string[]): ModuleGraph {
  return new Map(paths.map((path) => [path, importsOf(path, read(path))]));
}

/** A graph made up for a test: path → imported names. */
function imagined(modules: Readonly<Record<string, readonly string[]>>): ModuleGraph {
  return new Map(Object.entries(modules).map(([path, imported]) => [path, { imported, loaded: [] }]));
}

const graph = graphOf(filesUnder('src', 'web').filter((path) => isTypeScript(path) && !isTest(path)));

describe('the floors', () => {
  it('sees every module and its imports', () => {
    // A second, independent listing: a broken walker would otherwise pass by seeing nothing.
    const listed = globSync('src/**/*.ts', { cwd: root }).filter((path) => !/\.test(-d)?\.ts$/.test(path));
    expect(listed.length).toBeGreaterThan(30);
    expect([...graph.keys()].filter((path) => path.startsWith('src/'))).toHaveLength(listed.length);
    const written = listed.map((path) => read(path).match(/^(import|export) .*from '/gm)?.length ?? 0);
    const seen = [...graph.values()].reduce((sum, { imported }) => sum + imported.length, 0);
    expect(seen).toBeGreaterThanOrEqual(written.reduce((sum, count) => sum + count, 0));
  });

  it('are only ever left downwards', () => {
    expect(floorViolations(graph)).toEqual([]);
  });

  it('have no import cycles', () => {
    expect(importCycles(graph)).toEqual([]);
  });

  it('keep testing/ to tests, benches and itself', () => {
    const others = filesUnder('src', 'tasks', 'scripts', 'web', 'bin').filter(
      (path) => isTypeScript(path) && !isTest(path),
    );
    const users = others.filter((path) =>
      importsOf(path, read(path)).imported.some((name) => /(^|\/)testing\/|^kaizen-rsi\/testing$/.test(name)),
    );
    expect(users).toEqual([]);
  });
});

describe('the floor rules', () => {
  it.each([
    ['an import upwards', { 'src/core/a.ts': ['../engine/b.ts'], 'src/engine/b.ts': [] }, 1],
    ['an import downwards', { 'src/core/a.ts': [], 'src/engine/b.ts': ['../core/a.ts'] }, 0],
    ['an import on one floor', { 'src/store/a.ts': ['../sandbox/b.ts'], 'src/sandbox/b.ts': [] }, 0],
    ['the server that imports the command line', { 'src/server/a.ts': ['../cli/b.ts'], 'src/cli/b.ts': [] }, 1],
    ['a lab that imports a lab', { 'src/labs/ale/a.ts': ['../shinka/b.ts'], 'src/labs/shinka/b.ts': [] }, 1],
    ['a lab that imports itself', { 'src/labs/ale/a.ts': ['./b.ts'], 'src/labs/ale/b.ts': [] }, 0],
    ['a library in base', { 'src/base/a.ts': ['zod'] }, 1],
    ['a node: module in base', { 'src/base/a.ts': ['node:fs'] }, 0],
    ['a module that is missing', { 'src/core/a.ts': ['./b.ts'] }, 1],
    ['a folder without a floor', { 'src/attic/a.ts': ['node:fs'] }, 1],
    ['the package by its own name', { 'src/core/a.ts': ['kaizen-rsi'] }, 1],
    ['a way out of src', { 'src/core/a.ts': ['../../testing/b.ts'] }, 1],
    ['web that imports core', { 'web/a.ts': ['../src/core/b.ts'] }, 0],
    ['web that imports the store', { 'web/a.ts': ['../src/store/b.ts'] }, 1],
  ])('%s', (_, modules: Record<string, string[]>, count) => {
    expect(floorViolations(imagined(modules))).toHaveLength(count);
  });

  it('names the modules of a cycle', () => {
    const cyclic = imagined({ 'src/core/a.ts': ['./b.ts'], 'src/core/b.ts': ['./c.ts'], 'src/core/c.ts': ['./b.ts'] });
    expect(importCycles(cyclic)).toEqual(['src/core/b.ts -> src/core/c.ts -> src/core/b.ts']);
  });

  it('reads every way to name a module', () => {
    const text = [
      `import type { A } from './a.ts';`,
      `import './b.ts';`,
      `export * from './c.ts';`,
      `export { d } from './d.ts';`,
      `const e = await import('./e.ts');`,
      `type F = import('./f.ts').F;`,
      `const g = new URL('./g.ts', import.meta.url);`,
    ].join('\n');
    const { imported, loaded } = importsOf('x.ts', text);
    expect(imported.sort()).toEqual(['./a.ts', './b.ts', './c.ts', './d.ts', './e.ts', './f.ts']);
    expect(loaded).toEqual(['./g.ts']);
  });
});
