import type { Battle, RoundResult } from '../../mars/battle.ts';
import { Machine, type MachineState } from '../../mars/machine.ts';
import { type Recording, recordRound } from './recording.ts';

/** The rounds of a battle, each with its result, and ready to be recorded. */
export interface BattleRounds {
  readonly results: readonly RoundResult[];
  record(round: number): Recording;
}

/**
 * Fights all rounds once: p-spaces last from round to round, so a round cannot be shown without those before it. What a
 * machine is like before each round is kept, without the core, which `load` fills anew.
 *
 * @param battle one that `checkBattle` accepts
 */
export function fightRounds(battle: Battle): BattleRounds {
  const machine = new Machine(battle);
  const before: MachineState[] = [];
  const results = battle.rounds.map((_, round) => {
    before.push(machine.save());
    machine.load(round);
    machine.run(Number.POSITIVE_INFINITY);
    return machine.finish();
  });
  return {
    results,
    record: (round) => {
      const fresh = new Machine(battle);
      fresh.restore(before[round] as MachineState);
      return recordRound(fresh, round, results[round] as RoundResult);
    },
  };
}
