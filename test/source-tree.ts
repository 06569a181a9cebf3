/** What the house tests look at: files of this repository, by path relative to its root with forward slashes. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');

const GENERATED = new Set(['node_modules', 'dist', '.git', '.kaizen', 'coverage']);

function walk(folder: string, found: string[]): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!GENERATED.has(entry.name)) walk(path, found);
    } else if (entry.isFile()) {
      found.push(relative(root, path).split(sep).join('/'));
    }
  }
}

/** Files under some folders of the repository (missing folders count as empty), sorted. */
export function filesUnder(...folders: readonly string[]): string[] {
  const found: string[] = [];
  for (const folder of folders) {
    if (existsSync(join(root, folder))) walk(join(root, folder), found);
  }
  return found.sort();
}

/** Files that are, or are about to be, committed. Outside a git clone: everything that is not generated. */
export function committedFiles(): string[] {
  if (!existsSync(join(root, '.git'))) return filesUnder('.');
  const listing = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return [...new Set(listing.split('\0'))].filter((path) => path !== '' && existsSync(join(root, path))).sort();
}

export function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

export function isTest(path: string): boolean {
  return /\.test(-d)?\.tsx?$/.test(path);
}

export function isTypeScript(path: string): boolean {
  return /\.tsx?$/.test(path) && !path.endsWith('.d.ts');
}
