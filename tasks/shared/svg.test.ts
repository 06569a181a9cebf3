import { expect, it } from 'vitest';
import { corners, group, length, svg } from './svg.ts';

it('draws with short numbers', () => {
  expect(length(1 / 3)).toBe('0.33');
  expect(length(-1e-9)).toBe('0');
  expect(
    corners([
      [0, 0.5],
      [1, 2.345],
    ]),
  ).toBe('0,0.5 1,2.35');
  const picture = svg('a triangle', 100, 50.5, [group('fill="none"', ['<circle r="1"/>'])]);
  expect(picture).toBe(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50.5" role="img" aria-label="a triangle"><g fill="none"><circle r="1"/></g></svg>',
  );
});
