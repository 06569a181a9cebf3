import { safeLine } from '../../../../base/safe-text.ts';
import { checkBattle } from '../../mars/check-battle.ts';
import { singleFilePage } from '../single-file.ts';
import type { BattleData } from './battle-data.ts';

/**
 * One HTML file that replays a battle without anything else: it holds the battle and the simulator, and plays every round
 * again, exactly.
 *
 * @throws KaizenError KAIZEN_BATTLE_INVALID
 */
export function replayPage(data: BattleData): string {
  checkBattle(data.battle);
  return singleFilePage({
    heading: 'Core War replay',
    content: [new URL('./battle.html', import.meta.url)],
    styles: [new URL('./battle.css', import.meta.url)],
    entry: new URL(`./replay${import.meta.url.slice(-3)}`, import.meta.url),
    title: `${data.names.slice(0, 3).join(' against ')} · Core War replay`,
    data: { ...data, names: data.names.map(safeLine) },
  });
}
