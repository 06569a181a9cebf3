import { expect, it } from 'vitest';
import { fitInside } from './fit-inside.ts';

it('puts points into the middle, y downwards', () => {
  expect(
    fitInside(
      [
        [10, 10],
        [30, 20],
      ],
      100,
      10,
    ),
  ).toEqual([
    [10, 70],
    [90, 30],
  ]);
  expect(fitInside([[5, 5]], 100, 10)).toEqual([[50, 50]]);
});
