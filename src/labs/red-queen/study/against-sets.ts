import { rootKey, subKey } from '../../../base/random.ts';
import { mean } from '../../../base/statistics.ts';
import type { ReportTable } from '../../../study/report/tables.ts';
import { meanInterval } from '../../../study/statistics/bootstrap.ts';
import type { StudySpec } from '../../../study/study-spec.ts';
import type { Engine } from '../mars/battle.ts';
import type { Rules } from '../mars/rules.ts';
import type { WarriorSet } from '../sets/warrior-set.ts';
import { createSetJudge } from './judge.ts';
import type { Estimate } from './round-measures.ts';
import type { CoevolutionCell } from './run-coevolutions.ts';

/** How the champions of one arm do against an imported set, in points of 300. */
export interface ArmAgainstSet {
  readonly arm: string;
  /** For each seed the points of the champion of each round. */
  readonly points: readonly { readonly seed: number; readonly byRound: readonly number[] }[];
  /** Mean over seeds of each round's champions, with its interval over seeds. */
  readonly byRound: readonly Estimate[];
}

export interface SetMeasures {
  readonly name: string;
  readonly hash: string;
  readonly warriors: number;
  readonly arms: readonly ArmAgainstSet[];
}

/** Judges all champions by an imported set. It decides nothing: the study's rule knows the textbook families only. */
export function againstSet(
  set: WarriorSet,
  cells: readonly CoevolutionCell[],
  { arms, rule }: Pick<StudySpec, 'arms' | 'rule'>,
  { engine, rules, folder }: { readonly engine: Engine; readonly rules: Rules; readonly folder: string },
): SetMeasures {
  const { judge, save } = createSetJudge(engine, rules, set, folder);
  const measured = arms.map(({ name }): ArmAgainstSet => {
    const points = cells
      .filter(({ arm }) => arm === name)
      .map(({ seed, champions }) => ({ seed, byRound: champions.map((program) => judge(program).points) }));
    const rounds = points[0]?.byRound.length ?? 0;
    const byRound = Array.from({ length: rounds }, (_, round): Estimate => {
      const values = points.map((each) => each.byRound[round] as number);
      const key = subKey(rootKey(1), `${set.hash}/${name}/${round}`);
      return { mean: mean(values), interval: meanInterval(values, rule, key) };
    });
    return { arm: name, points, byRound };
  });
  save();
  return { name: set.name, hash: set.hash, warriors: set.members.length, arms: measured };
}

export function setTable({ name, hash, warriors, arms }: SetMeasures): ReportTable {
  const rounds = Math.max(...arms.map(({ byRound }) => byRound.length));
  const text = ({ mean: middle, interval: { low, high } }: Estimate): string =>
    `${middle.toFixed(1)} (${low.toFixed(0)} to ${high.toFixed(0)})`;
  return {
    title: `imported set ${name} (${warriors} warriors, ${hash.slice(0, 12)}), apart from the verdict: points of 300 of the champions of each round, mean over seeds with its interval`,
    rows: [
      ['arm', ...Array.from({ length: rounds }, (_, round) => `round ${round + 1}`), 'last'],
      ...arms.map(({ arm, byRound }) => [
        arm,
        ...Array.from({ length: rounds }, (_, round) => {
          const estimate = byRound[round];
          return estimate === undefined ? '' : text(estimate);
        }),
        text(byRound.at(-1) as Estimate),
      ]),
    ],
    numeric: Array.from({ length: rounds + 1 }, (_, index) => index + 1),
  };
}
