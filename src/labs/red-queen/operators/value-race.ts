import { z } from 'zod';
import type { JsonObject } from '../../../base/json.ts';
import { type Random, randomFrom, rootKey, subKey } from '../../../base/random.ts';
import type { Feedback, Operator } from '../../../core/operator.ts';
import type { Instruction } from '../mars/instruction.ts';
import type { Rules } from '../mars/rules.ts';
import { freshValue } from './fresh-instruction.ts';
import { type Listing, unwrap, withInstruction, wrap } from './listing.ts';
import { programOf, warriorOf } from './warrior-program.ts';

const FIELDS = ['aValue', 'bValue'] as const;

/** Turns of slots that are in flight are not known yet: a turn is drawn from so many, so that they differ. */
const AHEAD = 6;
/** Probability of so many more: what was proposed by other ways before must not stop a race. */
const FURTHER_AHEAD = 0.3;
const ATTEMPTS = 8;
/** Programs whose turns are remembered: as many as the lab's grid has cells. */
const RACES = 36;
/** Programs that are known to have gained by a change of one value. */
const LEADS = 12;

const hash = z.string();
const state = z.object({
  races: z.array(z.tuple([hash, z.int()])).default([]),
  leads: z.array(z.tuple([hash, z.int(), z.enum(FIELDS), z.int()])).default([]),
});
const note = z.object({
  race: hash,
  child: hash,
  index: z.int(),
  field: z.enum(FIELDS),
  /** By how much the value was changed. */
  step: z.int(),
});

/** One value to try. */
interface Trial {
  readonly index: number;
  readonly field: (typeof FIELDS)[number];
  readonly value: number;
}

/**
 * Races the values of a field: of one program it tries six values of one field in successive turns, then those of the next
 * field. A value that gains is tried further in the same direction, from the child on. What loses its
 * first short battles ends there; what wins is kept by the archive like any other child. Every try is a slot with its cost.
 *
 * The further moves are the pattern moves of R. Hooke, T. A. Jeeves, "Direct search solution of numerical and statistical
 * problems", Journal of the ACM 8, 1961.
 */
export function valueRace(name: string, rules: Rules): Operator {
  return {
    name,
    needsModel: false,
    arity: 1,
    propose({ parents: [{ program }], random, state: known }) {
      const warrior = warriorOf(program, rules);
      const { races, leads } = state.parse(known);
      const race = nameOf(program.hash);
      const begun = races.find(([each]) => each === race)?.[1] ?? 0;
      const lead = leads.find(([each]) => each === race);
      const ahead = lead === undefined ? [] : furtherTrials(warrior, lead, rules);
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        const turn = begun + turnsAhead(random);
        const { index, field, value } = ahead[turn] ?? trialOf(warrior, race, turn - ahead.length, rules);
        const old = warrior.instructions[index]?.[field] as number;
        if (value === old) continue;
        const child = programOf(withInstruction(warrior, index, { [field]: value }), warrior, rules);
        const step = unwrap(wrap(value - old, rules), rules);
        return { kind: 'proposed', program: child, note: { race, child: nameOf(child.hash), index, field, step } };
      }
      return { kind: 'rejected', reason: 'no-site' };
    },
    learn: (known, feedback) => learn(state.parse(known), feedback),
  };
}

function learn({ races, leads }: z.infer<typeof state>, { note: given, merit, parentMerit }: Feedback): JsonObject {
  const { race, child, index, field, step } = note.parse(given);
  const turn = races.find(([each]) => each === race)?.[1] ?? 0;
  const others = races.filter(([each]) => each !== race);
  const hasGained = merit !== null && merit > parentMerit;
  return {
    races: [...others, [race, turn + 1] as [string, number]].slice(-RACES),
    ...(hasGained && { leads: [...leads, [child, index, field, step] as const].slice(-LEADS) }),
  } as JsonObject;
}

function turnsAhead(random: Random): number {
  let turns = random.integer(AHEAD);
  while (random.chance(FURTHER_AHEAD)) turns += AHEAD;
  return turns;
}

/** A short name of a program: state stands in the log of every slot. */
function nameOf(programHash: string): string {
  return programHash.slice(0, 10);
}

/** On from where the last step gained: as far again, twice as far, and half of it back. */
function furtherTrials(
  { instructions }: Listing,
  [, index, field, step]: z.infer<typeof state>['leads'][number],
  rules: Rules,
): Trial[] {
  const old = instructions[index]?.[field];
  if (old === undefined) return [];
  const steps = [step, 2 * step, -Math.trunc(step / 2)].filter((each) => each !== 0);
  return steps.map((each) => ({ index, field, value: wrap(unwrap(old, rules) + each, rules) }));
}

/** Six values of one field, then of the next one; fields and fresh values are drawn for each program, and stay. */
function trialOf({ instructions }: Listing, race: string, turn: number, rules: Rules): Trial {
  const key = subKey(rootKey(0), `value-race/${race}`);
  const places = randomFrom(key).shuffle(instructions.flatMap((_, index) => FIELDS.map((field) => ({ index, field }))));
  const round = Math.floor(turn / CHANGES.length);
  const { index, field } = places[round % places.length] as (typeof places)[number];
  const old = unwrap((instructions[index] as Instruction)[field], rules);
  const change = CHANGES[turn % CHANGES.length] as (typeof CHANGES)[number];
  return { index, field, value: wrap(change(old, randomFrom(subKey(key, turn)), rules), rules) };
}

const CHANGES: readonly ((old: number, random: Random, rules: Rules) => number)[] = [
  (old) => old + 1,
  (old) => old - 1,
  (old, random) => old + random.pick([-1, 1]) * (2 + random.integer(11)),
  (_old, random, rules) => freshValue(random, rules),
  (_old, random, rules) => freshValue(random, rules),
  (_old, random, { coreSize }) => random.integer(coreSize),
];
