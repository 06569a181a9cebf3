import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { hashOf, sha256 } from '../base/hash.ts';
import type { Manifest } from './manifest.ts';

/**
 * Files that cannot change a score and so are no part of the version: prose for people and models, published values,
 * the corpus of known cheats, tests, and what editors and package managers leave behind.
 */
const PROSE = new Set(['README.md', 'statement.md', 'hints.md', 'best-known.json', 'cheats.json', 'task.json']);
const FOLDERS = new Set(['cheats', 'node_modules', '__pycache__']);
/** What runs of ShinkaEvolve and OpenEvolve leave in the folders of their tasks. */
const RESULTS = /^(results?([_-].*)?|openevolve_output|checkpoints|venv|.*\.(sqlite|sqlite-wal|sqlite-shm|log))$/;
const TEST = /\.test\.(ts|mts|js|mjs)$/;

/**
 * sha-256 over the manifest (as data, so its layout does not count) and over every other file of the folder, by path
 * and content: evaluator and what it imports from the folder, instances, seeds, idioms. Modules that an evaluator
 * imports from outside the folder are not seen; a task that does so must pin what it takes from there with a test.
 */
export function versionOf(folder: string, manifest: Manifest): string {
  const files: Record<string, string> = {};
  const { evaluator } = manifest;
  const isImported = typeof evaluator === 'object' && !('command' in evaluator);
  for (const path of filesBelow(folder, isImported)) {
    const name = relative(folder, path).split(sep).join('/');
    if (!PROSE.has(name)) files[name] = sha256(readFileSync(path));
  }
  return hashOf({ manifest, files });
}

/** Paths of the files below a folder that can change a score; hidden files, tests and what tools leave behind cannot. */
export function filesBelow(folder: string, isImported: boolean): string[] {
  const paths: string[] = [];
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name.startsWith('.') || TEST.test(entry.name)) continue;
    if (isImported && RESULTS.test(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!FOLDERS.has(entry.name)) paths.push(...filesBelow(path, isImported));
    } else if (entry.isFile()) {
      paths.push(path);
    }
  }
  return paths;
}
