import { readFileSync } from 'node:fs';
import { extname, join, relative, resolve, sep } from 'node:path';
import { KaizenError } from '../base/errors.ts';
import type { Split } from '../core/evaluation.ts';
import { createProgram, type Language, type Program } from '../core/program.ts';
import { DEFAULT_LIMITS, type IdiomSource, type Limits, type Stage, type Task } from '../core/task.ts';
import { evaluatorPathOf, loadEvaluator } from './load-evaluator.ts';
import { type Manifest, parseBestKnown, parseManifest, type SeedEntry } from './manifest.ts';
import { fileOf, isFile, optionalText } from './task-files.ts';
import { versionOf } from './task-version.ts';

/** What genetic operators may call when a manifest has no functionSet. */
const DEFAULT_FUNCTION_SET = ['Math.abs', 'Math.max', 'Math.min', 'Math.sqrt', 'Math.exp', 'Math.floor'];

const LANGUAGES: Readonly<Record<string, Language>> = {
  '.js': 'javascript',
  '.mjs': 'javascript',
  '.ts': 'typescript',
  '.mts': 'typescript',
};

/**
 * Reads a task from its folder: `task.json`, the seed programs, the evaluator (imported), and, where they are there,
 * `statement.md`, `hints.md`, `idioms.ts` and `best-known.json`.
 *
 * Throws KAIZEN_TASK_FILE_MISSING, KAIZEN_TASK_PATH_OUTSIDE, KAIZEN_TASK_MANIFEST_INVALID, KAIZEN_EVALUATOR_MISSING
 * or KAIZEN_EVALUATOR_INVALID; each names the file or field and says what to do.
 */
export async function loadTask(folder: string): Promise<Task> {
  const root = resolve(folder);
  const manifestFile = join(root, 'task.json');
  if (!isFile(manifestFile)) {
    throw new KaizenError('KAIZEN_TASK_FILE_MISSING', `${root} is not a task folder.`, {
      wanted: manifestFile,
      got: 'no such file',
      next: 'Create task.json, at the least {"name": "my-task", "direction": "maximize"}.',
    });
  }
  const manifest = parseManifest(readFileSync(manifestFile, 'utf8'), manifestFile);
  const title = manifest.title ?? manifest.name;
  const version = versionOf(root, manifest);
  const seeds = seedEntries(root, manifest).map((entry) => readSeed(root, entry, manifest.language));
  const bestKnown = optionalText(root, 'best-known.json');
  const evaluatorPath = evaluatorPathOf(root, manifest.evaluator);
  const stages = stagesOf(manifest);
  return {
    name: manifest.name,
    version,
    title,
    statement: optionalText(root, 'statement.md') ?? title,
    direction: manifest.direction,
    unit: manifest.unit ?? 'score',
    language: (seeds[0] as Program).language,
    seeds,
    stages,
    splits: splitsOf(manifest, stages),
    limits: limitsOf(manifest),
    descriptors: manifest.descriptors ?? [],
    functionSet: manifest.functionSet ?? DEFAULT_FUNCTION_SET,
    idioms: readIdioms(root, manifest),
    hints: optionalText(root, 'hints.md') ?? '',
    bestKnown: bestKnown === undefined ? [] : parseBestKnown(bestKnown, join(root, 'best-known.json')),
    evaluatorPath,
    evaluate: await loadEvaluator(evaluatorPath, version),
  };
}

function stagesOf(manifest: Manifest): Stage[] {
  if (manifest.stages === undefined) return [{ name: 'train', split: 'train' }];
  return manifest.stages.map(({ name, split, pass }) => ({ name, split, ...(pass === undefined ? {} : { pass }) }));
}

const SPLITS: readonly Split[] = ['train', 'validation', 'test'];

/** The splits that the evaluator answers: those of its stages, and those that the manifest adds. */
function splitsOf(manifest: Manifest, stages: readonly Stage[]): Split[] {
  const used = new Set([...stages.map(({ split }) => split), ...(manifest.splits ?? [])]);
  return SPLITS.filter((split) => used.has(split));
}

function limitsOf(manifest: Manifest): Limits {
  const { steps, wallMs, memoryMb, outputBytes } = manifest.limits ?? {};
  return {
    steps: steps ?? DEFAULT_LIMITS.steps,
    wallMs: wallMs ?? DEFAULT_LIMITS.wallMs,
    memoryMb: memoryMb ?? DEFAULT_LIMITS.memoryMb,
    outputBytes: outputBytes ?? DEFAULT_LIMITS.outputBytes,
  };
}

function seedEntries(root: string, manifest: Manifest): readonly SeedEntry[] {
  if (manifest.seeds !== undefined) return manifest.seeds;
  const found = ['seed.js', 'seed.ts'].find((name) => isFile(join(root, name)));
  if (found !== undefined) return [found];
  throw new KaizenError('KAIZEN_TASK_FILE_MISSING', `There is no seed program in ${root}.`, {
    wanted: 'seed.js or seed.ts, the program that evolution starts from',
    got: 'neither of them',
    next: 'Write one, or list the files in the field seeds of task.json.',
  });
}

function readSeed(root: string, entry: SeedEntry, language: string | undefined): Program {
  const names = typeof entry === 'string' ? [entry] : entry.files;
  const first = typeof entry === 'string' ? entry : entry.entry;
  const files: Record<string, string> = {};
  for (const name of names) files[programPath(root, name)] = readFileSync(fileOf(root, name, 'seeds'), 'utf8');
  return createProgram({ language: language ?? languageOf(root, first), entry: programPath(root, first), files });
}

/** The path of a seed file inside its program: from the folder, with forward slashes on every system. */
function programPath(root: string, name: string): string {
  return relative(root, resolve(root, name)).split(sep).join('/');
}

function languageOf(root: string, entry: string): Language {
  const language = LANGUAGES[extname(entry)];
  if (language !== undefined) return language;
  throw new KaizenError('KAIZEN_TASK_MANIFEST_INVALID', `The language of ${entry} is not known.`, {
    wanted: 'language: the name of a language, for example "language": "python"',
    got: 'nothing, and the ending of the seed program is none of .js, .mjs, .ts, .mts',
    next: `Add the field to ${join(root, 'task.json')}.`,
  });
}

function readIdioms(root: string, manifest: Manifest): IdiomSource[] {
  const names = manifest.idioms ?? (isFile(join(root, 'idioms.ts')) ? ['idioms.ts'] : []);
  return names.map((name) => ({ file: name, text: readFileSync(fileOf(root, name, 'idioms'), 'utf8') }));
}
