import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { KaizenError, messageOf } from '../../base/errors.ts';
import type { JsonObject } from '../../base/json.ts';
import { optionalText } from '../task-files.ts';

/** What Kaizen takes over from a `config.yaml` of OpenEvolve; everything else is about its own search. */
export interface OpenEvolveConfiguration {
  /** The prompt's description of the task. */
  readonly statement: string | undefined;
  readonly timeoutSeconds: number | undefined;
  readonly isCascade: boolean;
  readonly thresholds: readonly number[];
  /** Metrics that say where a program lies, not how good it is. */
  readonly featureDimensions: readonly string[];
  readonly evaluatorArguments: JsonObject;
}

const FILES = ['config.yaml', 'config.yml'];
const DEFAULT_THRESHOLDS = [0.5, 0.75, 0.9];
/** Aliases are the only way for a short YAML text to become a long value. */
const MAX_ALIASES = 100;

const schema = z.looseObject({
  prompt: z.looseObject({ system_message: z.string().optional() }).nullish(),
  database: z.looseObject({ feature_dimensions: z.array(z.string()).optional() }).nullish(),
  evaluator: z
    .looseObject({
      timeout: z.number().positive().optional(),
      cascade_evaluation: z.boolean().optional(),
      cascade_thresholds: z.array(z.number()).optional(),
      evaluator_args: z.record(z.string(), z.json()).nullish(),
    })
    .nullish(),
});

/** Reads `config.yaml` where there is one. Throws KAIZEN_TASK_CONFIGURATION_INVALID. */
export function readOpenEvolveConfiguration(folder: string): OpenEvolveConfiguration {
  const file = FILES.find((name) => optionalText(folder, name) !== undefined);
  const text = file === undefined ? '' : (optionalText(folder, file) as string);
  let value: unknown;
  try {
    value = parse(text, { maxAliasCount: MAX_ALIASES }) ?? {};
  } catch (thrown) {
    throw invalid(join(folder, file as string), 'a YAML text', messageOf(thrown));
  }
  const result = schema.safeParse(value);
  if (!result.success) {
    const issue = result.error.issues[0] as z.core.$ZodIssue;
    throw invalid(join(folder, file as string), `${issue.path.join('.')}: ${issue.message}`, typeof value);
  }
  const { prompt, database, evaluator } = result.data;
  return {
    statement: prompt?.system_message,
    timeoutSeconds: evaluator?.timeout,
    isCascade: evaluator?.cascade_evaluation ?? true,
    thresholds: evaluator?.cascade_thresholds ?? DEFAULT_THRESHOLDS,
    featureDimensions: database?.feature_dimensions ?? [],
    evaluatorArguments: (evaluator?.evaluator_args ?? {}) as JsonObject,
  };
}

function invalid(file: string, wanted: string, got: string): KaizenError {
  return new KaizenError('KAIZEN_TASK_CONFIGURATION_INVALID', `${file} cannot be read.`, {
    wanted,
    got,
    next: 'correct the file, or take it away: the defaults of OpenEvolve are used then',
  });
}
