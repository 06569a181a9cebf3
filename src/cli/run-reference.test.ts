import { InvalidArgumentError } from 'commander';
import { expect, it } from 'vitest';
import { parseRunReference } from './run-reference.ts';

it.each([
  ['r0003', { run: 'r0003', candidate: null }],
  ['latest:0', { run: 'latest', candidate: 0 }],
  ['3:12', { run: '3', candidate: 12 }],
])('reads %s', (text, reference) => expect(parseRunReference(text)).toEqual(reference));

it.each(['', ':', 'r0001:', ':3', 'r0001:abc', 'r0001:-1', 'r0001:1.5', 'r0001:1:2'])("refuses '%s'", (text) => {
  expect(() => parseRunReference(text)).toThrow(InvalidArgumentError);
});
