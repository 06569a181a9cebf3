import fc from 'fast-check';
import { expect, it } from 'vitest';
import { pairHashOf, pairPlaceIn } from './address.ts';
import { binsOf } from './archive-view.ts';

it('an address names a battle and a place in it, and is read back', () => {
  const small = fc.nat({ max: 99_999 });
  fc.assert(
    fc.property(small, small, small, small, (one, other, round, position) => {
      const place = { pair: [one, other], round, position } as const;
      expect(pairPlaceIn(pairHashOf(place))).toEqual(place);
    }),
  );
});

it('an address that names no battle, or a place that is none, is the beginning', () => {
  for (const hash of ['', '#', '#battle=1', '#battle=1-x', '#round=2&position=3']) expect(pairPlaceIn(hash)).toBeNull();
  expect(pairPlaceIn('#battle=1-2')).toEqual({ pair: [1, 2], round: 0, position: 0 });
  expect(pairPlaceIn('#battle=1-2&round=<b>')).toEqual({ pair: [1, 2], round: 0, position: 0 });
});

it('bins are named by what lies between their edges', () => {
  expect(binsOf([1, 10, 1_000])).toEqual(['0', '1–9', '10–999', '1,000 +']);
  expect(binsOf([10, 100])).toEqual(['0–9', '10–99', '100 +']);
});
