import type { Json, JsonObject } from '../../base/json.ts';
import type { ArmOnTask, StudyAnalysis, TaskAnalysis } from '../analysis.ts';
import type { StudySpec } from '../study-spec.ts';
import { costAxis } from './cost-axis.ts';
import { labelPlaces } from './label-places.ts';
import { panelTitle } from './panel-title.ts';
import { armColours } from './theme.ts';

const WIDTH = 330;
const HEIGHT = 230;
/** Height of a line of label text, in pixels. */
const LINE = 14;

/** Held-out score over total cost, one panel for each task: median of the seeds, and their quartiles as a band. */
export function anytimeFigure(analysis: StudyAnalysis, { rule }: Pick<StudySpec, 'rule'>): JsonObject {
  const arms = analysis.tasks[0]?.arms.map(({ arm }) => arm) ?? [];
  const colours = armColours(arms, rule.baseline);
  const seeds = analysis.tasks[0]?.arms[0]?.runs.length ?? 0;
  return {
    title: {
      text: 'Held-out score of the best program so far',
      subtitle: `median and quartiles of ${seeds} paired seeds; cost includes what experience cost`,
    },
    columns: 2,
    bounds: 'flush',
    spacing: { row: 92, column: 190 },
    concat: analysis.tasks.map((task) => panel(task, analysis, colours)),
  };
}

function panel(task: TaskAnalysis, analysis: StudyAnalysis, colours: ReadonlyMap<string, string>): JsonObject {
  const domain = domainOf(task);
  const scale = { domain: [...domain], zero: false, nice: false };
  const ends = task.arms.map(({ curve }) => curve.at(-1)?.median ?? task.start);
  const places = labelPlaces(ends, ((domain[1] - domain[0]) * LINE) / HEIGHT);
  const better = task.direction === 'maximize' ? 'higher is better' : 'lower is better';
  const y = (field: string, more: JsonObject = {}): JsonObject => ({
    field,
    type: 'quantitative',
    scale,
    title: null,
    axis: { tickCount: 5 },
    ...more,
  });
  const colour = {
    field: 'arm',
    type: 'nominal',
    legend: null,
    scale: { domain: [...colours.keys()], range: [...colours.values()] },
  };
  const x = costAxis(analysis);
  const points = task.arms.flatMap((arm) => pointsOf(arm, analysis.costs));
  const labels = task.arms.map(({ arm }, index) => ({ arm, cost: analysis.amount, place: places[index] as number }));
  return {
    width: WIDTH,
    height: HEIGHT,
    layer: [
      ...panelTitle(task.task, `${task.unit === '' ? 'score' : task.unit}, ${better}`),
      {
        data: { values: [{ start: task.start }] },
        mark: { type: 'rule', strokeDash: [3, 3], color: '#aaa' },
        encoding: { y: y('start') },
      },
      {
        data: { values: points },
        mark: { type: 'area', opacity: 0.16, interpolate: 'step-after' },
        encoding: { x, y: y('low'), y2: { field: 'high' }, color: colour },
      },
      {
        data: { values: points },
        mark: { type: 'line', strokeWidth: 2, interpolate: 'step-after' },
        encoding: { x, y: y('median'), color: colour },
      },
      {
        data: { values: labels },
        mark: { type: 'text', align: 'left', dx: 6, fontWeight: 600 },
        encoding: { x, y: y('place'), text: { field: 'arm' }, color: colour },
      },
    ],
  };
}

function pointsOf({ arm, curve }: ArmOnTask, costs: readonly number[]): Json[] {
  return curve.flatMap(({ median, low, high }, index) =>
    median === null ? [] : [{ arm, cost: costs[index] as number, median, low, high }],
  );
}

/** From the least to the greatest value that is drawn, with a margin of 4 %. */
function domainOf({ arms, start }: TaskAnalysis): readonly [number, number] {
  const values = arms.flatMap(({ curve }) => curve.flatMap(({ low, high }) => [low ?? start, high ?? start]));
  const low = Math.min(start, ...values);
  const high = Math.max(start, ...values);
  const margin = (high - low) * 0.04 || Math.abs(low) * 0.04 || 1;
  return [low - margin, high + margin];
}
