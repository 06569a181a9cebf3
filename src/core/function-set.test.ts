import { expect, it } from 'vitest';
import { DEFAULT_FUNCTION_SET, KNOWN_FUNCTIONS } from './function-set.ts';

it('knows functions of Math, and no chance', () => {
  const functions = Object.getOwnPropertyNames(Math).map((name) => `Math.${name}`);
  expect(functions).toEqual(expect.arrayContaining([...KNOWN_FUNCTIONS]));
  expect(new Set(KNOWN_FUNCTIONS).size).toBe(KNOWN_FUNCTIONS.length);
  expect(KNOWN_FUNCTIONS).not.toContain('Math.random');
  expect(KNOWN_FUNCTIONS).toEqual(expect.arrayContaining([...DEFAULT_FUNCTION_SET]));
});
