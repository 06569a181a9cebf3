import type { Random } from '../../../base/random.ts';
import type { Instruction } from '../mars/instruction.ts';
import type { Rules } from '../mars/rules.ts';
import { freshValue } from './fresh-instruction.ts';
import { type Edit, type Listing, unwrap, withInstruction, wrap } from './listing.ts';

const FIELDS = ['aValue', 'bValue'] as const;
type Field = (typeof FIELDS)[number];

/** How a value is changed, with its weight. A value that was −1 counts as −1 here, not as coreSize − 1. */
const CHANGES: readonly (readonly [
  number,
  (value: number, listing: Listing, random: Random, rules: Rules) => number,
])[] = [
  [45, (value, _listing, random) => value + random.pick([-4, -3, -2, -1, 1, 2, 3, 4])],
  [15, (value) => -value],
  [10, (value, _listing, random) => value * random.pick([2, 3, 5])],
  [10, (_value, { instructions }, random) => random.pick(instructions)[random.pick(FIELDS)]],
  [20, (_value, _listing, random, rules) => freshValue(random, rules)],
];
const WEIGHTS = CHANGES.map(([weight]) => weight);

/** Changes the A-value or the B-value of one instruction. */
export const changeValue: Edit = (listing, { random, rules }) => {
  const index = random.integer(listing.instructions.length);
  const field: Field = random.pick(FIELDS);
  const old = (listing.instructions[index] as Instruction)[field];
  const [, change] = random.pickWeighted(CHANGES, WEIGHTS);
  const value = wrap(change(unwrap(old, rules), listing, random, rules), rules);
  return value === old ? null : withInstruction(listing, index, { [field]: value });
};
