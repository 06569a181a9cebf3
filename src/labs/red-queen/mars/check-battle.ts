import { KaizenError } from '../../../base/errors.ts';
import { type Battle, MAXIMUM_WARRIORS, type Round } from './battle.ts';
import { imageOf } from './encoding.ts';
import type { Rules } from './rules.ts';

function refuse(what: string, wanted: string, got: string): never {
  throw new KaizenError('KAIZEN_BATTLE_INVALID', `A battle has ${what} that no core can run.`, { wanted, got });
}

function checkRange(what: string, value: number, least: number, most: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  refuse(what, `an integer from ${least} to ${most}`, String(value));
}

function checkRules(rules: Rules, warriorCount: number): void {
  checkRange('a core size', rules.coreSize, 1, 65_536);
  checkRange('a number of cycles', rules.cycles, 1, Math.floor((2 ** 31 - 1) / warriorCount));
  checkRange('a process limit', rules.processes, 1, 65_536);
  checkRange('a p-space size', rules.pSpaceSize, 1, rules.coreSize);
}

/**
 * Refuses a distance at which so many warriors do not fit.
 *
 * @throws KaizenError KAIZEN_BATTLE_INVALID
 */
export function checkRoom({ coreSize, distance }: Rules, warriorCount: number): void {
  checkRange('a distance between warriors', distance, 1, Math.floor(coreSize / warriorCount));
}

/** Positions are compared on the ring: the next warrior must begin behind the end of this one. */
function checkOverlap(round: Round, lengths: readonly number[], coreSize: number): void {
  const order = lengths
    .map((length, warrior) => ({ warrior, length, position: round.positions[warrior] ?? 0 }))
    .filter(({ length }) => length > 0)
    .sort((one, other) => one.position - other.position);
  for (const [index, { warrior, position, length }] of order.entries()) {
    const next = order[(index + 1) % order.length];
    if (next === undefined || next.warrior === warrior) continue;
    const gap = (next.position - position + coreSize) % coreSize;
    if (gap >= length) continue;
    refuse('overlapping warriors', `${length} cells for warrior ${warrior}`, `${gap} cells to warrior ${next.warrior}`);
  }
}

/**
 * Refuses what the engines cannot run; what they may rely on afterwards is stated in `Battle`.
 *
 * @throws KaizenError KAIZEN_BATTLE_INVALID
 */
export function checkBattle({ warriors, rules, rounds }: Battle): void {
  checkRange('a number of warriors', warriors.length, 1, MAXIMUM_WARRIORS);
  checkRules(rules, warriors.length);
  const lengths = warriors.map((warrior) => warrior.instructions.length);
  for (const warrior of warriors) {
    checkRange(`a length of ${warrior.name}`, warrior.instructions.length, 0, rules.coreSize);
    checkRange(`a start of ${warrior.name}`, warrior.start, 0, Math.max(0, warrior.instructions.length - 1));
    checkRange(`a value or word in ${warrior.name}`, imageOf(warrior).greatestValue, 0, rules.coreSize - 1);
  }
  for (const round of rounds) {
    if (round.positions.length !== warriors.length) {
      refuse('a list of positions', `${warriors.length} positions`, `${round.positions.length}`);
    }
    for (const position of round.positions) checkRange('a position', position, 0, rules.coreSize - 1);
    checkRange('a starter', round.starter, 0, warriors.length - 1);
    if (warriors.length > 1) checkOverlap(round, lengths, rules.coreSize);
  }
}
