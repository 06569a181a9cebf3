import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { KaizenError } from '../base/errors.ts';
import type { Split } from '../core/evaluation.ts';
import type { Noise } from '../core/noise.ts';
import type { Program } from '../core/program.ts';
import { DEFAULT_LIMITS, type IdiomSource, type Limits, type Stage, type Task } from '../core/task.ts';
import { chooseScoring } from './choose-evaluator.ts';
import { functionSetOf } from './function-set-of.ts';
import { detectManifest } from './imported/detect-format.ts';
import { readOpenEvolveConfiguration } from './imported/openevolve-configuration.ts';
import { KNOWN_ENDINGS } from './language-of.ts';
import { type Manifest, parseBestKnown, parseManifest, type SeedEntry } from './manifest.ts';
import { readSeed } from './read-seed.ts';
import { fileOf, isFile, optionalText } from './task-files.ts';
import { versionOf } from './task-version.ts';
import { withRepeats } from './with-repeats.ts';

/**
 * Reads a task from its folder: `task.json`, the seed programs, the evaluator (imported), and, where they are there,
 * `statement.md`, `hints.md`, `idioms.ts` and `best-known.json`. A folder without `task.json` may be a task of ShinkaEvolve
 * or OpenEvolve, which is read as it is.
 *
 * Throws KAIZEN_TASK_FILE_MISSING, KAIZEN_TASK_PATH_OUTSIDE, KAIZEN_TASK_MANIFEST_INVALID, KAIZEN_EVALUATOR_MISSING
 * or KAIZEN_EVALUATOR_INVALID; each names the file or field and says what to do.
 */
export async function loadTask(folder: string): Promise<Task> {
  const root = resolve(folder);
  const manifest = readManifest(root);
  const title = manifest.title ?? manifest.name;
  const version = versionOf(root, manifest);
  const entries = seedEntries(root, manifest);
  const seeds = entries.map((entry) => readSeed(root, entry, manifest.language));
  const bestKnown = optionalText(root, 'best-known.json');
  const noise = noiseOf(manifest);
  const stages = withRepeats(stagesOf(manifest), noise);
  const { language } = seeds[0] as Program;
  const limits = limitsOf(manifest);
  const seedFiles = entries.map((entry) => (typeof entry === 'string' ? entry : entry.entry));
  return {
    name: manifest.name,
    version,
    title,
    statement: statementOf(root, manifest) ?? title,
    direction: manifest.direction,
    unit: manifest.unit ?? 'score',
    language,
    seeds,
    stages,
    splits: splitsOf(manifest, stages),
    ...(noise && { noise }),
    limits,
    descriptors: manifest.descriptors ?? [],
    functionSet: functionSetOf(manifest.functionSet, language),
    idioms: readIdioms(root, manifest),
    hints: optionalText(root, 'hints.md') ?? '',
    bestKnown: bestKnown === undefined ? [] : parseBestKnown(bestKnown, join(root, 'best-known.json')),
    ...(manifest.models && { usesModels: true }),
    ...(typeof manifest.models === 'object' && { modelCalls: manifest.models }),
    ...(await chooseScoring({ root, manifest, version, language, seedFiles, limits })),
  };
}

function readManifest(root: string): Manifest {
  const file = join(root, 'task.json');
  if (isFile(file)) return parseManifest(readFileSync(file, 'utf8'), file);
  const detected = detectManifest(root);
  if (detected !== undefined) return detected;
  throw new KaizenError('KAIZEN_TASK_FILE_MISSING', `${root} is not a task folder.`, {
    wanted: `${file}; or initial.py and evaluate.py (ShinkaEvolve); or initial_program.py and evaluator.py (OpenEvolve)`,
    got: 'none of them',
    next: 'Make a task with `kaizen init`, or create task.json, at the least {"name": "my-task", "direction": "maximize"}.',
  });
}

function statementOf(root: string, { evaluator }: Manifest): string | undefined {
  const text = optionalText(root, 'statement.md');
  if (text !== undefined || typeof evaluator !== 'object' || !('openevolve' in evaluator)) return text;
  return readOpenEvolveConfiguration(root).statement;
}

function stagesOf(manifest: Manifest): Stage[] {
  if (manifest.stages === undefined) return [{ name: 'train', split: 'train' }];
  return manifest.stages.map(({ name, split, pass, repeats }) => ({
    name,
    split,
    ...(pass && { pass }),
    ...(repeats && { repeats }),
  }));
}

/** Two evaluations of each candidate say something about the noise, so two are the default. */
function noiseOf({ noise }: Manifest): Noise | undefined {
  return noise && { least: noise.least ?? Math.min(2, noise.most), most: noise.most, draws: noise.draws ?? 'own' };
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
  const found = KNOWN_ENDINGS.map((ending) => `seed${ending}`).find((name) => isFile(join(root, name)));
  if (found !== undefined) return [found];
  throw new KaizenError('KAIZEN_TASK_FILE_MISSING', `There is no seed program in ${root}.`, {
    wanted: 'seed.js, seed.ts, seed.py, seed.cpp, seed.rs …: the program that evolution starts from',
    got: 'none of them',
    next: 'Write one, or list the files in the field seeds of task.json.',
  });
}

function readIdioms(root: string, manifest: Manifest): IdiomSource[] {
  const names = manifest.idioms ?? (isFile(join(root, 'idioms.ts')) ? ['idioms.ts'] : []);
  return names.map((name) => ({ file: name, text: readFileSync(fileOf(root, name, 'idioms'), 'utf8') }));
}
