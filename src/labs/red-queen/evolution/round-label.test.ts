import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { readLabel, writeLabel } from './round-label.ts';

const labels = fc.record({
  name: fc.string(),
  plan: fc.stringMatching(/^[0-9a-f]{12}$/),
  seed: fc.integer({ min: -1_000_000, max: 1_000_000 }),
  round: fc.integer({ min: 1, max: 999 }),
});

it('is read as it was written, whatever a coevolution is called', () => {
  fc.assert(
    fc.property(labels, (label) => {
      expect(readLabel(writeLabel(label))).toEqual(label);
    }),
  );
});

it('gives every round of every seed a seed of its own', () => {
  const other = fc.record({ seed: fc.integer({ min: -50, max: 50 }), round: fc.integer({ min: 1, max: 999 }) });
  fc.assert(
    fc.property(labels, other, (label, change) => {
      const [one, two] = [label, { ...label, ...change }].map(writeLabel);
      const isSame = label.seed === change.seed && label.round === change.round;
      expect(one?.seed === two?.seed).toBe(isSame);
    }),
  );
});

it.each([null, 'evolution', 'red-queen', 'red-queen/queen', 'red-queen/queen/0a/last'])(
  'is not on a run of arm %s',
  (arm) => {
    expect(readLabel({ arm, seed: 1 })).toBeNull();
  },
);
