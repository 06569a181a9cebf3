import type { Clock } from '../../../base/clock.ts';
import type { Program } from '../../../core/program.ts';
import { shareUsed } from '../../../engine/ledger.ts';
import type { Workspace } from '../../../store/contract.ts';
import { type Cell, cellKey, cellsOf } from '../../../study/cells.ts';
import { inParallel } from '../../../study/in-parallel.ts';
import type { StoredStudy } from '../../../study/preregistration.ts';
import { type RunCurve, runCurve } from '../../../study/run-curve.ts';
import type { StudyProgress } from '../../../study/run-study.ts';
import { coevolve } from '../evolution/coevolve.ts';
import { chainCurve } from './chain-curve.ts';
import { planOf, type StudyScene } from './coevolution-study.ts';

/** A finished cell: its course over all rounds, and the champion of each. */
export interface CoevolutionCell {
  readonly arm: string;
  readonly seed: number;
  readonly curve: RunCurve;
  /** In the order of rounds. */
  readonly champions: readonly Program[];
}

interface StudyContext {
  readonly workspace: Workspace;
  /** Cells at a time, each with one evaluation thread. */
  readonly workers: number;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: StudyProgress) => void;
}

/**
 * Makes every coevolution of a study that is not finished, and returns all of them in the order of `cellsOf`; null when it
 * was paused. It may be killed at any time: the rounds that the workspace holds are not made again.
 */
export async function runCoevolutions(
  study: StoredStudy,
  scene: StudyScene,
  context: StudyContext,
): Promise<CoevolutionCell[] | null> {
  const cells = cellsOf(study.spec).compared;
  const done = new Map<string, CoevolutionCell>();
  const running = new Map<Cell, number>();
  const tell = (): void =>
    context.onProgress?.({
      finished: done.size,
      total: cells.length,
      running: [...running].map(([cell, share]) => ({ cell, share })),
    });
  await inParallel(cells, context.workers, context.signal, async (cell) => {
    const finished = await runCell(study, scene, cell, context, (share) => {
      running.set(cell, share);
      tell();
    });
    running.delete(cell);
    if (finished !== null) done.set(cellKey(cell), finished);
    tell();
  });
  const all = cells.flatMap((cell) => done.get(cellKey(cell)) ?? []);
  return all.length === cells.length ? all : null;
}

async function runCell(
  study: StoredStudy,
  scene: StudyScene,
  { arm, seed, task, amount }: Cell,
  { workspace, clock, signal }: StudyContext,
  onShare: (share: number) => void,
): Promise<CoevolutionCell | null> {
  const plan = { ...planOf(scene, arm, seed, amount), name: `${study.id}/${arm.name}`, study: study.hash };
  const outcomes = await coevolve(plan, {
    workspace,
    machine: { workers: 1, sandbox: 'auto', clock },
    isPauseRequested: () => signal.aborted,
    observe: (round, _event, state) => onShare((round - 1 + shareUsed(state)) / plan.rounds),
  });
  if (outcomes.length < plan.rounds) return null;
  const curves = outcomes.map(({ run }) => runCurve(run, workspace.events(run), { arm: arm.name, unit: 'steps' }));
  const curve = { ...chainCurve(curves, seed), task };
  return { arm: arm.name, seed, curve, champions: outcomes.map(({ champion }) => champion.program) };
}
