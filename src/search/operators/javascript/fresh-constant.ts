import type { Random } from '../../../base/random.ts';
import { type Fragment, numberFragment } from './fragment.ts';

const SMALL = [1, 2, 3, 4, 5, 6, 8, 10];
const POWERS = [0.001, 0.01, 0.1, 0.25, 0.5, 10, 16, 32, 64, 100, 256, 1000];
const NEGATIVE_SHARE = 0.12;

/**
 * A number as it is useful in formulas: small integers, powers, literals that the program uses already (also changed a
 * little), and numbers spread evenly over the orders of magnitude from 0.01 to 100.
 */
export function freshConstant(known: readonly number[], random: Random): Fragment {
  const kind = random.pickWeighted(
    ['known', 'near', 'small', 'power', 'spread'],
    known.length > 0 ? WITH_KNOWN : FRESH,
  );
  const value = draw(kind, known, random);
  return numberFragment(random.chance(NEGATIVE_SHARE) ? -value : value, 3);
}

const WITH_KNOWN = [2, 1.5, 3, 1.5, 3];
const FRESH = [0, 0, 3, 1.5, 3];

function draw(kind: string, known: readonly number[], random: Random): number {
  switch (kind) {
    case 'known':
      return random.pick(known);
    case 'near':
      return random.pick(known) * Math.exp(0.5 * random.normal());
    case 'small':
      return random.pick(SMALL);
    case 'power':
      return random.pick(POWERS);
    default:
      return Number((10 ** (random.float() * 4 - 2)).toPrecision(2));
  }
}
