import { type Browser, elementOf } from '../browser.ts';
import { createThemeSwitch } from '../theme-switch.ts';
import { hashOf, placeIn } from './address.ts';
import type { BattleData } from './battle-data.ts';
import { createBattleView } from './battle-view.ts';
import { writeRules } from './rules-text.ts';

/** The page of one battle. */
function start(browser: Browser): void {
  const { document, history, location } = browser;
  const data = JSON.parse(elementOf(document, 'data').textContent ?? '') as BattleData;
  const colours = createThemeSwitch(browser, (theme) => view.resize(theme));
  const begin = { data, place: placeIn(location.hash), theme: colours.theme };
  const view = createBattleView(browser, begin, (place) => history.replaceState(null, '', hashOf(place)));
  browser.addEventListener('resize', () => view.resize(colours.theme));
  writeRules(browser, data);
  document.documentElement.setAttribute('data-ready', 'true');
}

start(globalThis as unknown as Browser);
