import { type Random, randomFrom, rootKey, subKey } from '../../base/random.ts';
import { costOf } from '../../core/cost.ts';
import { presetComponents } from '../../engine/presets.ts';
import type { HeldOutCurve } from '../held-out.ts';
import type { StudySpec } from '../study-spec.ts';

/** What a simulated arm truly is: how many times faster than the baseline it reaches every merit. */
export interface SimulatedArm {
  readonly name: string;
  readonly speed: number;
}

const BUDGET = 100_000;
const LEVELS = 40;

/** The specification of a study that nobody runs. The first arm is the baseline, the second the primary one. */
export function simulatedSpec(arms: readonly SimulatedArm[], tasks: number, seeds: number, resamples = 400): StudySpec {
  return {
    format: 1,
    tasks: Array.from({ length: tasks }, (_, index) => ({ name: `task-${index + 1}`, version: 'v' })),
    arms: arms.map(({ name }) => ({ name, title: name, components: presetComponents('evolution') })),
    seeds: Array.from({ length: seeds }, (_, index) => index + 1),
    budget: { unit: 'evaluations', amount: BUDGET },
    lag: 1,
    rule: {
      baseline: arms[0]?.name ?? '',
      primary: arms[1]?.name ?? '',
      significance: 0.05,
      level: 0.95,
      resamples,
    },
  };
}

/**
 * Runs whose compute to each merit is known: level k is reached at cost e^(k/4 + noise) / speed, with noise of its own
 * for each run. So the log compute ratio of a pair is log(speed) and symmetric noise, whatever merit is looked at.
 */
export function simulatedCurves(spec: StudySpec, arms: readonly SimulatedArm[], study: number): HeldOutCurve[] {
  const root = subKey(rootKey(study), 'simulated');
  return spec.tasks.flatMap(({ name: task }) =>
    arms.flatMap(({ name: arm, speed }) =>
      spec.seeds.map((seed) => {
        const random = randomFrom(subKey(root, `${task}/${arm}/${seed}`));
        return curve({ task, arm, seed, speed, random });
      }),
    ),
  );
}

interface Course {
  readonly task: string;
  readonly arm: string;
  readonly seed: number;
  readonly speed: number;
  readonly random: Random;
}

function curve({ task, arm, seed, speed, random }: Course): HeldOutCurve {
  const noise = 0.6 * random.normal();
  const points = Array.from({ length: LEVELS }, (_, level) => ({
    cost: level === 0 ? 1 : Math.exp(level / 4 + 1 + noise) / speed,
    candidate: level,
    program: `program-${level}`,
    train: level + 1,
    selection: level,
    heldOut: level,
  })).filter(({ cost }) => cost <= BUDGET);
  const run = `${task}/${arm}/${seed}`;
  const cost = costOf({ evaluations: BUDGET });
  return { run, task, arm, seed, reason: 'budget', cost, charged: 0, seedPrograms: 1, champions: points, points };
}
