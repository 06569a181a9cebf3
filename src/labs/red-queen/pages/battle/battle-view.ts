import { type Browser, elementOf, type PageCanvas, type PageInput } from '../browser.ts';
import type { Theme } from '../colours.ts';
import { numberText } from '../number-text.ts';
import type { Place } from './address.ts';
import { type BattleCommands, connectControls, optionOf } from './battle-controls.ts';
import type { BattleData } from './battle-data.ts';
import { type BattleRounds, fightRounds } from './battle-rounds.ts';
import { createChartView, type Measure } from './chart-view.ts';
import { createCoreView } from './core-view.ts';
import { drawLens, type LensTarget } from './lens-view.ts';
import { createPlayer, SPEEDS, speedFor } from './player.ts';
import type { Recording } from './recording.ts';
import { roundTitle } from './round-title.ts';
import { createWarriorsView, type WarriorsView } from './warriors-view.ts';

/** Seconds in which the heat of a cell halves while the round runs, and the least instructions that takes. */
const HALF_LIFE_SECONDS = 0.35;
const LEAST_HALF_LIFE = 6;

/** The part of a page that shows battles, in the elements of `battle.html`. */
export interface BattleView {
  /** Fights a battle and shows it, where a place beyond its end is its end. */
  show(data: BattleData, place: Place): void;
  /** After the width or the colours of the page have changed. */
  resize(theme: Theme): void;
}

interface Shown {
  readonly data: BattleData;
  readonly rounds: BattleRounds;
  readonly warriors: WarriorsView;
  readonly round: number;
  readonly recording: Recording;
}

/** What a view begins with. */
export interface BattleStart {
  readonly data: BattleData;
  readonly place: Place;
  readonly theme: Theme;
}

/** @param onPlace is told where the view stands whenever it does not run */
export function createBattleView(browser: Browser, start: BattleStart, onPlace: (place: Place) => void): BattleView {
  const { document } = browser;
  const scrub = elementOf<PageInput>(document, 'scrub');
  const roundChoice = elementOf<PageInput>(document, 'round');
  const core = createCoreView(browser, elementOf<PageCanvas>(document, 'core'));
  const chart = createChartView(browser, elementOf<PageCanvas>(document, 'chart'));
  const open = (data: BattleData, { round }: Place): Shown => {
    const rounds = fightRounds(data.battle);
    const known = Math.min(round, rounds.results.length - 1);
    const warriors = createWarriorsView(document, elementOf(document, 'warriors'), data);
    return { data, rounds, warriors, round: known, recording: rounds.record(known) };
  };
  let { theme } = start;
  let shown = open(start.data, start.place);
  let speed = 0;
  let measure: Measure = 'cells';
  let hovered: number | null = null;
  let pinned: number | null = null;
  const player = createPlayer(() => shown.recording);

  const target = (): LensTarget => {
    if (hovered !== null) return { cell: hovered, why: hovered === pinned ? 'pinned' : 'pointer' };
    if (pinned !== null) return { cell: pinned, why: 'pinned' };
    return { cell: shown.recording.machine.address, why: 'next' };
  };
  const draw = (): void => {
    const { recording, round, warriors } = shown;
    const { position, timeline, machine } = recording;
    const looked = target();
    const halfLife = Math.max(LEAST_HALF_LIFE, (SPEEDS[speed] as number) * HALF_LIFE_SECONDS);
    core.draw(recording, halfLife, looked.why === 'next' ? null : looked.cell);
    chart.draw(recording, measure, theme);
    warriors.draw(recording);
    drawLens(document, elementOf(document, 'lens-heading'), elementOf(document, 'lens'), recording, looked);
    scrub.value = String(timeline.turnAt(position));
    const turn = `turn ${numberText(timeline.turnAt(position))} of ${numberText(timeline.turns)}`;
    const instruction = `instruction ${numberText(position)} of ${numberText(timeline.total)}`;
    elementOf(document, 'clock').textContent = `${turn} · ${instruction}${machine.isOver ? ' · over' : ''}`;
    elementOf(document, 'run').textContent = player.isRunning ? 'Pause' : 'Run';
    if (!player.isRunning) onPlace({ round, position });
  };

  let isWaiting = false;
  const redraw = (): void => {
    if (isWaiting) return;
    isWaiting = true;
    browser.requestAnimationFrame((milliseconds) => {
      isWaiting = false;
      player.tick(milliseconds, SPEEDS[speed] as number);
      draw();
      if (player.isRunning) redraw();
    });
  };
  const resize = (next: Theme): void => {
    theme = next;
    core.fit(theme, shown.recording);
    redraw();
  };
  const goTo = (position: number): void => {
    player.stop();
    shown.recording.seek(position);
    redraw();
  };
  const showRound = (round: number, recording: Recording): void => {
    player.stop();
    shown = { ...shown, round, recording };
    roundChoice.value = String(round);
    scrub.max = String(recording.timeline.turns);
    shown.warriors.start(recording);
    redraw();
  };
  const startRound = (round: number): void => showRound(round, shown.rounds.record(round));
  const setSpeed = (index: number): void => {
    speed = Math.max(0, Math.min(SPEEDS.length - 1, index));
    elementOf<PageInput>(document, 'speed').value = String(speed);
    redraw();
  };

  const commands: BattleCommands = {
    startRound,
    setSpeed,
    setMeasure: (next) => {
      measure = next;
      redraw();
    },
    goToTurn: (turn) => goTo(shown.recording.timeline.positionAt(turn)),
    goToChart: (x) => commands.goToTurn(chart.turnAt(shown.recording, x)),
    point: (place) => {
      hovered = place && core.cellAt(place.x, place.y);
      redraw();
    },
    pin: ({ x, y }) => {
      const cell = core.cellAt(x, y);
      pinned = cell === pinned ? null : cell;
      redraw();
    },
    toggle: () => {
      player.toggle();
      redraw();
    },
    stepBy: (instructions) => goTo(shown.recording.position + instructions),
    turnBy: (turns) => {
      const { timeline, position } = shown.recording;
      commands.goToTurn(Math.max(0, timeline.turnAt(position) + turns));
    },
    goTo: (end) => goTo(end === 'begin' ? 0 : shown.recording.timeline.total),
    nextDeath: () => {
      player.stop();
      shown.recording.seekDeath();
      redraw();
    },
    nextTouch: () => {
      player.stop();
      shown.recording.seekTouch(target().cell);
      redraw();
    },
    roundBy: (by) => {
      const { length } = shown.rounds.results;
      startRound((shown.round + by + length) % length);
    },
    speedBy: (steps) => setSpeed(speed + steps),
  };
  const enter = (next: Shown, { position }: Place): void => {
    shown = next;
    pinned = null;
    const { rounds, data, round, recording } = shown;
    const titles = rounds.results.map((result, index) => `${index + 1}: ${roundTitle(data.names, result)}`);
    roundChoice.replaceChildren(...titles.map((title, index) => optionOf(browser, index, title)));
    showRound(round, recording);
    setSpeed(speedFor(recording.timeline.total));
    recording.seek(position);
    resize(theme);
  };
  connectControls(browser, commands);
  enter(shown, start.place);

  return { resize, show: (data, place) => enter(open(data, place), place) };
}
