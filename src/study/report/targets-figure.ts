import type { JsonObject } from '../../base/json.ts';
import type { StudyAnalysis } from '../analysis.ts';
import type { StudySpec } from '../study-spec.ts';
import { costAxis } from './cost-axis.ts';
import { labelPlaces } from './label-places.ts';
import { armColours } from './theme.ts';

const WIDTH = 430;
const HEIGHT = 260;
const LINE = 14;

/** Share of all targets of all tasks that an arm has reached at each cost: how arms do over every difficulty at once. */
export function targetsFigure(analysis: StudyAnalysis, { rule }: Pick<StudySpec, 'rule'>): JsonObject {
  const arms = analysis.targetsReached.map(({ arm }) => arm);
  const colours = armColours(arms, rule.baseline);
  const places = labelPlaces(
    analysis.targetsReached.map(({ share }) => share.at(-1) ?? 0),
    LINE / HEIGHT,
  );
  const x = costAxis(analysis);
  const y = (field: string): JsonObject => ({
    field,
    type: 'quantitative',
    title: 'share of (run, target) pairs reached',
    scale: { domain: [0, 1] },
    axis: { format: '.0%', tickCount: 5 },
  });
  const colour = {
    field: 'arm',
    type: 'nominal',
    legend: null,
    scale: { domain: [...colours.keys()], range: [...colours.values()] },
  };
  return {
    title: {
      text: 'Targets reached',
      subtitle: 'evenly spaced from the seed program to the best that any arm found, over all tasks and seeds',
    },
    width: WIDTH,
    height: HEIGHT,
    layer: [
      {
        data: {
          values: analysis.targetsReached.flatMap(({ arm, share }) =>
            share.map((value, index) => ({ arm, share: value, cost: analysis.costs[index] as number })),
          ),
        },
        mark: { type: 'line', strokeWidth: 2, interpolate: 'step-after' },
        encoding: { x, y: y('share'), color: colour },
      },
      {
        data: { values: arms.map((arm, index) => ({ arm, cost: analysis.amount, place: places[index] as number })) },
        mark: { type: 'text', align: 'left', dx: 6, fontWeight: 600, clip: false },
        encoding: { x, y: y('place'), text: { field: 'arm' }, color: colour },
      },
    ],
  };
}
