/**
 * Compiles src/, tasks/ and testing/ into dist/ and copies what the compiler leaves out (seed programs, idioms, JSON,
 * statements), so that a task folder in dist/ is whole. `dist/web` belongs to the web application and is left alone.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const folders = ['src', 'tasks', 'testing'];

for (const folder of folders) rmSync(join(root, 'dist', folder), { recursive: true, force: true });

const compiler = spawnSync(
  process.execPath,
  [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', 'tsconfig.build.json'],
  { cwd: root, stdio: 'inherit' },
);
process.exitCode = compiler.status ?? 1;

let copied = 0;
for (const folder of folders) {
  if (!existsSync(join(root, folder))) continue;
  for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.name.endsWith('.ts')) continue;
    const from = join(entry.parentPath, entry.name);
    const to = join(root, 'dist', from.slice(root.length));
    mkdirSync(dirname(to), { recursive: true });
    cpSync(from, to);
    copied += 1;
  }
}
process.stdout.write(`dist/: compiled ${folders.join(', ')}; copied ${copied} other files\n`);
