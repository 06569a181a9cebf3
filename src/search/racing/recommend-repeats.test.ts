import { describe, expect, it } from 'vitest';
import { recommendRepeats } from './recommend-repeats.ts';

describe('recommendRepeats', () => {
  it('is what a table worked by hand says', () => {
    // t(0.1, 5) = 1.476: 2 · (1.476 · 1 / 1)² = 4.36; twice the noise 17.4; ten times beyond the most.
    expect(recommendRepeats(1, 1, 5, 0.1)).toEqual({ least: 2, most: 5 });
    expect(recommendRepeats(2, 1, 5, 0.1)).toEqual({ least: 5, most: 18 });
    expect(recommendRepeats(10, 1, 5, 0.1)).toEqual({ least: 8, most: 32 });
    expect(recommendRepeats(0.01, 1, 5, 0.1)).toEqual({ least: 2, most: 2 });
  });
});
