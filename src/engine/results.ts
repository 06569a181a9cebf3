import type { Json } from '../base/json.ts';
import type { CandidateId } from '../core/candidate.ts';
import type { Cost } from '../core/cost.ts';
import type { Split, StageResult } from '../core/evaluation.ts';
import type { RunStatus, Workspace } from '../store/contract.ts';

/** Scores of one candidate by split; null where it was not scored. */
export type SplitScores = Readonly<Record<Split, number | null>>;

/** What a run came to: the line that `kaizen run --json` ends with. */
export interface RunReport {
  readonly run: string;
  readonly task: string;
  readonly seed: number;
  readonly status: RunStatus;
  readonly reason: string | null;
  readonly initial: SplitScores;
  readonly best: SplitScores & { readonly candidate: CandidateId | null };
  readonly cost: Cost;
  readonly logHash: string;
  readonly wallMs: number;
  /** Sandboxes that candidates ran in; `none` means that they were not isolated. */
  readonly sandboxes: readonly string[];
}

/** What the final test of a candidate came to; null when it was not tested. */
export function testResultOf(workspace: Workspace, id: string, candidate: CandidateId): StageResult | null {
  for (const event of workspace.eventsOfSlot(id, candidate)) if (event.type === 'candidate.tested') return event.result;
  return null;
}

/** Artifacts of a candidate; one that took over the evaluation of a twin has those of the twin. */
export function artifactsOf(workspace: Workspace, id: string, candidate: CandidateId): Readonly<Record<string, Json>> {
  for (const event of workspace.eventsOfSlot(id, candidate)) {
    if (event.type === 'candidate.evaluated' && event.inheritedFrom !== undefined) {
      return artifactsOf(workspace, id, event.inheritedFrom);
    }
  }
  return workspace.artifacts(id, candidate);
}

/** Reads what a run came to from the store. */
export function reportOf(workspace: Workspace, id: string): RunReport {
  const run = workspace.run(id);
  const scores = (candidate: CandidateId | null): SplitScores => {
    if (candidate === null) return { train: null, validation: null, test: null };
    const { trainScore, validationScore } = workspace.candidate(run.id, candidate);
    const test = testResultOf(workspace, run.id, candidate);
    return {
      train: trainScore,
      validation: validationScore,
      test: test?.status === 'ok' ? test.measurement.score : null,
    };
  };
  return {
    run: run.id,
    task: run.taskName,
    seed: run.seed,
    status: run.status,
    reason: run.reason,
    initial: scores(run.committed > 0 ? 0 : null),
    best: { candidate: run.championCandidate, ...scores(run.championCandidate) },
    cost: run.cost,
    logHash: run.logHash,
    wallMs: run.cost.wallMs,
    sandboxes: [...new Set(workspace.starts(run.id).map(({ sandbox }) => sandbox))],
  };
}
