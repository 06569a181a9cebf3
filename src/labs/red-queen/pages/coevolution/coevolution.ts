import { optionOf } from '../battle/battle-controls.ts';
import type { BattleData } from '../battle/battle-data.ts';
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

type Pair = readonly [number, number];

const BEGINNING = { round: 0, position: 0 };

/** The page of a coevolution. */
function start(browser: Browser): void {
  const { document, history, location } = browser;
  const data = JSON.parse(elementOf(document, 'data').textContent ?? '') as CoevolutionData;
  const { rules, placements, warriors, rounds, benchmark } = data;
  const last = rounds.length - 1;
  const championIndices = rounds.map(({ champion }) => champion);
  const champion = championIndices[last] as number;
  const opponents = [...new Set([...championIndices.toReversed(), ...benchmark.warriors])];

  const battleOf = ([one, other]: Pair): BattleData => {
    const members = [one, other].map((index) => warriors[index] as (typeof warriors)[number]);
    const battle = { warriors: members.map(({ warrior }) => warrior), rules, rounds: placements };
    const names = members.map(({ name }) => name);
    const { hill, seed } = data;
    return { battle: { ...battle, ending: 'one-left', countsCoverage: false }, names, hill, seed };
  };
  const heading = elementOf(document, 'battle-heading');
  const announce = ({ names }: BattleData): void => {
    heading.textContent = `Battle: ${names.join(' against ')}`;
  };
  const asked = pairPlaceIn(location.hash);
  const isKnown = asked?.pair.every((index) => index < warriors.length) ?? false;
  const usual = { pair: [champion, opponents.find((index) => index !== champion) ?? champion] as const, ...BEGINNING };
  const { pair: firstPair, ...place } = asked !== null && isKnown ? asked : usual;
  let pair: Pair = firstPair;
  let chosen = last;

  const colours = createThemeSwitch(browser, () => draw());
  const begin = { data: battleOf(pair), place, theme: colours.theme };
  const view = createBattleView(browser, begin, (where) =>
    history.replaceState(null, '', pairHashOf({ pair, ...where })),
  );
  const fight = (one: number, other: number): void => {
    pair = [one, other];
    const battle = battleOf(pair);
    announce(battle);
    view.show(battle, BEGINNING);
    heading.scrollIntoView({ behavior: 'smooth' });
  };

  const opponent = elementOf<PageInput>(document, 'opponent');
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

  elementOf(document, 'points-heading').textContent =
    `Points of 300 against ${benchmark.name}, with the 95 % interval over placements`;
  writeRules(browser, begin.data);
  announce(begin.data);
  choose(last);
  draw();
  browser.addEventListener('resize', draw);
  document.documentElement.setAttribute('data-ready', 'true');
}

start(globalThis as unknown as Browser);
