import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { DEFAULT_FUNCTION_SET, KNOWN_FUNCTIONS } from './function-set.ts';

it('has the default that docs/tasks.md names', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/tasks.md'), 'utf8');
  const [, , meant = ''] = /^\| `functionSet` \|(.*)$/m.exec(page)?.[0].split('|') ?? [];
  const [named = ''] = meant.split(';');
  expect([...named.matchAll(/`(?:Math\.)?(\w+)`/g)].map(([, name]) => `Math.${name}`)).toEqual(DEFAULT_FUNCTION_SET);
});

it('knows functions of Math, and no chance', () => {
  const functions = Object.getOwnPropertyNames(Math).map((name) => `Math.${name}`);
  expect(functions).toEqual(expect.arrayContaining([...KNOWN_FUNCTIONS]));
  expect(new Set(KNOWN_FUNCTIONS).size).toBe(KNOWN_FUNCTIONS.length);
  expect(KNOWN_FUNCTIONS).not.toContain('Math.random');
  expect(KNOWN_FUNCTIONS).toEqual(expect.arrayContaining([...DEFAULT_FUNCTION_SET]));
});
