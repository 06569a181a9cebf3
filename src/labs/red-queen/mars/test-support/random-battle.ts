import { type Random, randomFrom, rootKey } from '../../../../base/random.ts';
import type { Battle, Ending } from '../battle.ts';
import { type Instruction, MODES, MODIFIERS, OPCODES } from '../instruction.ts';
import { keyedRounds } from '../placement.ts';
import type { Rules } from '../rules.ts';
import type { Warrior } from '../warrior.ts';

/** Opcodes that keep programs alive and busy come more often; every opcode comes. */
const LIVELY = ['MOV', 'MOV', 'MOV', 'SPL', 'SPL', 'DJN', 'JMP', 'ADD', 'SEQ', 'JMZ', 'LDP', 'STP'] as const;

function randomValue(random: Random, coreSize: number): number {
  const kind = random.float();
  if (kind < 0.6) return (coreSize + ((random.integer(17) - 8) % coreSize)) % coreSize;
  if (kind < 0.7) return coreSize - 1;
  return random.integer(coreSize);
}

export function randomInstruction(random: Random, coreSize: number): Instruction {
  return {
    opcode: random.chance(0.5) ? random.pick(LIVELY) : random.pick(OPCODES),
    modifier: random.chance(0.3) ? 'I' : random.pick(MODIFIERS),
    aMode: random.chance(0.3) ? '$' : random.pick(MODES),
    aValue: randomValue(random, coreSize),
    bMode: random.chance(0.3) ? '$' : random.pick(MODES),
    bValue: randomValue(random, coreSize),
  };
}

export function randomWarrior(random: Random, coreSize: number, longest: number): Warrior {
  const length = 1 + random.integer(longest);
  return {
    name: 'random',
    author: '',
    instructions: Array.from({ length }, () => randomInstruction(random, coreSize)),
    start: random.integer(length),
    pin: random.chance(0.3) ? 1 + random.integer(2) : null,
  };
}

export interface RandomBattleOptions {
  readonly coreSizes?: readonly number[];
  readonly warriors?: number;
  readonly cycles?: readonly number[];
  readonly rounds?: number;
}

/** Random programs under random rules. The same seed and options give the same battle. */
export function randomBattle(seed: number, options: RandomBattleOptions = {}): Battle {
  const random = randomFrom(rootKey(seed));
  const count = options.warriors ?? 1 + random.integer(8);
  const coreSize = random.pick(options.coreSizes ?? [80, 97, 256, 800, 1009, 8000, 8192, 55_440, 65_536]);
  const distance = 1 + random.integer(Math.min(100, Math.floor(coreSize / count)));
  const rules: Rules = {
    coreSize,
    cycles: random.pick(options.cycles ?? [1, 10, 100, 300, 2000]),
    processes: random.pick([1, 2, 3, 8, 64, 8000]),
    length: distance,
    distance,
    pSpaceSize: random.pick([1, 2, 5, 16, Math.ceil(coreSize / 16)]),
  };
  const ending: Ending = random.pick(['one-left', 'none-left', 'pmars']);
  return {
    warriors: Array.from({ length: count }, () => randomWarrior(random, coreSize, Math.min(distance, 20))),
    rules,
    rounds: keyedRounds(rules, count, options.rounds ?? 3, rootKey(seed)),
    ending,
    countsCoverage: random.chance(0.5),
  };
}
