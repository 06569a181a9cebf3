import { type Browser, create, elementOf, type PageCanvas, type PageInput } from '../browser.ts';
import { numberText } from '../number-text.ts';
import type { Measure } from './chart-view.ts';
import { type Commands, listenToKeys } from './keyboard.ts';
import { SPEEDS } from './player.ts';

/** Everything that a reader can do to a battle. */
export interface BattleCommands extends Commands {
  startRound(round: number): void;
  setSpeed(index: number): void;
  setMeasure(measure: Measure): void;
  goToTurn(turn: number): void;
  /** A place on the chart, in CSS pixels from its left. */
  goToChart(x: number): void;
  /** A place on the core in CSS pixels, or null when the pointer has left it. */
  point(place: { readonly x: number; readonly y: number } | null): void;
  pin(place: { readonly x: number; readonly y: number }): void;
}

/** Makes buttons, lists, canvases and keys do what they say. */
export function connectControls(browser: Browser, commands: BattleCommands): void {
  const { document } = browser;
  const input = (id: string): PageInput => elementOf<PageInput>(document, id);
  for (const [id, command] of [
    ['run', commands.toggle],
    ['begin', () => commands.goTo('begin')],
    ['back', () => commands.stepBy(-1)],
    ['step', () => commands.stepBy(1)],
    ['end', () => commands.goTo('end')],
    ['death', commands.nextDeath],
  ] as const) {
    elementOf(document, id).addEventListener('click', command);
  }
  const [scrub, round, speed, measure] = [input('scrub'), input('round'), input('speed'), input('measure')];
  speed.append(...SPEEDS.map((count, index) => optionOf(browser, index, `${numberText(count)} / s`)));
  scrub.addEventListener('input', () => commands.goToTurn(Number(scrub.value)));
  round.addEventListener('change', () => commands.startRound(Number(round.value)));
  speed.addEventListener('change', () => commands.setSpeed(Number(speed.value)));
  measure.addEventListener('change', () => commands.setMeasure(measure.value as Measure));

  const core = elementOf<PageCanvas>(document, 'core');
  core.addEventListener('pointermove', ({ offsetX, offsetY }) => commands.point({ x: offsetX, y: offsetY }));
  core.addEventListener('pointerleave', () => commands.point(null));
  core.addEventListener('click', ({ offsetX, offsetY }) => commands.pin({ x: offsetX, y: offsetY }));
  const chart = elementOf<PageCanvas>(document, 'chart');
  chart.addEventListener('pointerdown', ({ pointerId, offsetX }) => {
    chart.setPointerCapture(pointerId);
    commands.goToChart(offsetX);
  });
  chart.addEventListener('pointermove', ({ buttons, offsetX }) => {
    if (buttons === 1) commands.goToChart(offsetX);
  });
  listenToKeys(browser, commands);
}

/** An entry of a list. */
export function optionOf({ document }: Pick<Browser, 'document'>, value: number, text: string): PageInput {
  const element = create(document, 'option', '', text) as PageInput;
  element.value = String(value);
  return element;
}
