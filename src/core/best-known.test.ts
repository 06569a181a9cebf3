import { expect, it } from 'vitest';
import { bestKnownOf } from './best-known.ts';

const entry = (instance: string, score: number) => ({ instance, score, source: 'a book' });

it.each([
  [
    'the best of its instance',
    'maximize',
    [entry('n = 26', 2.634), entry('n = 26', 2.636), entry('n = 32', 2.938)],
    2.636,
  ],
  [
    'the lowest where low is good',
    'minimize',
    [entry('5,000', 3.98), entry('5,000', 0.68), entry('10,000', 0.32)],
    0.68,
  ],
  ['nothing', 'minimize', [], undefined],
] as const)('gives %s', (_what, direction, bestKnown, expected) => {
  expect(bestKnownOf({ direction, bestKnown })?.score).toBe(expected);
});
