import { KaizenError } from '../../../base/errors.ts';
import type { CoreState } from './battle.ts';
import type { Machine } from './machine.ts';

/** Thrown by an engine that is asked for a state before its first battle. */
export function noBattleYet(): KaizenError {
  return new KaizenError('KAIZEN_BATTLE_MISSING', 'This engine has not fought a battle yet, so it holds no core.', {
    next: 'Call fight() first.',
  });
}

/** What a machine holds, copied. */
export function coreStateOf(machine: Machine | null): CoreState {
  if (machine === null) throw noBattleYet();
  const warriors = machine.battle.warriors.map((_, index) => index);
  return {
    codes: machine.codes.slice(),
    aValues: Uint16Array.from(machine.values, (pair) => pair & 0xffff),
    bValues: Uint16Array.from(machine.values, (pair) => pair >>> 16),
    processes: warriors.map((warrior) => machine.processes(warrior)),
    pSpaces: warriors.map((warrior) => machine.pSpace(warrior)),
  };
}
