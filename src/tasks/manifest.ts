import { z } from 'zod';
import { KaizenError, messageOf } from '../base/errors.ts';
import { KNOWN_FUNCTIONS } from '../core/function-set.ts';
import { explainMistakes } from './manifest-mistakes.ts';

/**
 * `task.json`. Only `name` and `direction` must be given; what is left out is found by file name or by default:
 * one stage `train`, `seed.js` or `seed.ts`, `evaluator.ts`, `.js` or `.mjs`, `idioms.ts` if it is there.
 * Unknown fields are mistakes, because a misspelt field that is silently ignored costs a run.
 */
const split = z.enum(['train', 'validation', 'test']);
const relativePath = z.string().min(1);

/** How often a noisy stage is evaluated for one candidate. */
const repeats = z
  .strictObject({ least: z.number().int().positive(), most: z.number().int().positive() })
  .refine((value) => value.least <= value.most);

const noise = z
  .strictObject({
    least: z.number().int().positive().optional(),
    most: z.number().int().positive(),
    draws: z.enum(['own', 'common']).optional(),
  })
  .refine((value) => (value.least ?? 1) <= value.most);

const stage = z.strictObject({
  name: z.string().min(1),
  split,
  pass: z
    .union([z.strictObject({ quantile: z.number().min(0).max(1) }), z.strictObject({ improves: z.literal('best') })])
    .optional(),
  repeats: repeats.optional(),
});

/** True for the path itself and for one below it. */
function covers(path: string, entry: string): boolean {
  const plain = path.replace(/^\.\//, '').replace(/\/+$/, '');
  const inner = entry.replace(/^\.\//, '');
  return plain === inner || inner.startsWith(`${plain}/`);
}

/** One file, or several files and folders with the file that is loaded first. */
const seed = z.union([
  relativePath,
  z
    .strictObject({ entry: relativePath, files: z.array(relativePath).min(1) })
    .refine((value) => value.files.some((path) => covers(path, value.entry))),
]);

const descriptor = z
  .strictObject({ name: z.string().min(1), min: z.number(), max: z.number() })
  .refine((value) => value.min < value.max);

const positiveInteger = z.number().int().positive();

/** A command: the program, then its arguments. */
const command = z.array(z.string().min(1)).min(1);

/** How programs in other languages are built and run. */
const candidate = z.strictObject({
  build: command.optional(),
  run: command,
  protocol: z.enum(['json', 'text']).optional(),
});

/**
 * A module of the folder, a command that speaks JSON, the evaluator of an imported task, or that of a built-in task with
 * other data.
 */
const evaluator = z.union([
  relativePath,
  z.strictObject({ command, sandbox: z.boolean().optional() }),
  z.strictObject({ shinka: relativePath }),
  z.strictObject({ openevolve: relativePath }),
  z.strictObject({ task: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/), data: relativePath }),
]);

/** Exported for the test that has a mistake for every field. */
export const manifestSchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  title: z.string().min(1).optional(),
  direction: z.enum(['maximize', 'minimize']),
  unit: z.string().optional(),
  language: z.string().min(1).optional(),
  seeds: z.array(seed).min(1).optional(),
  evaluator: evaluator.optional(),
  candidate: candidate.optional(),
  python: z.string().min(1).optional(),
  readable: z.array(relativePath).optional(),
  stages: z
    .array(stage)
    .min(1)
    .refine((stages) => new Set(stages.map(({ name }) => name)).size === stages.length)
    .optional(),
  splits: z.array(split).min(1).optional(),
  noise: noise.optional(),
  limits: z
    .strictObject({
      steps: positiveInteger.optional(),
      wallMs: positiveInteger.optional(),
      memoryMb: positiveInteger.optional(),
      outputBytes: positiveInteger.optional(),
    })
    .optional(),
  descriptors: z.array(descriptor).optional(),
  functionSet: z.array(z.enum(KNOWN_FUNCTIONS)).optional(),
  idioms: z.array(relativePath).optional(),
  models: z
    .union([
      z.boolean(),
      z.strictObject({ calls: positiveInteger, tokensIn: positiveInteger, tokensOut: positiveInteger }),
    ])
    .optional(),
});

export type Manifest = z.infer<typeof manifestSchema>;
export type SeedEntry = z.infer<typeof seed>;

const bestKnownSchema = z.array(
  z.strictObject({ instance: z.string().min(1), score: z.number(), source: z.string().min(1) }),
);

export type BestKnownTable = z.infer<typeof bestKnownSchema>;

/** Parses and checks the text of `task.json`. Throws KAIZEN_TASK_MANIFEST_INVALID that lists every mistake. */
export function parseManifest(text: string, file: string): Manifest {
  return checked(manifestSchema, text, file);
}

/** Parses and checks the text of `best-known.json`, a list of {instance, score, source}. */
export function parseBestKnown(text: string, file: string): BestKnownTable {
  return checked(bestKnownSchema, text, file);
}

function checked<T>(schema: z.ZodType<T>, text: string, file: string): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (thrown) {
    throw new KaizenError('KAIZEN_TASK_MANIFEST_INVALID', `${file} is not JSON.`, {
      wanted: 'one JSON value: double quotes around names and texts, no comments, no trailing commas',
      got: messageOf(thrown),
      next: 'Correct the place that the message names.',
      cause: thrown,
    });
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw explainMistakes(result.error.issues, value, file);
}
