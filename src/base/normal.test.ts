import { expect, it } from 'vitest';
import { normalProbability } from './normal.ts';

it.each([
  { x: 0, probability: 0.5 },
  { x: 1, probability: 0.8413447461 },
  { x: -1, probability: 0.1586552539 },
  { x: 1.644853627, probability: 0.95 },
  { x: -1.9599639845, probability: 0.025 },
  { x: 3, probability: 0.998650102 },
  { x: -40, probability: 0 },
  { x: Number.POSITIVE_INFINITY, probability: 1 },
])('P(X ≤ $x) = $probability', ({ x, probability }) => {
  expect(Math.abs(normalProbability(x) - probability)).toBeLessThan(1.5e-7);
});
