import { hashOf } from '../../../base/hash.ts';
import type { Json } from '../../../base/json.ts';
import type { ArmSpec, DecisionRule, StudySpec } from '../../../study/study-spec.ts';
import type { Hill } from '../assembler/hills.ts';
import type { CoevolutionPlan } from '../evolution/coevolve.ts';
import { createPlan } from '../evolution/default-plan.ts';
import type { BattleMode } from '../evolution/warrior-evaluator.ts';
import { EVALUATOR_VERSION } from '../evolution/warrior-task.ts';
import type { WarriorSet } from '../sets/warrior-set.ts';
import { settingsOf } from './arms.ts';
import { JUDGED_AT } from './judge.ts';

/** What is compared, besides the arms. */
export interface StudyScene {
  /** Such as `94nop`. */
  readonly name: string;
  readonly hill: Hill;
  readonly textbook: WarriorSet;
  /** Imported sets, by which champions are judged besides. They are no part of the stored study, which may be judged anew. */
  readonly against: readonly WarriorSet[];
  readonly mode: BattleMode;
}

export interface CoevolutionStudyOptions {
  readonly arms: readonly ArmSpec[];
  readonly seeds: readonly number[];
  /** Executed instructions of each cell, all rounds together. */
  readonly steps: number;
  readonly rule: DecisionRule;
}

/** Slots in flight of each run, as `coevolve` has them. */
const LAG = 12;

/** The plan of one cell, but for its name and the study that it belongs to. */
export function planOf(scene: StudyScene, arm: ArmSpec, seed: number, steps: number): CoevolutionPlan {
  const { rounds, history } = settingsOf(arm);
  const plan = createPlan(scene.textbook, scene.hill, {
    name: arm.name,
    seed,
    rounds,
    history,
    mode: scene.mode,
    instructionsPerRound: Math.floor(steps / rounds),
    components: arm.components,
    // Simplification ends when nothing gets smaller, which would leave arms with different rests of their budgets.
    simplify: false,
  });
  // Champions are judged outside of their runs, by more placements.
  return { ...plan, placements: { ...plan.placements, test: 1 } };
}

/** The study as it is stored before its first run. The version of its task says who is met, who judges, and how. */
export function coevolutionStudy(scene: StudyScene, options: CoevolutionStudyOptions): StudySpec {
  const { arms, seeds, steps, rule } = options;
  const { seeds: programs, ...plan } = planOf(scene, arms[0] as ArmSpec, 1, steps);
  const { rules, mode, initial, heldOut, placements, turnShares, inherited, pointsWeight } = plan;
  const scored = { rules, mode, initial, heldOut, placements, turnShares, inherited, pointsWeight };
  const version = hashOf({
    ...scored,
    seeds: programs.map(({ hash }) => hash),
    judgedAt: JUDGED_AT,
    evaluator: EVALUATOR_VERSION,
  } as unknown as Json);
  return {
    format: 1,
    tasks: [{ name: `core-war-${scene.name}`, version }],
    arms,
    seeds,
    budget: { unit: 'steps', amount: steps },
    lag: LAG,
    rule,
  };
}
