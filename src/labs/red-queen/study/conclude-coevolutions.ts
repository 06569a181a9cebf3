import { KaizenError } from '../../../base/errors.ts';
import type { JsonObject } from '../../../base/json.ts';
import type { Workspace } from '../../../store/contract.ts';
import { reportOn, type StudyReport } from '../../../study/conclude.ts';
import { atCheckpoints, type HeldOutCurve } from '../../../study/held-out.ts';
import type { StoredStudy } from '../../../study/preregistration.ts';
import type { MoreOfReport } from '../../../study/report/html.ts';
import type { ArmSpec } from '../../../study/study-spec.ts';
import { mostInstructions } from '../evolution/warrior-task.ts';
import { createWasmEngine } from '../mars/wasm-engine.ts';
import { warriorOf } from '../operators/warrior-program.ts';
import { againstSet, setTable } from './against-sets.ts';
import { settingsOf } from './arms.ts';
import { planOf, type StudyScene } from './coevolution-study.ts';
import { headToHead, headToHeadTable } from './head-to-head.ts';
import { createJudge, type Judge } from './judge.ts';
import { type RoundMeasures, roundMeasures } from './round-measures.ts';
import { championTable, roundFigure, roundTables } from './round-report.ts';
import type { CoevolutionCell } from './run-coevolutions.ts';

export interface CoevolutionReport {
  readonly report: StudyReport;
  readonly more: MoreOfReport;
  /** One for each arm that has rounds. */
  readonly rounds: readonly RoundMeasures[];
}

/** Checks that cells cost the same, judges their champions at placements that no search has used, and decides. */
export function concludeCoevolutions(
  study: StoredStudy,
  scene: StudyScene,
  cells: readonly CoevolutionCell[],
  {
    workspace,
    onProgress,
  }: { readonly workspace: Workspace; readonly onProgress?: (done: number, total: number) => void },
): CoevolutionReport {
  const { spec, folder } = study;
  const { amount } = spec.budget;
  requireSpent(cells, spec.arms, scene, amount);
  const engine = createWasmEngine();
  const { rules } = scene.hill;
  const { judge, save } = createJudge(engine, rules, planOf(scene, spec.arms[0] as ArmSpec, 1, amount), folder);
  const measured = cells.map((cell, index): HeldOutCurve => {
    onProgress?.(index, cells.length);
    return judged(cell, judge, workspace, amount);
  });
  const rounds = spec.arms
    .filter((arm) => settingsOf(arm).rounds > 1)
    .map(({ name }) =>
      roundMeasures(
        name,
        cells.filter(({ arm }) => arm === name),
        judge,
        { engine, rules },
        spec.rule,
      ),
    );
  const name = spec.tasks[0]?.name ?? '';
  const task = {
    name,
    title: 'Core War: outlive the opponents',
    direction: 'maximize',
    unit: 'points of 300',
  } as const;
  const report = reportOn(study, measured, [task]);
  const last = cells.map(({ arm, seed, champions }) => {
    return { arm, seed, judgement: judge(champions.at(-1) as (typeof champions)[number]) };
  });
  save();
  const figures =
    rounds.length === 0
      ? []
      : [
          {
            name: 'rounds',
            description: 'Points of 300 of the champion of each round',
            figure: roundFigure(rounds, spec),
          },
        ];
  const meetings = headToHead(
    cells.map(({ arm, seed, champions }) => ({
      arm,
      seed,
      warrior: warriorOf(champions.at(-1) as (typeof champions)[number], rules),
    })),
    { engine, rules },
    spec.rule,
  );
  const sets = scene.against.map((set) => againstSet(set, cells, spec, { engine, rules, folder }));
  const data = { rounds, champions: last, headToHead: meetings, against: sets } as unknown as JsonObject;
  return {
    report,
    rounds,
    more: {
      figures,
      tables: [...roundTables(rounds), championTable(last), headToHeadTable(meetings), ...sets.map(setTable)],
      data,
    },
  };
}

/** Merits are points of 300: on what no search meets, and, in place of the train score, on what all arms train with. */
function judged({ curve }: CoevolutionCell, judge: Judge, workspace: Workspace, amount: number): HeldOutCurve {
  const points = atCheckpoints(curve, amount).map((point) => {
    const { heldOut, met } = judge(workspace.program(point.program));
    return { ...point, train: met, heldOut: heldOut.points };
  });
  return { ...curve, points };
}

/** No cell may have spent more than the study's budget, nor have left more of it than one candidate may cost. */
function requireSpent(
  cells: readonly CoevolutionCell[],
  arms: readonly ArmSpec[],
  scene: StudyScene,
  amount: number,
): void {
  const objections = cells.flatMap(({ arm: name, seed, curve }) => {
    const { steps } = curve.cost;
    const arm = arms.find((each) => each.name === name) as ArmSpec;
    const plan = planOf(scene, arm, seed, amount);
    const candidate = mostInstructions(plan, plan.initial.length + settingsOf(arm).rounds);
    const isWithin = steps <= amount && (steps > amount - candidate || curve.reason === 'exhausted');
    return isWithin ? [] : [`${curve.run} (${name}, seed ${seed}) used ${steps}`];
  });
  if (objections.length === 0) return;
  throw new KaizenError('KAIZEN_STUDY_UNEQUAL_COST', 'arms of this study did not have the same total cost', {
    wanted: `${amount} executed instructions for each cell, up to less than one candidate`,
    got: objections.join('; '),
    next: 'give a budget that is larger than one candidate of the last round, or fewer rounds',
  });
}
