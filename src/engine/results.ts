import type { Json } from '../base/json.ts';
import type { CandidateId } from '../core/candidate.ts';
import type { Cost } from '../core/cost.ts';
import type { Split, StageResult } from '../core/evaluation.ts';
import type { Event } from '../core/event.ts';
import type { RunStatus, Workspace } from '../store/contract.ts';

type TestedEvent = Extract<Event, { type: 'candidate.tested' }>;

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
  /** What the final tests took beside the budget; null where there were none, or the log of an older version does not say. */
  readonly tests: Pick<Cost, 'evaluations' | 'steps'> | null;
  readonly logHash: string;
  readonly wallMs: number;
  /** Sandboxes that candidates ran in; `none` means that they were not isolated. */
  readonly sandboxes: readonly string[];
}

/** What the final test of a candidate came to; null when it was not tested. */
export function testResultOf(workspace: Workspace, id: string, candidate: CandidateId): StageResult | null {
  return testOf(workspace, id, candidate)?.result ?? null;
}

function testOf(workspace: Workspace, id: string, candidate: CandidateId): TestedEvent | undefined {
  return workspace.eventsOfSlot(id, candidate).find((event) => event.type === 'candidate.tested');
}

/** Steps and evaluations of the tests of these candidates together. */
function testsOf(workspace: Workspace, id: string, candidates: readonly (CandidateId | null)[]): RunReport['tests'] {
  const tests = [...new Set(candidates)].flatMap((candidate) =>
    candidate === null ? [] : (testOf(workspace, id, candidate)?.measured ?? []),
  );
  if (tests.length === 0) return null;
  let sum = { evaluations: 0, steps: 0 };
  for (const { evaluations, steps } of tests) {
    if (evaluations === undefined || steps === undefined) return null;
    sum = { evaluations: sum.evaluations + evaluations, steps: sum.steps + steps };
  }
  return sum;
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
    tests: testsOf(workspace, run.id, [0, run.championCandidate]),
    logHash: run.logHash,
    wallMs: run.cost.wallMs,
    sandboxes: [...new Set(workspace.starts(run.id).map(({ sandbox }) => sandbox))],
  };
}
