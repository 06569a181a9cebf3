import type { Engine } from './battle.ts';
import { checkBattle } from './check-battle.ts';
import { coreStateOf } from './core-state.ts';
import { Machine } from './machine.ts';

/** The engine in TypeScript: the reference, slower than the one in WebAssembly by a factor of about two. */
export function createTypescriptEngine(): Engine {
  let machine: Machine | null = null;
  return {
    name: 'typescript',
    fight: (battle) => {
      checkBattle(battle);
      const current = new Machine(battle);
      machine = current;
      let instructions = 0;
      const rounds = battle.rounds.map((_, round) => {
        current.load(round);
        instructions += current.run(Number.POSITIVE_INFINITY);
        return current.finish();
      });
      return { rounds, instructions };
    },
    state: () => coreStateOf(machine),
  };
}
