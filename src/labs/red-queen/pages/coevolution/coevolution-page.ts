import { checkBattle } from '../../mars/check-battle.ts';
import { singleFilePage } from '../single-file.ts';
import type { CoevolutionData } from './coevolution-data.ts';

/**
 * One HTML file about a coevolution: its champions and archives as pictures, in which a click lets two warriors fight. It
 * holds the simulator, and needs nothing else.
 *
 * @throws KaizenError KAIZEN_BATTLE_INVALID
 */
export function coevolutionPage(data: CoevolutionData): string {
  const { rules, placements, warriors } = data;
  for (const { warrior } of warriors) {
    const pair = { warriors: [warrior, warrior], rules, rounds: placements };
    checkBattle({ ...pair, ending: 'one-left', countsCoverage: false });
  }
  return singleFilePage({
    template: new URL('./coevolution.html', import.meta.url),
    fragments: { battle: new URL('../battle/battle.html', import.meta.url) },
    styles: ['../style.css', '../battle/battle.css', './coevolution.css'].map((file) => new URL(file, import.meta.url)),
    entry: new URL(`./coevolution${import.meta.url.slice(-3)}`, import.meta.url),
    title: `${data.name} · coevolution of warriors`,
    data,
  });
}
