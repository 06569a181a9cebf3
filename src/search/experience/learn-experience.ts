import { KaizenError } from '../../base/errors.ts';
import { quantile } from '../../base/statistics.ts';
import { addCost, ZERO_COST } from '../../core/cost.ts';
import {
  createExperience,
  type Experience,
  type ExperienceSource,
  type OperatorEvidence,
} from '../../core/experience.ts';
import type { Workspace } from '../../store/contract.ts';
import { changedTerms } from './changed-terms.ts';
import { type MinedEdit, mineIdioms } from './mine-idioms.ts';
import { experienceOf } from './parse-experience.ts';
import { type Improvement, type RunEvidence, readRun } from './read-run.ts';

/** Improvements of one run that are looked at for idioms, those of most gain. */
const MAXIMUM_EDITS = 400;
/** Step sizes are learned from the beginning of runs, where a run that uses them will be. */
const BEGINNING = 0.25;
/** Fewer improvements say nothing about a step size. */
const LEAST_STEPS = 10;

interface LearnedRun extends RunEvidence {
  readonly id: string;
  readonly source: ExperienceSource;
}

/**
 * What finished runs leave to later ones. The same runs, in any order, give the same experience. A run that used an
 * experience itself brings the sources of that one with it, so that the cost is the full cost, counted once.
 *
 * Throws KAIZEN_RUN_NOT_FOUND, KAIZEN_EXPERIENCE_RUN_UNFINISHED for a run whose cost is not known yet, and
 * KAIZEN_OPTION_INVALID without any run.
 */
export function learnExperience(workspace: Workspace, runIds: readonly string[]): Experience {
  if (runIds.length === 0) {
    throw new KaizenError('KAIZEN_OPTION_INVALID', 'an experience is learned from at least one run', {
      wanted: 'run numbers, such as r0001 r0002',
      got: 'none',
    });
  }
  const runs = new Map<string, LearnedRun>();
  for (const id of runIds) {
    const run = readFinished(workspace, id);
    // Runs with equal logs are the same search: what it says is said once.
    if (!runs.has(run.source.logHash)) runs.set(run.source.logHash, run);
  }
  const learned = [...runs.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  return createExperience({
    sources: [...learned.map(({ source }) => source), ...inheritedSources(workspace, learned)],
    operators: operatorEvidence(learned),
    idioms: mineIdioms(learned.flatMap((run) => editsOf(workspace, run))),
  });
}

function readFinished(workspace: Workspace, id: string): LearnedRun {
  const run = workspace.run(id);
  if (run.status !== 'finished') {
    throw new KaizenError('KAIZEN_EXPERIENCE_RUN_UNFINISHED', `run ${run.id} is not finished`, {
      wanted: 'a finished run, whose full cost is known',
      got: run.status,
      next: `kaizen resume ${run.id}, or leave it out`,
    });
  }
  const evidence = readRun(workspace.events(run.id));
  const { id: name, taskName: task, taskVersion, seed, logHash } = run;
  const source = { run: name, task, taskVersion, seed, logHash, cost: evidence.cost, role: 'learned' } as const;
  return { ...evidence, id: name, source };
}

function inheritedSources(workspace: Workspace, runs: readonly LearnedRun[]): ExperienceSource[] {
  const known = new Set(runs.map(({ source }) => source.logHash));
  const inherited: ExperienceSource[] = [];
  for (const { spec } of runs) {
    if (spec.experience === undefined) continue;
    for (const source of experienceOf(workspace.program(spec.experience.hash)).sources) {
      if (known.has(source.logHash)) continue;
      known.add(source.logHash);
      inherited.push({ ...source, role: 'inherited' });
    }
  }
  return inherited;
}

function operatorEvidence(runs: readonly LearnedRun[]): OperatorEvidence[] {
  const names = [...new Set(runs.flatMap(({ operators }) => [...operators.keys()]))].sort();
  return names.map((operator) => {
    let evidence: Omit<OperatorEvidence, 'learned'> = {
      operator,
      trials: 0,
      improvements: 0,
      gain: 0,
      compute: 0,
      cost: ZERO_COST,
    };
    for (const { operators, meanSteps } of runs) {
      const totals = operators.get(operator);
      if (totals === undefined) continue;
      evidence = {
        operator,
        trials: evidence.trials + totals.trials,
        improvements: evidence.improvements + totals.improvements,
        gain: evidence.gain + totals.gain,
        // Where a task counts no steps every slot costs the same.
        compute: evidence.compute + (meanSteps > 0 ? totals.cost.steps / meanSteps : totals.trials),
        cost: addCost(evidence.cost, totals.cost),
      };
    }
    return { ...evidence, learned: learnedOptions(operator, runs) };
  });
}

/** The median step size of early children that beat their parent, for the operator that has step sizes. */
function learnedOptions(operator: string, runs: readonly LearnedRun[]): OperatorEvidence['learned'] {
  if (operator !== 'numeric-tuning') return {};
  const sizes = runs.flatMap(({ improvements, slots }) =>
    improvements
      .filter((one) => one.operator === operator && one.candidate <= slots * BEGINNING)
      .flatMap(({ sigma }) => sigma ?? []),
  );
  return sizes.length < LEAST_STEPS ? {} : { initialSigma: Number(quantile(sizes, 0.5).toPrecision(3)) };
}

function editsOf(workspace: Workspace, { id, source, improvements }: LearnedRun): MinedEdit[] {
  return [...improvements]
    .sort((a, b) => b.gain - a.gain || a.candidate - b.candidate)
    .slice(0, MAXIMUM_EDITS)
    .sort((a, b) => a.candidate - b.candidate)
    .map((one) => editOf(workspace, id, source.task, one))
    .filter(({ terms }) => terms.length > 0);
}

function editOf(workspace: Workspace, run: string, task: string, one: Improvement): MinedEdit {
  const { candidate, gain, cost, stepsRatio } = one;
  const terms = changedTerms(workspace.program(one.parent), workspace.program(one.child));
  return { run, task, candidate, gain, cost, stepsRatio, terms };
}
