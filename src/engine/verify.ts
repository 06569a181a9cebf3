import { KaizenError } from '../base/errors.ts';
import type { StageResult } from '../core/evaluation.ts';
import type { RunState } from '../core/run-state.ts';
import type { Task } from '../core/task.ts';
import type { RunRow, Workspace } from '../store/contract.ts';
import { type Finding, findingOf } from '../store/finding.ts';
import { verifyLog } from '../store/verify-log.ts';
import { createExecutor, type Machine } from './create-executor.ts';
import type { EvaluationSession } from './executor.ts';
import { findExperience } from './experience.ts';
import { journalModels } from './models/journal-models.ts';
import { namedModels } from './models/named-models.ts';
import { summarize } from './recorder.ts';
import { repeatStage } from './repeat-stage.ts';
import { foldEvents } from './replay.ts';

type Ok = Extract<StageResult, { status: 'ok' }>;
type ScoredStage = Pick<Ok, 'split'> & { readonly name: string };

export interface VerifyReport {
  readonly run: string;
  readonly events: number;
  readonly findings: readonly Finding[];
  /** Stages of the champion that were scored again, with the recorded and the new score. */
  readonly rescored: readonly { readonly stage: string; readonly recorded: number; readonly again: number | null }[];
}

/**
 * Checks a run from the outside: the log's hash chain and read models, the state that the log folds to against what
 * lists show, and the champion's scores in a fresh sandbox process. `task` is null where it cannot be found: then all but the
 * scores is checked, and that is a finding.
 */
export async function verifyRun(
  workspace: Workspace,
  id: string,
  task: Task | null,
  machine: Machine,
): Promise<VerifyReport> {
  // On one state of the database: the run may be going on.
  const { run, state, findings } = workspace.snapshot(() => checkLog(workspace, id));
  if (state === null) return { run: run.id, events: run.lastSequence, findings, rescored: [] };
  checkExperience(state);
  if (task === null || task.version !== state.spec.task.version) {
    findings.push(
      task === null
        ? { code: 'KAIZEN_TASK_NOT_FOUND', message: 'the task is not here: the log was checked, scores cannot be' }
        : { code: 'KAIZEN_TASK_CHANGED', message: 'the task has changed since the run: scores cannot be checked' },
    );
    return { run: run.id, events: run.lastSequence, findings, rescored: [] };
  }
  const rescored = await rescoreChampion(state, task);
  return { run: run.id, events: run.lastSequence, findings, rescored };

  /** What the run was given must be there, and cost what the run was charged for. */
  function checkExperience({ spec }: RunState): void {
    try {
      if (spec.experience !== undefined) findExperience(workspace, spec.experience);
    } catch (error) {
      if (!(error instanceof KaizenError)) throw error;
      findings.push(findingOf(error));
    }
  }

  async function rescoreChampion(state: RunState, task: Task): Promise<VerifyReport['rescored']> {
    if (state.champion === null) return [];
    const { taskModel } = state.spec;
    // Replies of a model cannot be had a second time: a score is checked against those that were paid for.
    const journal = journalModels(taskModel === undefined ? [] : workspace.modelCalls(run.id, state.champion.id));
    const executor = await createExecutor(task, state.spec.seed, { ...machine, workers: 1 });
    try {
      const program = workspace.program(state.champion.program);
      let session = null as EvaluationSession | null;
      const scores = [];
      for (const { stage, recorded, repeats, purpose } of recordedScores(state, state.champion.id)) {
        const result = await again(stage, repeats, purpose);
        const score = result.status === 'ok' ? result.measurement.score : null;
        scores.push({ stage: stage.name, recorded, again: score });
        if (score !== recorded) {
          const got = result.status === 'ok' ? String(score) : `${result.status}: ${result.reason}`;
          const message = `champion on stage ${stage.name}: recorded ${recorded}, scored again ${got}`;
          findings.push({ code: 'KAIZEN_SCORE_DIFFERS', message });
        }
      }
      session?.close();
      return scores;

      // Stages without repeats share a session; it must not hold a place that a repeat waits for.
      async function again(stage: ScoredStage, repeats: Ok['repeats'], purpose: string): Promise<StageResult> {
        const asking = taskModel && { model: taskModel, models: namedModels(journal, purpose) };
        if (repeats === undefined) {
          // A final test's calls have names of their own.
          if (asking && purpose === 'final') {
            session?.close();
            session = null;
          }
          session ??= executor.begin(program, { fresh: true, ...asking });
          return session.evaluate(stage);
        }
        session?.close();
        session = null;
        const { draws = 'own' } = state.spec.noise ?? {};
        const options = {
          draws,
          first: repeats.first,
          count: repeats.scores.length,
          fresh: true,
          ...(asking && { asking }),
        };
        return (await repeatStage(executor, program, stage, options)).result;
      }
    } finally {
      await executor.close();
    }
  }

  function recordedScores(
    state: RunState,
    champion: number,
  ): { stage: ScoredStage; recorded: number; repeats: Ok['repeats']; purpose: string }[] {
    const results: { result: StageResult; purpose: string }[] = [];
    const add = (purpose: string, more: readonly StageResult[]) =>
      results.push(...more.map((result) => ({ result, purpose })));
    for (const event of workspace.eventsOfSlot(run.id, champion)) {
      // Repeats that were taken over from a twin are not the program's own draws, and its calls are not the program's own.
      if (
        event.type === 'candidate.evaluated' &&
        (event.inheritedFrom === undefined || (state.spec.noise === undefined && state.spec.taskModel === undefined))
      ) {
        add('score', event.results);
      }
      if (event.type === 'candidate.remeasured') add('again', event.results);
    }
    const tested = state.tested.filter(({ candidate }) => candidate === champion);
    add(
      'final',
      tested.map(({ result }) => result),
    );
    return results.flatMap(({ result, purpose }) =>
      result.status === 'ok'
        ? [
            {
              stage: { name: result.stage, split: result.split },
              recorded: result.measurement.score,
              repeats: result.repeats,
              purpose,
            },
          ]
        : [],
    );
  }
}

interface CheckedLog {
  readonly run: RunRow;
  /** Null where the log cannot be folded. */
  readonly state: RunState | null;
  readonly findings: Finding[];
}

/** The log by itself, and the state that it folds to against what lists show. */
function checkLog(workspace: Workspace, id: string): CheckedLog {
  const run = workspace.run(id);
  const findings = verifyLog(workspace, run.id);
  const isSaid = (found: Finding['code']): boolean => findings.some(({ code }) => code === found);
  let state: RunState;
  try {
    state = foldEvents(workspace.events(run.id));
  } catch (error) {
    // A log that was tampered with may not even be readable; that is a finding, not a failure of ours.
    if (!(error instanceof KaizenError)) throw error;
    if (!isSaid('KAIZEN_EVENT_UNREADABLE')) findings.push(findingOf(error));
    return { run, state: null, findings };
  }
  // Both ways of adding up a log find the same mistake in a row.
  if (isSaid('KAIZEN_SUMMARY_WRONG')) return { run, state, findings };
  const summary = summarize(state);
  for (const name of ['committed', 'bestCandidate', 'trainScore', 'championCandidate', 'validationScore'] as const) {
    if (summary[name] === run[name]) continue;
    const message = `${name} is ${String(run[name])} in the runs table, and ${String(summary[name])} by its log`;
    findings.push({ code: 'KAIZEN_SUMMARY_WRONG', message });
  }
  return { run, state, findings };
}
