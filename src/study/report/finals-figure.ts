import type { JsonObject } from '../../base/json.ts';
import type { StudyAnalysis, TaskAnalysis } from '../analysis.ts';
import type { StudySpec } from '../study-spec.ts';
import { panelTitle } from './panel-title.ts';
import { armColours } from './theme.ts';

const WIDTH = 330;
const ROW = 30;

/** Held-out score of every single run at the end of its budget, and the median of each arm. */
export function finalsFigure(analysis: StudyAnalysis, { rule }: Pick<StudySpec, 'rule'>): JsonObject {
  const arms = analysis.tasks[0]?.arms.map(({ arm }) => arm) ?? [];
  const colours = armColours(arms, rule.baseline);
  return {
    title: { text: 'Held-out score of every run at the end', subtitle: 'each dot is a run; the bar is the median' },
    columns: 2,
    bounds: 'flush',
    spacing: { row: 78, column: 200 },
    concat: analysis.tasks.map((task) => panel(task, colours)),
  };
}

function panel({ task, unit, direction, arms }: TaskAnalysis, colours: ReadonlyMap<string, string>): JsonObject {
  const better = direction === 'maximize' ? 'higher is better' : 'lower is better';
  const x = (field: string): JsonObject => ({
    field,
    type: 'quantitative',
    scale: { zero: false },
    title: null,
    axis: { tickCount: 5 },
  });
  const y = { field: 'arm', type: 'nominal', sort: null, title: null, axis: { ticks: false, domain: false } };
  const color = {
    field: 'arm',
    type: 'nominal',
    legend: null,
    scale: { domain: [...colours.keys()], range: [...colours.values()] },
  };
  return {
    width: WIDTH,
    height: arms.length * ROW,
    layer: [
      ...panelTitle(task, `${unit === '' ? 'score' : unit}, ${better}`),
      {
        data: { values: arms.flatMap(({ arm, runs }) => runs.map(({ score, run }) => ({ arm, score, run }))) },
        mark: { type: 'circle', size: 55, opacity: 0.55 },
        encoding: { x: x('score'), y, color },
      },
      {
        data: { values: arms.map(({ arm, median }) => ({ arm, median })) },
        mark: { type: 'tick', thickness: 3, size: ROW * 0.7 },
        encoding: { x: x('median'), y, color },
      },
    ],
  };
}
