import type { ArmSpec, StudySpec } from './study-spec.ts';

/** One run of a study. */
export interface Cell {
  readonly task: string;
  /** Arm that the run counts for; learning runs have a label of their own. */
  readonly arm: ArmSpec;
  readonly label: string;
  readonly seed: number;
  /** In the study's unit. */
  readonly amount: number;
  /** Learning runs whose experience the run starts with. */
  readonly learnsFrom: readonly Cell[];
}

/** Seeds of learning runs lie far from the seeds that are compared. */
const LEARNING_SEEDS = 1_000_000;

/**
 * All runs of a study in the order in which they are made: learning runs before what needs them, then seed by seed, so
 * that a study that is stopped early has whole pairs. A learning run that two cells need is made once and charged to each.
 */
export function cellsOf(spec: StudySpec): { readonly learning: Cell[]; readonly compared: Cell[] } {
  const learning = new Map<string, Cell>();
  const compared: Cell[] = [];
  for (const seed of spec.seeds) {
    for (const { name: task } of spec.tasks) {
      for (const arm of spec.arms) {
        const learnsFrom = learningCells(spec, arm, task, seed);
        for (const cell of learnsFrom) learning.set(cellKey(cell), cell);
        compared.push({ task, arm, label: arm.name, seed, amount: spec.budget.amount, learnsFrom });
      }
    }
  }
  return { learning: [...learning.values()], compared };
}

/** What tells the runs of one study apart. */
export function cellKey({ task, label, seed }: Pick<Cell, 'task' | 'label' | 'seed'>): string {
  return `${task} ${label} ${seed}`;
}

function learningCells(spec: StudySpec, arm: ArmSpec, task: string, seed: number): Cell[] {
  const { learning } = arm;
  if (learning === undefined) return [];
  const names = spec.tasks.map(({ name }) => name);
  const from = learning.from === 'same-task' ? [task] : names.filter((name) => name !== task);
  const amount = Math.floor((spec.budget.amount * learning.share) / (from.length * learning.runs));
  return from.flatMap((source) =>
    Array.from({ length: learning.runs }, (_, index) => ({
      task: source,
      arm,
      label: `${arm.name}-learning`,
      seed: LEARNING_SEEDS + seed * 1_000 + index,
      amount,
      learnsFrom: [],
    })),
  );
}
