import type { Battle } from '../../mars/battle.ts';
import { optionOf } from '../battle/battle-controls.ts';
import { createBattleView } from '../battle/battle-view.ts';
import { writeRules } from '../battle/rules-text.ts';
import { type Browser, elementOf, type PageInput } from '../browser.ts';
import { createThemeSwitch } from '../theme-switch.ts';
import { pairHashOf, pairPlaceIn } from './address.ts';
import { createAncestryView } from './ancestry-view.ts';
import { createArchiveView } from './archive-view.ts';
import type { CoevolutionData } from './coevolution-data.ts';
import { createMatrixView } from './matrix-view.ts';
import { createRoundsView } from './rounds-view.ts';

/** The page of a coevolution. */
function start(browser: Browser): void {
  const { document, history, location } = browser;
  const data = JSON.parse(elementOf(document, 'data').textContent ?? '') as CoevolutionData;
  const { rules, placements, warriors, rounds, benchmark } = data;
  const last = rounds.length - 1;
  let chosen = last;
  let pair: readonly [number, number] = [0, 0];

  const colours = createThemeSwitch(browser, () => draw());
  const view = createBattleView(browser, colours.theme, (place) =>
    history.replaceState(null, '', pairHashOf({ pair, ...place })),
  );
  const battleOf = (indices: readonly [number, number]): Battle => ({
    warriors: indices.map((index) => (warriors[index] as (typeof warriors)[number]).warrior),
    ...{ rules, rounds: placements, ending: 'one-left', countsCoverage: false },
  });
  const show = (next: readonly [number, number], place = { round: 0, position: 0 }): void => {
    pair = next;
    const names = next.map((index) => warriors[index]?.name ?? '');
    elementOf(document, 'battle-heading').textContent = `Battle: ${names.join(' against ')}`;
    view.show({ battle: battleOf(next), names, hill: data.hill, seed: data.seed }, place);
  };
  const fight = (one: number, other: number): void => {
    show([one, other]);
    elementOf(document, 'battle-heading').scrollIntoView({ behavior: 'smooth' });
  };

  const opponent = elementOf<PageInput>(document, 'opponent');
  const championIndices = rounds.map(({ champion }) => champion);
  const opponents = [...new Set([...championIndices.toReversed(), ...benchmark.warriors])];
  opponent.append(...opponents.map((index) => optionOf(browser, index, warriors[index]?.name ?? '')));

  const roundsView = createRoundsView(document, elementOf(document, 'rounds'), data, (round) => choose(round));
  const matrix = createMatrixView(document, elementOf(document, 'matrix'), data, fight);
  const archive = createArchiveView(document, elementOf(document, 'archive'), data, (warrior) =>
    fight(warrior, Number(opponent.value)),
  );
  const ancestry = createAncestryView(document, elementOf(document, 'ancestry'), data, fight);
  const draw = (): void => {
    matrix.draw(colours.theme);
    archive.draw(chosen, colours.theme);
    view.resize(colours.theme);
  };
  const choose = (round: number): void => {
    chosen = round;
    roundsView.choose(round);
    archive.draw(round, colours.theme);
    ancestry.draw(round);
    elementOf(document, 'archive-heading').textContent = `Archive of round ${round + 1}`;
    elementOf(document, 'ancestry-heading').textContent = `Where the champion of round ${round + 1} comes from`;
  };

  const champion = championIndices[last] as number;
  elementOf(document, 'name').textContent = `Coevolution “${data.name}”`;
  elementOf(document, 'points-heading').textContent =
    `Points of 300 against ${benchmark.name}, with the 95 % interval over placements`;
  writeRules(browser, { hill: data.hill, seed: data.seed, battle: battleOf([champion, champion]) });
  const place = pairPlaceIn(location.hash);
  const isKnown = place?.pair.every((index) => index < warriors.length) ?? false;
  const first = opponents.find((index) => index !== champion) ?? champion;
  if (place !== null && isKnown) show(place.pair, place);
  else show([champion, first]);
  choose(last);
  draw();
  browser.addEventListener('resize', draw);
  document.documentElement.setAttribute('data-ready', 'true');
}

start(globalThis as unknown as Browser);
