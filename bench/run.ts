/**
 * Runs one benchmark: `npm run bench -- <name>`. Without a name it lists them. A benchmark is a file in this folder that
 * runs when it is loaded, prints its figures, and starts with a comment that says in its first line what it measures.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const folder = import.meta.dirname;
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && file !== basename(import.meta.filename))
  .map((file) => file.slice(0, -'.ts'.length))
  .sort();

function firstComment(name: string): string {
  const text = readFileSync(join(folder, `${name}.ts`), 'utf8');
  return /(?:\/\*\*?|\/\/|\n \*)[ \t]*([^\s*].*)/.exec(text)?.[1]?.replace(/\s*\*\/$/, '') ?? '';
}

const [, , wanted] = process.argv;
if (wanted !== undefined && names.includes(wanted)) {
  // The benchmark sees its own arguments where it would see them when run directly.
  process.argv.splice(1, 2, join(folder, `${wanted}.ts`));
  await import(`./${wanted}.ts`);
} else {
  const list = names.map((name) => `  ${name.padEnd(20)} ${firstComment(name)}`).join('\n');
  process.stdout.write(`Benchmarks (npm run bench -- <name>):\n${list === '' ? '  none yet' : list}\n`);
  if (wanted !== undefined) {
    process.stderr.write(`No benchmark is called "${wanted}".\n`);
    process.exitCode = 1;
  }
}
