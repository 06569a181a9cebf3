import { KaizenError } from '../base/errors.ts';
import type { CandidateId } from '../core/candidate.ts';
import type { Components } from '../core/component.ts';
import type { Budget } from '../core/cost.ts';
import { type Experience, useOf } from '../core/experience.ts';
import type { Program } from '../core/program.ts';
import type { RunSpec, StopRules } from '../core/run-spec.ts';
import { scoreStageOf } from '../core/score-stage.ts';
import type { Task } from '../core/task.ts';
import { applyExperience } from '../search/experience/apply-experience.ts';
import type { FurtherOperators } from './components.ts';
import { requireAffordable } from './experience.ts';
import { type ModelRequest, modelPartsOf, withModels } from './models/spec-models.ts';
import { noiseSpecOf, requireBudgetForRepeats } from './noise-spec.ts';
import { presetComponents } from './presets.ts';

/** What a user may say about a run; everything else follows from the task and the preset. */
export interface RunRequest {
  readonly task: Task;
  readonly budget: Budget;
  /** Safe integer; default 1. */
  readonly seed?: number;
  /** Default `evolution`. */
  readonly preset?: string;
  /** Replaces single parts of the preset. */
  readonly components?: Partial<Components>;
  readonly stop?: StopRules;
  /** Slots in flight; default 24, and `SLOTS_PER_CALL` times the calls in flight where those are more than 8. */
  readonly lag?: number;
  readonly commit?: RunSpec['commit'];
  /** Replace the task's own seed programs, for a fork. */
  readonly seedPrograms?: readonly Program[];
  readonly parent?: { readonly run: string; readonly candidate: CandidateId };
  /**
   * What earlier runs left: priors for the allocator, learned options of operators, mined idioms. The run must be started
   * with the same one (`RunContext.experience`) where the workspace does not hold it yet.
   */
  readonly experience?: Experience;
  /** Runs that share the experience's cost; default 1, which charges all of it to this run. */
  readonly experienceUses?: number;
  /** Models that join the operators. */
  readonly models?: ModelRequest;
  /** Operators from outside of the registries that the components name. */
  readonly further?: FurtherOperators;
  readonly arm?: string;
  readonly study?: string;
  /** False leaves the champion as the search found it. */
  readonly simplify?: boolean;
}

const DEFAULT_LAG = 24;

/**
 * Slots that are open for each call of a model in flight. Slots are committed in order, so the oldest one holds back all
 * others while it asks again. Simulated, with calls of e^N(0, 0.5) of their usual time and every third slot asking again, three
 * times as many keep 97 % of 8 calls busy, but about 65 % of 200: who needs those gives a larger lag.
 */
const SLOTS_PER_CALL = 3;

/** The full specification of a run, with every default spelled out, so that the log says what was done. */
export function createSpec(request: RunRequest): RunSpec {
  const { task, budget, seed = 1, preset = 'evolution' } = request;
  const lag = request.lag ?? Math.max(DEFAULT_LAG, SLOTS_PER_CALL * (request.models?.concurrency ?? 0));
  const score = scoreStageOf(task);
  if (score === undefined) {
    throw new KaizenError('KAIZEN_TASK_MANIFEST_INVALID', `task '${task.name}' has no stage on the train split`);
  }
  requireInteger('seed', seed, Number.MIN_SAFE_INTEGER);
  requireInteger('lag', lag, 1);
  for (const [unit, limit] of Object.entries(budget)) requireInteger(`budget.${unit}`, limit, 1);
  const least = budget.steps;
  if (least !== undefined && task.runtime !== undefined) {
    throw new KaizenError('KAIZEN_STEPS_UNKNOWN', `steps of programs in ${task.language} are not counted`, {
      wanted: 'a budget in evaluations, CPU time or wall time',
      got: `${least} steps`,
      next: 'use --evaluations, --cpu or --wall',
    });
  }
  if (least !== undefined && least < task.limits.steps) {
    throw new KaizenError('KAIZEN_BUDGET_TOO_SMALL', 'the budget is smaller than what one candidate may use', {
      wanted: `at least ${task.limits.steps} steps, the task's limit per candidate`,
      got: `${least} steps`,
      next: 'raise --steps, or lower limits.steps in the task',
    });
  }
  const { models, seedPrograms = task.seeds } = request;
  const preferred = withGrid({ ...presetComponents(preset), ...request.components }, task);
  const components = models === undefined ? preferred : withModels(preferred, models);
  const { experience, experienceUses = 1 } = request;
  const noise = noiseSpecOf(task, score.name);
  requireInteger('experienceUses', experienceUses, 1);
  const spec: RunSpec = {
    task: {
      name: task.name,
      version: task.version,
      direction: task.direction,
      scoreStage: score.name,
      hasValidation: task.stages.some(({ split }) => split === 'validation'),
    },
    seeds: seedPrograms.map(({ hash }) => hash),
    seed,
    lag,
    commit: request.commit ?? 'in-order',
    components: experience === undefined ? components : applyExperience(components, experience),
    budget,
    stop: request.stop ?? {},
    // Steps are counted in JavaScript only.
    computeUnit: task.runtime === undefined ? 'steps' : 'evaluations',
    ...(models && modelPartsOf(components, models, task, budget, seedPrograms, request.further)),
    // Where scores are draws, nobody can say that a smaller program is as good.
    simplify: request.simplify === false || noise !== undefined ? { slots: 0, share: 0 } : { slots: 400, share: 0.03 },
    ...(noise && { noise }),
    ...(request.parent && { parent: request.parent }),
    ...(experience && { experience: useOf(experience, experienceUses) }),
    arm: request.arm ?? preset,
    ...(request.study !== undefined && { study: request.study }),
  };
  requireAffordable(spec, task.limits);
  requireBudgetForRepeats(spec, task.limits);
  return spec;
}

/** A grid without dimensions gets those of the task. */
function withGrid(components: Components, { name, descriptors }: Task): Components {
  const { archive } = components;
  if (archive.name !== 'map-elites' || archive.options?.dimensions !== undefined) return components;
  if (descriptors.length === 0) {
    throw new KaizenError('KAIZEN_DESCRIPTORS_MISSING', `task '${name}' has no descriptors to make a grid of`, {
      wanted: 'descriptors in the task, or options.dimensions of the archive',
      next: 'choose another preset, or let the evaluator return descriptors and name them in task.json',
    });
  }
  const dimensions = descriptors.map(({ name: dimension, min, max }) => ({ name: dimension, min, max }));
  return { ...components, archive: { ...archive, options: { ...archive.options, dimensions } } };
}

function requireInteger(name: string, value: number, least: number): void {
  if (Number.isSafeInteger(value) && value >= least) return;
  throw new KaizenError('KAIZEN_OPTION_INVALID', `${name} must be a whole number`, {
    wanted: `a whole number ≥ ${least}`,
    got: String(value),
  });
}
