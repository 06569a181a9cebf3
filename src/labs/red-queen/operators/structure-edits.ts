import type { Instruction } from '../mars/instruction.ts';
import { freshInstruction } from './fresh-instruction.ts';
import { type Edit, splice } from './listing.ts';

/** A new instruction somewhere: half of the time drawn freshly, else a copy of one of the warrior's own. */
export const insertInstruction: Edit = (listing, { random, rules }) => {
  const { instructions } = listing;
  const added = random.chance(0.5) ? freshInstruction(random, rules) : random.pick(instructions);
  return splice(listing, random.integer(instructions.length + 1), 0, [added], rules);
};

export const deleteInstruction: Edit = (listing, { random, rules }) =>
  splice(listing, random.integer(listing.instructions.length), 1, [], rules);

export const swapInstructions: Edit = ({ instructions, start }, { random }) => {
  if (instructions.length < 2) return null;
  const [one, other] = random.shuffle([...instructions.keys()]) as [number, number];
  const swapped = [...instructions];
  swapped[one] = instructions[other] as Instruction;
  swapped[other] = instructions[one] as Instruction;
  return { instructions: swapped, start };
};

/** Another instruction runs first. */
export const moveStart: Edit = ({ instructions, start }, { random }) => {
  const next = random.integer(instructions.length);
  return next === start ? null : { instructions, start: next };
};
