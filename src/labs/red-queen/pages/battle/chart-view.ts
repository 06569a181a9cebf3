import type { Browser, PageCanvas, PageContext } from '../browser.ts';
import { colourOf, cssOf, mix, type Theme } from '../colours.ts';
import type { Recording } from './recording.ts';

/** What the chart stacks, for each warrior a share of all. */
export type Measure = 'life' | 'processes' | 'cells';

/** The round over time: stacked shares, deaths, and where the page stands. */
export interface ChartView {
  draw(recording: Recording, measure: Measure, theme: Theme): void;
  /** The turn at a distance from the left in CSS pixels. */
  turnAt(recording: Recording, x: number): number;
}

/** Room under the chart for the marks of deaths, in CSS pixels. */
const DEATHS = 14;

export function createChartView(browser: Browser, canvas: PageCanvas): ChartView {
  const context = canvas.getContext('2d');
  return {
    draw: (recording, measure, theme) => {
      const ratio = browser.devicePixelRatio;
      const [width, height] = [Math.round(canvas.clientWidth * ratio), Math.round(110 * ratio)];
      if (canvas.width !== width) canvas.width = width;
      if (canvas.height !== height) canvas.height = height;
      context.clearRect(0, 0, width, height);
      const { timeline, position } = recording;
      const bottom = height - DEATHS * ratio;
      const xOf = (turn: number): number => (timeline.turns === 0 ? 0 : (turn / timeline.turns) * width);
      drawAreas(context, recording, sharesOf(recording, measure), theme, { xOf, bottom });
      drawDeaths(context, recording, theme, { xOf, bottom, ratio });
      const x = Math.min(width - ratio, xOf(timeline.turnAt(position)));
      context.fillStyle = cssOf(theme.paper);
      context.fillRect(x - 1.5 * ratio, 0, 4 * ratio, bottom);
      context.fillStyle = cssOf(theme.ink);
      context.fillRect(x - 0.5 * ratio, 0, 2 * ratio, bottom);
    },
    turnAt: ({ timeline }, x) =>
      Math.max(0, Math.min(timeline.turns, Math.round((x / canvas.clientWidth) * timeline.turns))),
  };
}

/** A step of the chart: from this turn to the next step, each warrior's share of all, 0 .. 1. */
export interface ChartStep {
  readonly turn: number;
  readonly shares: readonly number[];
}

/**
 * Shares of life change at deaths only, A_i / Σ_j A_j, as in the fitness of Digital Red Queen (arXiv 2601.03335), and are
 * exact; shares of processes and cells are those at the sampled turns.
 */
export function sharesOf({ timeline, samples }: Recording, measure: Measure): ChartStep[] {
  if (measure !== 'life') {
    const rows = samples[measure];
    return samples.turns.map((turn, index) => ({ turn, shares: normalized(rows.map((row) => row[index] as number)) }));
  }
  const { deaths, turns } = timeline;
  // Who dies in turn t has lived through t − 1 turns.
  const lives = deaths.map((death) => (death === null ? turns : death - 1));
  const ends = lives.filter((_, warrior) => deaths[warrior] !== null);
  const starts = [...new Set([0, ...ends])].sort((one, other) => one - other);
  const steps = starts.map((turn) => ({
    turn,
    shares: normalized(lives.map((life, warrior): number => (deaths[warrior] === null || life > turn ? 1 : 0))),
  }));
  return [...steps, { turn: turns, shares: steps.at(-1)?.shares ?? [] }];
}

function normalized(counts: readonly number[]): number[] {
  const sum = counts.reduce((total, count) => total + count, 0);
  return counts.map((count) => (sum === 0 ? 0 : count / sum));
}

interface Frame {
  readonly xOf: (turn: number) => number;
  readonly bottom: number;
}

function drawAreas(
  context: PageContext,
  { timeline }: Recording,
  steps: readonly ChartStep[],
  theme: Theme,
  frame: Frame,
) {
  const { xOf, bottom } = frame;
  context.fillStyle = cssOf(theme.paper);
  context.fillRect(0, 0, xOf(timeline.turns), bottom);
  const below = steps.map(() => 0);
  for (let warrior = 0; warrior < timeline.deaths.length; warrior++) {
    context.beginPath();
    const upper: (readonly [number, number])[] = [];
    const lower: (readonly [number, number])[] = [];
    for (const [index, { turn, shares }] of steps.entries()) {
      const base = below[index] as number;
      const top = base + (shares[warrior] as number);
      const from = xOf(turn);
      const to = xOf(steps[index + 1]?.turn ?? timeline.turns);
      upper.push([from, bottom * (1 - top)], [to, bottom * (1 - top)]);
      lower.push([from, bottom * (1 - base)], [to, bottom * (1 - base)]);
      below[index] = top;
    }
    for (const [x, y] of [...upper, ...lower.reverse()]) context.lineTo(x, y);
    context.closePath();
    context.fillStyle = cssOf(mix(theme.paper, colourOf(warrior), 0.8));
    context.fill();
  }
}

/** A cross in the warrior's colour under the turn in which it dies. */
function drawDeaths(
  context: PageContext,
  { timeline }: Recording,
  theme: Theme,
  { xOf, bottom, ratio }: Frame & { readonly ratio: number },
): void {
  const arm = 4 * ratio;
  const middle = bottom + (DEATHS * ratio) / 2 + ratio;
  for (const [warrior, turn] of timeline.deaths.entries()) {
    if (turn === null) continue;
    const x = Math.max(arm + ratio, Math.min(xOf(timeline.turns) - arm - ratio, xOf(turn)));
    for (const [style, width] of [
      [cssOf(theme.ink), 4.5],
      [cssOf(colourOf(warrior)), 2.5],
    ] as const) {
      context.strokeStyle = style;
      context.lineWidth = width * ratio;
      context.beginPath();
      context.moveTo(x - arm, middle - arm);
      context.lineTo(x + arm, middle + arm);
      context.moveTo(x - arm, middle + arm);
      context.lineTo(x + arm, middle - arm);
      context.stroke();
    }
  }
}
