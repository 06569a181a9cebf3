import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { KaizenError, messageOf } from '../base/errors.ts';
import { canonicalJson } from '../base/json.ts';
import { type StudySpec, studyHash, studyId } from './study-spec.ts';

/** A study as the workspace keeps it. */
export interface StoredStudy {
  readonly id: string;
  readonly hash: string;
  readonly spec: StudySpec;
  /** Folder of its specification and its report. */
  readonly folder: string;
  /** Where each task was found, by name: no part of what was announced, because it differs between machines. */
  readonly sources: Readonly<Record<string, string>>;
}

const SPEC_FILE = 'study.json';
const SOURCES_FILE = 'task-sources.json';

/**
 * Stores a study before its first run, durably, and never changes it again: the folder is named after the hash of what it
 * holds, and every run's log carries that hash. Storing the same study again gives the stored one, and stores it anew where
 * what is there cannot be read.
 */
export function preregister(
  workspaceFolder: string,
  spec: StudySpec,
  sources: Readonly<Record<string, string>>,
): StoredStudy {
  const hash = studyHash(spec);
  const id = studyId(hash);
  const folder = join(workspaceFolder, 'studies', id);
  mkdirSync(folder, { recursive: true });
  const isStored = isReadable(join(folder, SPEC_FILE));
  if (!isStored || !isReadable(join(folder, SOURCES_FILE))) {
    writeDurably(folder, SOURCES_FILE, JSON.stringify(sources));
  }
  if (!isStored) writeDurably(folder, SPEC_FILE, canonicalJson(spec));
  return openStudy(workspaceFolder, id);
}

/** Reads a stored study by its id, a beginning of it, or `latest`. Fails with KAIZEN_STUDY_NOT_FOUND or KAIZEN_STUDY_CHANGED. */
export function openStudy(workspaceFolder: string, name: string): StoredStudy {
  const ids = listStudies(workspaceFolder);
  const matches = name === 'latest' ? newest(workspaceFolder, ids) : ids.filter((id) => id.startsWith(name));
  const [id] = matches;
  if (id === undefined || matches.length > 1) {
    throw new KaizenError('KAIZEN_STUDY_NOT_FOUND', `there is no single study '${name}' in this workspace`, {
      wanted: ids.length === 0 ? 'a study' : `one of ${ids.join(', ')}`,
      got: matches.length > 1 ? `${matches.length} that begin so` : name,
      next: 'kaizen study --list',
    });
  }
  const folder = join(workspaceFolder, 'studies', id);
  const spec = readJson<StudySpec>(join(folder, SPEC_FILE));
  const hash = studyHash(spec);
  if (studyId(hash) !== id) {
    throw new KaizenError('KAIZEN_STUDY_CHANGED', `the specification of study ${id} was changed after it was stored`, {
      wanted: `a specification whose hash begins with ${id}`,
      got: studyId(hash),
      next: 'put it back as it was; a changed rule is another study',
    });
  }
  return { id, hash, spec, folder, sources: readJson(join(folder, SOURCES_FILE)) };
}

function newest(workspaceFolder: string, ids: readonly string[]): string[] {
  const storedAt = (id: string): number => statSync(join(workspaceFolder, 'studies', id, SPEC_FILE)).mtimeMs;
  return [...ids].sort((a, b) => storedAt(b) - storedAt(a)).slice(0, 1);
}

/** Ids of the stored studies, in alphabetical order. */
export function listStudies(workspaceFolder: string): string[] {
  const folder = join(workspaceFolder, 'studies');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((id) => existsSync(join(folder, id, SPEC_FILE)))
    .sort();
}

function readJson<T>(path: string): T {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as T;
  } catch (error) {
    throw new KaizenError('KAIZEN_STUDY_CHANGED', `${path} cannot be read`, {
      got: messageOf(error),
      next: 'put it back as it was, or give the study again with all its options',
      cause: error,
    });
  }
}

function isReadable(path: string): boolean {
  try {
    JSON.parse(readFileSync(path, 'utf8'));
    return true;
  } catch {
    return false;
  }
}

/** The file is on the disk when this returns, and is there either whole or not at all, whatever ends the process. */
function writeDurably(folder: string, name: string, text: string): void {
  const path = join(folder, name);
  const file = openSync(`${path}.new`, 'w');
  try {
    writeFileSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(`${path}.new`, path);
  // The name is an entry of the folder, and the folder one of those that it is in.
  for (const place of [folder, dirname(folder), dirname(dirname(folder))]) syncFolder(place);
}

function syncFolder(path: string): void {
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
