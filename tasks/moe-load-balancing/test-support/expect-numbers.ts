import { expect } from 'vitest';

/** Every number is within a distance of what is expected. */
export function expectNumbers(found: ArrayLike<number>, expected: ArrayLike<number>, distance: number): void {
  expect(found.length).toBe(expected.length);
  for (let at = 0; at < found.length; at += 1) {
    expect(Math.abs((found[at] as number) - (expected[at] as number))).toBeLessThanOrEqual(distance);
  }
}
