import { KaizenError } from '../base/errors.ts';
import type { StageResult } from '../core/evaluation.ts';
import type { RunState } from '../core/run-state.ts';
import type { Task } from '../core/task.ts';
import type { Workspace } from '../store/contract.ts';
import { verifyLog } from '../store/verify-log.ts';
import { createExecutor, type Machine } from './create-executor.ts';
import { findExperience } from './experience.ts';
import { summarize } from './recorder.ts';
import { foldEvents } from './replay.ts';

export interface Finding {
  readonly code: string;
  readonly message: string;
}

export interface VerifyReport {
  readonly run: string;
  readonly events: number;
  readonly findings: readonly Finding[];
  /** Stages of the champion that were scored again, with the recorded and the new score. */
  readonly rescored: readonly { readonly stage: string; readonly recorded: number; readonly again: number | null }[];
}

/**
 * Checks a run from the outside: the log's hash chain and read models, the state that the log folds to against what
 * lists show, and the champion's scores in a fresh sandbox process.
 */
export async function verifyRun(workspace: Workspace, id: string, task: Task, machine: Machine): Promise<VerifyReport> {
  const run = workspace.run(id);
  const findings: Finding[] = verifyLog(workspace, run.id).map(({ code, message }) => ({ code, message }));
  const state = tryToFold();
  if (state === null) return { run: run.id, events: run.lastSequence, findings, rescored: [] };
  const summary = summarize(state);
  for (const name of ['committed', 'bestCandidate', 'trainScore', 'championCandidate', 'validationScore'] as const) {
    if (summary[name] !== run[name]) {
      const message = `${name} is ${String(run[name])} in the runs table, and ${String(summary[name])} by its log`;
      findings.push({ code: 'KAIZEN_SUMMARY_WRONG', message });
    }
  }
  checkExperience(state);
  if (task.version !== state.spec.task.version) {
    findings.push({
      code: 'KAIZEN_TASK_CHANGED',
      message: 'the task has changed since the run: scores cannot be checked',
    });
    return { run: run.id, events: run.lastSequence, findings, rescored: [] };
  }
  const rescored = await rescoreChampion(state);
  return { run: run.id, events: run.lastSequence, findings, rescored };

  /** A log that was tampered with may not even be readable; that is a finding, not a failure of ours. */
  function tryToFold(): RunState | null {
    try {
      return foldEvents(workspace.events(run.id));
    } catch (error) {
      if (!(error instanceof KaizenError)) throw error;
      findings.push({ code: error.code, message: error.message });
      return null;
    }
  }

  /** What the run was given must be there, and cost what the run was charged for. */
  function checkExperience({ spec }: RunState): void {
    try {
      if (spec.experience !== undefined) findExperience(workspace, spec.experience);
    } catch (error) {
      if (!(error instanceof KaizenError)) throw error;
      findings.push({ code: error.code, message: error.message });
    }
  }

  async function rescoreChampion(state: RunState): Promise<VerifyReport['rescored']> {
    if (state.champion === null) return [];
    const executor = await createExecutor(task, state.spec.seed, { ...machine, workers: 1 });
    try {
      const session = executor.begin(workspace.program(state.champion.program), { fresh: true });
      const scores = [];
      for (const [stage, recorded] of recordedScores(state, state.champion.id)) {
        const result = await session.evaluate(stage);
        const again = result.status === 'ok' ? result.measurement.score : null;
        scores.push({ stage: stage.name, recorded, again });
        if (again !== recorded) {
          const got = result.status === 'ok' ? String(again) : `${result.status}: ${result.reason}`;
          const message = `champion on stage ${stage.name}: recorded ${recorded}, scored again ${got}`;
          findings.push({ code: 'KAIZEN_SCORE_DIFFERS', message });
        }
      }
      session.close();
      return scores;
    } finally {
      await executor.close();
    }
  }

  function recordedScores(
    state: RunState,
    champion: number,
  ): [{ name: string; split: StageResult['split'] }, number][] {
    const results: StageResult[] = [];
    for (const event of workspace.eventsOfSlot(run.id, champion)) {
      if (event.type === 'candidate.evaluated') results.push(...event.results);
    }
    results.push(...state.tested.filter(({ candidate }) => candidate === champion).map(({ result }) => result));
    return results.flatMap((result) =>
      result.status === 'ok' ? [[{ name: result.stage, split: result.split }, result.measurement.score]] : [],
    );
  }
}
