import { z } from 'zod';
import { KaizenError } from '../base/errors.ts';
import { hashOf } from '../base/hash.ts';
import type { JsonObject } from '../base/json.ts';
import type { Components } from '../core/component.ts';
import type { CostUnit } from '../core/cost.ts';

/** How an arm gets the experience that it starts with. What learning cost is part of the arm's budget. */
export interface Learning {
  /** `other-tasks`: runs on all other tasks of the study; `same-task`: earlier seeds on the task itself. */
  readonly from: 'other-tasks' | 'same-task';
  /** Share of the budget that all learning runs of one cell take together, in (0, 1). */
  readonly share: number;
  /** Learning runs on each of those tasks. */
  readonly runs: number;
}

/** One condition of a study: a full configuration of the search, so that its meaning never depends on defaults. */
export interface ArmSpec {
  readonly name: string;
  readonly title: string;
  readonly components: Components;
  readonly learning?: Learning;
  /** What a lab adds to a search, such as the rounds of a coevolution. */
  readonly settings?: JsonObject;
}

/** When the study may say that arms differ. Fixed before the first run. */
export interface DecisionRule {
  /** Arm that every other arm is compared with. */
  readonly baseline: string;
  /** Arm whose comparison is the study's verdict. */
  readonly primary: string;
  /** Probability of even one false claim, over all claims together. */
  readonly significance: number;
  /** Level of the intervals. */
  readonly level: number;
  readonly resamples: number;
}

/** Everything that was decided before the first run. Its hash names the study. */
export interface StudySpec {
  readonly format: 1;
  readonly tasks: readonly { readonly name: string; readonly version: string }[];
  readonly arms: readonly ArmSpec[];
  readonly seeds: readonly number[];
  /** Total cost of each run, experience included. */
  readonly budget: { readonly unit: CostUnit; readonly amount: number };
  /** Slots in flight in each run. */
  readonly lag: number;
  readonly rule: DecisionRule;
}

export const NAME = /^[a-z0-9][a-z0-9-]{0,39}$/;

/** The study's address: the hash of its specification. */
export function studyHash(spec: StudySpec): string {
  return hashOf(spec);
}

/** The short name that people type. */
export function studyId(hash: string): string {
  return hash.slice(0, 12);
}

const component = z.strictObject({ name: z.string(), options: z.record(z.string(), z.json()).optional() });

/** Parts of a search that a file may name, on top of a preset. */
export const componentsSchema = z.strictObject({
  archive: component,
  islands: component,
  selector: component,
  mateSelector: component,
  acceptance: component,
  allocator: component,
  operators: z.array(component).min(1),
});

export const learningSchema = z.strictObject({
  from: z.enum(['other-tasks', 'same-task']).default('other-tasks'),
  share: z.number().gt(0).lt(1).default(0.3),
  runs: z.int().min(1).max(100).default(1),
});

/** Refuses what no study can be made of: names twice, a baseline that is not an arm, learning with nobody to learn from. */
export function requireSound(spec: StudySpec): void {
  const { tasks, arms, seeds, rule } = spec;
  const mistakes: string[] = [];
  const twice = (what: string, names: readonly (string | number)[]): void => {
    const repeated = names.filter((name, index) => names.indexOf(name) !== index);
    if (repeated.length > 0) mistakes.push(`${what} named twice: ${[...new Set(repeated)].join(', ')}`);
    if (names.length === 0) mistakes.push(`no ${what}`);
  };
  const names = arms.map(({ name }) => name);
  twice(
    'task',
    tasks.map(({ name }) => name),
  );
  twice('arm', names);
  twice('seed', seeds);
  for (const name of names) if (!NAME.test(name)) mistakes.push(`'${name}' is no name for an arm`);
  if (arms.length < 2) mistakes.push('a comparison needs two arms');
  if (seeds.length < 2) mistakes.push('one seed says nothing about chance');
  if (!names.includes(rule.baseline)) mistakes.push(`the baseline '${rule.baseline}' is not among the arms`);
  if (!names.includes(rule.primary)) mistakes.push(`the primary arm '${rule.primary}' is not among the arms`);
  if (rule.baseline === rule.primary) mistakes.push('the baseline cannot be compared with itself');
  if (tasks.length < 2 && arms.some(({ learning }) => learning?.from === 'other-tasks')) {
    mistakes.push('learning from other tasks needs a second task');
  }
  if (mistakes.length === 0) return;
  throw new KaizenError('KAIZEN_STUDY_INVALID', 'this cannot be studied', {
    wanted: 'different tasks, arms and seeds, with a baseline and a primary arm among the arms',
    got: mistakes.join('; '),
    next: 'kaizen study --help explains the options',
  });
}
