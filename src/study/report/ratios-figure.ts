import type { JsonObject } from '../../base/json.ts';
import type { StudyAnalysis } from '../analysis.ts';
import type { Claim, ComputeRatio } from '../comparison.ts';
import type { StudySpec } from '../study-spec.ts';
import { times } from '../verdict.ts';
import { panelTitle } from './panel-title.ts';
import { armColours } from './theme.ts';

const WIDTH = 380;
const ROW = 22;

/** Beyond this a ratio or a bound is drawn at the edge; its number is written beside it all the same. */
const EDGE = 100;

/** Room beyond the farthest value, so that no mark stands on a label. */
const MARGIN = 1.2;

const TICKS = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100];

/**
 * Compute ratio of each arm against the baseline, on each task and over all of them, with its interval. Only the ratio over
 * all tasks can carry a claim: claims on one task are about final scores.
 */
export function ratiosFigure(
  { comparisons }: StudyAnalysis,
  { rule, arms }: Pick<StudySpec, 'rule' | 'arms'>,
): JsonObject {
  const colours = armColours(
    arms.map(({ name }) => name),
    rule.baseline,
  );
  const drawn = comparisons
    .flatMap(({ compute, tasks }) => [compute, ...tasks.map((task) => task.compute)])
    .flatMap(({ ratio, interval }) => [ratio, interval.low, interval.high]);
  const reach =
    Math.min(EDGE, Math.max(4, ...drawn.filter(Number.isFinite).map((value) => Math.max(value, 1 / value)))) * 1.15;
  return {
    title: {
      text: `Compute ratio against ${rule.baseline}`,
      subtitle: `right of 1: the arm needed less for what both reached; ${Math.round(rule.level * 100)} % intervals, filled where the study makes a claim`,
    },
    bounds: 'flush',
    spacing: 58,
    vconcat: comparisons.map(({ arm, compute, claim, tasks }) =>
      panel(
        arm,
        [...tasks.map((task) => rowOf(task.task, task.compute, 'none')), rowOf('all tasks', compute, claim)],
        reach,
        colours.get(arm) ?? 'black',
      ),
    ),
  };

  function rowOf(task: string, { ratio, interval }: ComputeRatio, claim: Claim): JsonObject {
    const clamp = (value: number): number => Math.min(reach, Math.max(1 / reach, value));
    return {
      task,
      ratio: clamp(ratio),
      low: clamp(interval.low),
      high: clamp(interval.high),
      isClaimed: claim !== 'none',
      text: `${times(ratio)}×  (${times(interval.low)} to ${times(interval.high)})`,
      end: reach * MARGIN,
    };
  }
}

function panel(arm: string, rows: readonly JsonObject[], reach: number, colour: string): JsonObject {
  const x = (field: string): JsonObject => ({
    field,
    type: 'quantitative',
    title: null,
    scale: { type: 'log', domain: [1 / (reach * MARGIN), reach * MARGIN], nice: false },
    axis: { format: '~g', values: TICKS.filter((tick) => tick <= reach && tick >= 1 / reach) },
  });
  const y = {
    field: 'task',
    type: 'nominal',
    sort: null,
    title: null,
    axis: { ticks: false, domain: false, labelLimit: 220 },
  };
  return {
    width: WIDTH,
    height: rows.length * ROW,
    data: { values: [...rows] },
    layer: [
      ...panelTitle(arm, '', colour),
      { mark: { type: 'rule', color: '#888' }, data: { values: [{ one: 1 }] }, encoding: { x: x('one') } },
      { mark: { type: 'rule', strokeWidth: 2, color: colour }, encoding: { x: x('low'), x2: { field: 'high' }, y } },
      {
        mark: { type: 'point', size: 70, strokeWidth: 2, color: colour, opacity: 1 },
        encoding: {
          x: x('ratio'),
          y,
          fill: { condition: { test: 'datum.isClaimed', value: colour }, value: 'white' },
        },
      },
      { mark: { type: 'text', align: 'left', dx: 10 }, encoding: { x: x('end'), y, text: { field: 'text' } } },
    ],
  };
}
