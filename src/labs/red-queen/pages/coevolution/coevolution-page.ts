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
    heading: `Coevolution “${data.name}”`,
    content: ['./coevolution.html', '../battle/battle.html'].map(beside),
    styles: ['../battle/battle.css', './coevolution.css'].map(beside),
    entry: beside(`./coevolution${import.meta.url.slice(-3)}`),
    title: `${data.name} · coevolution of warriors`,
    data,
  });
}

function beside(file: string): URL {
  return new URL(file, import.meta.url);
}
