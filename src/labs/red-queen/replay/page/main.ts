import { hashOf, placeIn } from './address.ts';
import type { BattleData } from './battle-data.ts';
import { fightRounds } from './battle-rounds.ts';
import { type Browser, create, elementOf, type PageCanvas, type PageInput } from './browser.ts';
import { createChartView, type Measure } from './chart-view.ts';
import { DARK, LIGHT } from './colours.ts';
import { createCoreView } from './core-view.ts';
import { type Commands, listenToKeys } from './keyboard.ts';
import { drawLens, type LensTarget } from './lens-view.ts';
import { numberText } from './number-text.ts';
import { createPlayer, SPEEDS, speedFor } from './player.ts';
import type { Recording } from './recording.ts';
import { roundTitle } from './round-title.ts';
import { createWarriorsView } from './warriors-view.ts';

/** Seconds in which the heat of a cell halves while the round runs, and the least instructions that takes. */
const HALF_LIFE_SECONDS = 0.35;
const LEAST_HALF_LIFE = 6;

/** The page: what is shown, and everything that changes it. */
function start(browser: Browser): void {
  const { document } = browser;
  const data = JSON.parse(elementOf(document, 'battle').textContent ?? '') as BattleData;
  const { rounds, record, results } = { rounds: data.battle.rounds, ...fightRounds(data.battle) };

  const coreCanvas = elementOf<PageCanvas>(document, 'core');
  const chartCanvas = elementOf<PageCanvas>(document, 'chart');
  const scrub = elementOf<PageInput>(document, 'scrub');
  const roundChoice = elementOf<PageInput>(document, 'round');
  const speedChoice = elementOf<PageInput>(document, 'speed');
  const measureChoice = elementOf<PageInput>(document, 'measure');
  const runButton = elementOf(document, 'run');
  const core = createCoreView(browser, coreCanvas);
  const chart = createChartView(browser, chartCanvas);
  const warriors = createWarriorsView(document, elementOf(document, 'warriors'), data);
  const darkness = browser.matchMedia('(prefers-color-scheme: dark)');
  let isDark = darkness.matches;

  const place = placeIn(browser.location.hash);
  let round = Math.min(place.round, rounds.length - 1);
  let recording: Recording = record(round);
  let speed = 0;
  let hovered: number | null = null;
  let pinned: number | null = null;
  const player = createPlayer(() => recording);

  const target = (): LensTarget => {
    if (hovered !== null) return { cell: hovered, why: hovered === pinned ? 'pinned' : 'pointer' };
    if (pinned !== null) return { cell: pinned, why: 'pinned' };
    return { cell: recording.machine.address, why: 'next' };
  };
  const draw = (): void => {
    const { position, timeline, machine } = recording;
    const looked = target();
    core.draw(
      recording,
      Math.max(LEAST_HALF_LIFE, (SPEEDS[speed] as number) * HALF_LIFE_SECONDS),
      looked.why === 'next' ? null : looked.cell,
    );
    chart.draw(recording, measureChoice.value as Measure, isDark ? DARK : LIGHT);
    warriors.draw(recording);
    drawLens(document, elementOf(document, 'lens-heading'), elementOf(document, 'lens'), recording, looked);
    scrub.value = String(timeline.turnAt(position));
    const turn = `turn ${numberText(timeline.turnAt(position))} of ${numberText(timeline.turns)}`;
    const instruction = `instruction ${numberText(position)} of ${numberText(timeline.total)}`;
    elementOf(document, 'clock').textContent = `${turn} · ${instruction}${machine.isOver ? ' · over' : ''}`;
    runButton.textContent = player.isRunning ? 'Pause' : 'Run';
    if (!player.isRunning) browser.history.replaceState(null, '', hashOf({ round, position }));
  };

  let isWaiting = false;
  const show = (): void => {
    if (isWaiting) return;
    isWaiting = true;
    browser.requestAnimationFrame((milliseconds) => {
      isWaiting = false;
      player.tick(milliseconds, SPEEDS[speed] as number);
      draw();
      if (player.isRunning) show();
    });
  };
  const resize = (): void => {
    document.documentElement.className = isDark ? 'dark' : 'light';
    core.fit(isDark ? DARK : LIGHT, recording);
    show();
  };
  const goTo = (position: number): void => {
    player.stop();
    recording.seek(position);
    show();
  };
  const startRound = (next: number): void => {
    player.stop();
    round = next;
    recording = record(round);
    roundChoice.value = String(round);
    scrub.max = String(recording.timeline.turns);
    warriors.start(recording);
    show();
  };
  const setSpeed = (next: number): void => {
    speed = Math.max(0, Math.min(SPEEDS.length - 1, next));
    speedChoice.value = String(speed);
    show();
  };

  const commands: Commands = {
    toggle: () => {
      player.toggle();
      show();
    },
    stepBy: (instructions) => goTo(recording.position + instructions),
    turnBy: (turns) => {
      const { timeline, position } = recording;
      goTo(timeline.positionAt(Math.max(0, timeline.turnAt(position) + turns)));
    },
    goTo: (end) => goTo(end === 'begin' ? 0 : recording.timeline.total),
    nextDeath: () => {
      const before = [...recording.machine.deaths];
      const { timeline } = recording;
      const next = timeline.deaths.filter((turn, index) => turn !== null && before[index] === 0) as number[];
      if (next.length === 0) return goTo(timeline.total);
      // A death lies within its turn: the turn before it, then step by step.
      goTo(Math.max(recording.position, timeline.positionAt(Math.min(...next) - 1)));
      while (recording.machine.deaths.every((turn, index) => turn === before[index])) {
        recording.seek(recording.position + 1);
      }
    },
    nextTouch: () => {
      player.stop();
      recording.seekTouch(target().cell);
      show();
    },
    roundBy: (by) => startRound((round + by + rounds.length) % rounds.length),
    speedBy: (steps) => setSpeed(speed + steps),
  };

  const option = (value: number, text: string) => {
    const element = document.createElement('option');
    element.value = String(value);
    element.textContent = text;
    return element;
  };
  roundChoice.append(...results.map((result, at) => option(at, `${at + 1}: ${roundTitle(data.names, result)}`)));
  speedChoice.append(...SPEEDS.map((count, at) => option(at, `${numberText(count)} / s`)));
  const { rules } = data.battle;
  const facts = [
    `${numberText(rules.coreSize)} cells`,
    `${numberText(rules.cycles)} turns at most`,
    `${numberText(rules.processes)} processes each`,
    `seed ${data.seed}`,
  ];
  elementOf(document, 'rules').append(create(document, 'strong', '', data.hill), ` · ${facts.join(' · ')}`);

  runButton.addEventListener('click', commands.toggle);
  for (const [id, command] of [
    ['begin', () => commands.goTo('begin')],
    ['back', () => commands.stepBy(-1)],
    ['step', () => commands.stepBy(1)],
    ['end', () => commands.goTo('end')],
    ['death', commands.nextDeath],
  ] as const) {
    elementOf(document, id).addEventListener('click', command);
  }
  scrub.addEventListener('input', () => goTo(recording.timeline.positionAt(Number(scrub.value))));
  roundChoice.addEventListener('change', () => startRound(Number(roundChoice.value)));
  speedChoice.addEventListener('change', () => setSpeed(Number(speedChoice.value)));
  measureChoice.addEventListener('change', show);
  elementOf(document, 'mode').addEventListener('click', () => {
    isDark = !isDark;
    resize();
  });
  darkness.addEventListener('change', () => {
    isDark = darkness.matches;
    resize();
  });
  browser.addEventListener('resize', resize);
  coreCanvas.addEventListener('pointermove', (event) => {
    hovered = core.cellAt(event.offsetX, event.offsetY);
    show();
  });
  coreCanvas.addEventListener('pointerleave', () => {
    hovered = null;
    show();
  });
  coreCanvas.addEventListener('click', (event) => {
    const cell = core.cellAt(event.offsetX, event.offsetY);
    pinned = cell === pinned ? null : cell;
    show();
  });
  const scrubChart = (x: number): void => goTo(recording.timeline.positionAt(chart.turnAt(recording, x)));
  chartCanvas.addEventListener('pointerdown', (event) => {
    chartCanvas.setPointerCapture(event.pointerId);
    scrubChart(event.offsetX);
  });
  chartCanvas.addEventListener('pointermove', (event) => {
    if (event.buttons === 1) scrubChart(event.offsetX);
  });
  listenToKeys(browser, commands);

  startRound(round);
  setSpeed(speedFor(recording.timeline.total));
  recording.seek(place.position);
  resize();
  document.documentElement.setAttribute('data-ready', 'true');
}

start(globalThis as unknown as Browser);
