import { homedir } from 'node:os';
import { dirname } from 'node:path';
import { expect, it } from 'vitest';
import { holdsHome, isWithin } from './is-within.ts';

it.each([
  ['/home/ann', '/home/ann', true],
  ['/home/ann/data', '/home/ann', true],
  ['/home/ann', '/', true],
  ['/', '/', true],
  ['/home/ann', '/home/an', false],
  ['/home', '/home/ann', false],
])('%s is within %s: %s', (path, folder, expected) => {
  expect(isWithin(path, folder)).toBe(expected);
});

it('knows the home and what is around it', () => {
  expect([homedir(), dirname(homedir()), '/'].map(holdsHome)).toEqual([true, true, true]);
  expect([`${homedir()}/below`, homedir().slice(0, -1)].map(holdsHome)).toEqual([false, false]);
});
