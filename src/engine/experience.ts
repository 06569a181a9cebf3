import { KaizenError } from '../base/errors.ts';
import { canonicalJson } from '../base/json.ts';
import { COST_UNITS } from '../core/cost.ts';
import { type Experience, type ExperienceUse, useOf } from '../core/experience.ts';
import type { RunSpec } from '../core/run-spec.ts';
import type { Limits } from '../core/task.ts';
import { experienceOf } from '../search/experience/parse-experience.ts';
import type { Workspace } from '../store/contract.ts';

/**
 * The experience that a run's specification names: the one that is given, else what the workspace keeps. Throws
 * KAIZEN_EXPERIENCE_MISSING when it is neither, KAIZEN_EXPERIENCE_INVALID when its content or its cost are not those that
 * the specification names.
 */
export function findExperience(workspace: Workspace, use: ExperienceUse, given?: Experience): Experience {
  const experience = given?.hash === use.hash ? given : readExperience(workspace, use);
  if (canonicalJson(useOf(experience, use.uses)) === canonicalJson(use)) return experience;
  throw new KaizenError('KAIZEN_EXPERIENCE_INVALID', 'the run names another cost than its experience has', {
    wanted: canonicalJson(useOf(experience, use.uses)),
    got: canonicalJson(use),
    next: 'start a new run with the experience: kaizen run <task> --experience <file>',
  });
}

function readExperience(workspace: Workspace, { hash }: ExperienceUse): Experience {
  try {
    return experienceOf(workspace.program(hash));
  } catch (error) {
    if (!(error instanceof KaizenError) || error.code !== 'KAIZEN_PROGRAM_NOT_FOUND') throw error;
    throw new KaizenError('KAIZEN_EXPERIENCE_MISSING', 'the workspace does not hold the experience of this run', {
      wanted: `experience ${hash}`,
      got: 'nothing under that hash',
      next: 'give it together with the specification, or start the run with --experience <file>',
    });
  }
}

/**
 * Refuses a budget of which the experience leaves nothing: not one candidate in the exact units, nothing at all in the
 * measured ones.
 */
export function requireAffordable(
  { budget, experience }: Pick<RunSpec, 'budget' | 'experience'>,
  limits: Limits,
): void {
  if (experience === undefined) return;
  for (const unit of COST_UNITS) {
    const limit = budget[unit];
    const least = unit === 'steps' ? limits.steps : 1;
    if (limit === undefined || experience.charged[unit] + least <= limit) continue;
    throw new KaizenError('KAIZEN_EXPERIENCE_UNAFFORDABLE', 'the experience costs what the budget has', {
      wanted: `a budget of more than ${experience.charged[unit] + least - 1} ${unit}`,
      got: `${limit} ${unit}, of which the experience takes ${experience.charged[unit]}`,
      next: 'raise the budget, or say how many runs share the cost: --experience-uses <n>',
    });
  }
}
