import { z } from 'zod';
import type { Random } from '../../../base/random.ts';
import type { Operator, Parent, Proposal } from '../../../core/operator.ts';
import { defineOperator, type OperatorDefinitions } from '../../../search/operators/registry.ts';
import type { Rules } from '../mars/rules.ts';
import { crossBlock, graftIdiom } from './block-edits.ts';
import { changeMode, changeModifier, changeOpcode } from './instruction-edits.ts';
import type { Edit, Listing } from './listing.ts';
import { deleteInstruction, insertInstruction, moveStart, swapInstructions } from './structure-edits.ts';
import { changeValue } from './value-edits.ts';
import { valueRace } from './value-race.ts';
import { programOf, warriorOf } from './warrior-program.ts';

/** Edits that one operator chooses from, with their weights. */
type Choice = readonly (readonly [number, Edit])[];

const INSTRUCTION: Choice = [
  [8, changeOpcode],
  [10, changeModifier],
  [18, changeMode],
];
const VALUE: Choice = [[1, changeValue]];
const STRUCTURE: Choice = [
  [10, insertInstruction],
  [8, deleteInstruction],
  [4, swapInstructions],
  [4, moveStart],
];
const IDIOM: Choice = [[1, graftIdiom]];
const SIMPLIFY: Choice = [[1, deleteInstruction]];

/** What follows the first edit of a child, now and then: any small edit, whatever the operator. */
const FURTHER: Choice = [...INSTRUCTION, [26, changeValue], ...STRUCTURE];

/** Probability of each further edit, so that a child has 1 / (1 − p) edits on average. */
const FURTHER_EDITS = 0.4;
const ATTEMPTS = 8;

/** The names of the lab's operators, all of which a run uses when nothing else is said. */
export const REDCODE_OPERATORS = [
  'redcode-instruction',
  'redcode-value',
  'redcode-value-race',
  'redcode-structure',
  'redcode-idiom',
  'redcode-crossover',
] as const;

/** Operators on warriors of a core with these rules, for `RunContext.operators`. */
export function redcodeOperators(rules: Rules): OperatorDefinitions {
  const none = z.strictObject({});
  const of = (operator: Operator) => defineOperator(none, () => operator);
  return {
    'redcode-instruction': of(editing('redcode-instruction', INSTRUCTION, rules)),
    'redcode-value': of(editing('redcode-value', VALUE, rules)),
    'redcode-value-race': of(valueRace('redcode-value-race', rules)),
    'redcode-structure': of(editing('redcode-structure', STRUCTURE, rules)),
    'redcode-idiom': of(editing('redcode-idiom', IDIOM, rules)),
    'redcode-crossover': of(crossing(rules)),
    // The engine asks for an operator of this name when it makes the champion smaller.
    simplify: of(simplifying(rules)),
  };
}

function editing(name: string, choice: Choice, rules: Rules): Operator {
  return {
    name,
    needsModel: false,
    arity: 1,
    propose: ({ parents: [parent], random }) =>
      proposeFrom(parent, rules, (listing) => further(draw(choice, random)(listing, { rules, random }), random, rules)),
  };
}

function crossing(rules: Rules): Operator {
  return {
    name: 'redcode-crossover',
    needsModel: false,
    arity: 2,
    propose({ parents: [parent, mate], random }) {
      const other = warriorOf((mate as Parent).program, rules);
      return proposeFrom(parent, rules, (listing) => crossBlock(listing, other, random, rules));
    },
  };
}

function simplifying(rules: Rules): Operator {
  return {
    name: 'simplify',
    needsModel: false,
    arity: 1,
    propose: ({ parents: [parent], random }) =>
      proposeFrom(parent, rules, (listing) => draw(SIMPLIFY, random)(listing, { rules, random })),
  };
}

function draw(choice: Choice, random: Random): Edit {
  const weights = choice.map(([weight]) => weight);
  return random.pickWeighted(choice, weights)[1];
}

function further(edited: Listing | null, random: Random, rules: Rules): Listing | null {
  let listing = edited;
  while (listing !== null && random.chance(FURTHER_EDITS)) {
    listing = draw(FURTHER, random)(listing, { rules, random }) ?? listing;
  }
  return listing;
}

/** Tries an edit until it changes something. */
function proposeFrom(parent: Parent, rules: Rules, edit: (listing: Listing) => Listing | null): Proposal {
  const warrior = warriorOf(parent.program, rules);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const edited = edit(warrior);
    if (edited === null) continue;
    const program = programOf(edited, warrior, rules);
    if (program.hash !== parent.program.hash) return { kind: 'proposed', program };
  }
  return { kind: 'rejected', reason: 'no-site' };
}
