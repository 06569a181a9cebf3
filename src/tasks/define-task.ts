import { hashOf } from '../base/hash.ts';
import type { Noise } from '../core/noise.ts';
import { createProgram, type Language } from '../core/program.ts';
import { DEFAULT_LIMITS, type Evaluate, type Limits, type Stage, type Task } from '../core/task.ts';
import { functionSetOf } from './function-set-of.ts';
import { withRepeats } from './with-repeats.ts';

/** A task written in code instead of in a folder. Only the first four members are needed. */
export interface TaskDefinition {
  readonly name: string;
  readonly direction: Task['direction'];
  /** Source of the seed program: a module that exports what the evaluator calls. */
  readonly seedProgram: string;
  readonly evaluate: Evaluate;
  readonly language?: Language;
  readonly title?: string;
  readonly unit?: string;
  readonly statement?: string;
  /** Default: one stage, `train`. */
  readonly stages?: readonly Stage[];
  /** Scores are draws: every stage is repeated so often, unless it says otherwise itself. */
  readonly noise?: Noise;
  readonly limits?: Partial<Limits>;
  readonly functionSet?: readonly string[];
  readonly descriptors?: Task['descriptors'];
  readonly idioms?: Task['idioms'];
  readonly bestKnown?: Task['bestKnown'];
}

/** Programs in other languages need no extension: the language says what they are. */
const ENTRIES: Readonly<Record<string, string>> = { javascript: 'program.js', typescript: 'program.ts' };

/**
 * Makes a task from a definition. Its evaluator runs in this process (the candidate still runs in the sandbox). The
 * version is a hash over the definition, with the evaluator's own source text but not what it closes over: change the
 * name when you change that.
 */
export function defineTask(definition: TaskDefinition): Task {
  const { name, direction, seedProgram, evaluate, language = 'javascript', noise } = definition;
  const entry = ENTRIES[language] ?? 'program';
  const stages = withRepeats(definition.stages ?? [{ name: 'train', split: 'train' as const }], noise);
  const limits = { ...DEFAULT_LIMITS, ...definition.limits };
  return {
    name,
    version: hashOf({
      name,
      direction,
      language,
      stages,
      limits,
      ...(noise && { noise }),
      evaluate: evaluate.toString(),
    }),
    title: definition.title ?? name,
    statement: definition.statement ?? '',
    direction,
    unit: definition.unit ?? '',
    language,
    seeds: [createProgram({ language, entry, files: { [entry]: seedProgram } })],
    stages,
    splits: [...new Set(stages.map(({ split }) => split))],
    limits,
    descriptors: definition.descriptors ?? [],
    functionSet: functionSetOf(definition.functionSet, language),
    idioms: definition.idioms ?? [],
    hints: '',
    bestKnown: definition.bestKnown ?? [],
    ...(noise && { noise }),
    evaluate,
  };
}
