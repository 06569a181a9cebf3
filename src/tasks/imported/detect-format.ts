import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { languageOf } from '../language-of.ts';
import type { Manifest } from '../manifest.ts';
import { isFile } from '../task-files.ts';
import { readOpenEvolveConfiguration } from './openevolve-configuration.ts';

/** Evaluators that import what they score need room for a numerical library or two. */
const MEMORY_MB = 2_048;
/** What one evaluation may take when the task does not say. */
const WALL_MS = 60_000;

/** The first file of a folder that has this name and an ending whose language is known. */
function programNamed(folder: string, name: string): string | undefined {
  if (!existsSync(folder)) return undefined;
  const found = readdirSync(folder)
    .filter((file) => file.startsWith(`${name}.`) && languageOf(file) !== undefined && isFile(join(folder, file)))
    .sort();
  // Python goes first: other files of that name are its data or its output.
  return found.find((file) => file.endsWith('.py')) ?? found[0];
}

function nameOf(folder: string): string {
  const words = basename(folder)
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  return words.join('-') || 'task';
}

/**
 * The manifest of a folder without `task.json` that holds a task of ShinkaEvolve (`initial.<ext>` and `evaluate.py`) or
 * of OpenEvolve (`initial_program.<ext>` and `evaluator.py`, perhaps `config.yaml`); undefined for any other folder.
 * Writing such a manifest into `task.json` and changing it is how a task is adjusted.
 */
export function detectManifest(folder: string): Manifest | undefined {
  const common = { name: nameOf(folder), title: basename(folder), direction: 'maximize' as const };
  const limits = { wallMs: WALL_MS, memoryMb: MEMORY_MB };
  const initial = programNamed(folder, 'initial');
  if (initial !== undefined && isFile(join(folder, 'evaluate.py'))) {
    return { ...common, seeds: [initial], splits: ['train', 'test'], evaluator: { shinka: 'evaluate.py' }, limits };
  }
  const program = programNamed(folder, 'initial_program');
  if (program === undefined || !isFile(join(folder, 'evaluator.py'))) return undefined;
  const { timeoutSeconds } = readOpenEvolveConfiguration(folder);
  return {
    ...common,
    seeds: [program],
    splits: ['train', 'test'],
    evaluator: { openevolve: 'evaluator.py' },
    limits: { ...limits, ...(timeoutSeconds !== undefined && { wallMs: Math.ceil(timeoutSeconds * 1_000) }) },
  };
}
