import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { KaizenError, messageOf } from '../base/errors.ts';
import type { Components } from '../core/component.ts';
import { createAlgorithms } from '../engine/components.ts';
import { PRESET_NAMES, presetComponents } from '../engine/presets.ts';
import { ARM_NAMES, builtInArm } from './built-in-arms.ts';
import { type ArmSpec, componentsSchema, learningSchema, NAME } from './study-spec.ts';

const fileSchema = z.strictObject({
  name: z.string().regex(NAME),
  title: z.string().max(200).optional(),
  preset: z.enum(PRESET_NAMES as [string, ...string[]]).default('evolution'),
  /** Parts that replace those of the preset. */
  components: componentsSchema.partial().optional(),
  learning: learningSchema.optional(),
});

/** An arm by its built-in name, or from a JSON file that names a preset, and parts that replace the preset's. */
export function readArm(nameOrFile: string): ArmSpec {
  const known = builtInArm(nameOrFile);
  if (known !== undefined) return known;
  if (!nameOrFile.endsWith('.json')) {
    throw new KaizenError('KAIZEN_STUDY_ARM_INVALID', `there is no arm '${nameOrFile}'`, {
      wanted: `one of ${ARM_NAMES.join(', ')}, or a JSON file`,
      got: nameOrFile,
    });
  }
  return parseArm(readJson(nameOrFile), nameOrFile);
}

/** Checks what a file says; `source` names it in messages. A budget is no part of an arm: all arms have the same. */
export function parseArm(value: unknown, source: string): ArmSpec {
  const parsed = fileSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new KaizenError('KAIZEN_STUDY_ARM_INVALID', `${source} does not describe an arm`, {
      wanted: '{"name", "title"?, "preset"?, "components"?, "learning"?}',
      got: issue === undefined ? 'something else' : `${issue.path.join('.') || 'the file'}: ${issue.message}`,
      next: 'docs/study.md has examples',
    });
  }
  const { name, title = name, preset, components, learning } = parsed.data;
  const all = { ...presetComponents(preset), ...components } as Components;
  // Unknown names and options are refused now, not in the middle of a study.
  createAlgorithms(all);
  return { name, title, components: all, ...(learning && { learning }) };
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new KaizenError('KAIZEN_STUDY_ARM_INVALID', `${file} cannot be read as JSON`, {
      wanted: 'a JSON file that describes an arm',
      got: messageOf(error),
      cause: error,
    });
  }
}
