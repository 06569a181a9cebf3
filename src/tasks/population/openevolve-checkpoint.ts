import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { MOST_CHARACTERS } from '../../core/program.ts';
import { parseLooseJson } from '../../sandbox/command/loose-json.ts';
import { numbersIn } from '../imported/numbers.ts';
import { type FoundProgram, MAX_PROGRAMS, MOST_BYTES } from './contract.ts';

/**
 * The programs in a checkpoint folder of OpenEvolve: `programs/<id>.json` with `code`, `language` and `metrics`. Files
 * that are no such thing are passed over: a run that was killed may leave half of one.
 */
export function readOpenEvolveCheckpoint(folder: string): FoundProgram[] {
  const programs: FoundProgram[] = [];
  const place = join(folder, 'programs');
  for (const name of readdirSync(place).sort().slice(0, MAX_PROGRAMS)) {
    if (!name.endsWith('.json')) continue;
    const found = programIn(join(place, name));
    if (found !== undefined) programs.push({ ...found, name: name.slice(0, -'.json'.length) });
  }
  return programs;
}

function programIn(path: string): Omit<FoundProgram, 'name'> | undefined {
  try {
    if (!statSync(path).isFile() || statSync(path).size > MOST_BYTES) return undefined;
    const value = parseLooseJson(readFileSync(path, 'utf8'));
    if (typeof value !== 'object' || value === null) return undefined;
    const { code, language, metrics } = value as Record<string, unknown>;
    if (typeof code !== 'string' || code.length > MOST_CHARACTERS) return undefined;
    return { text: code, language: typeof language === 'string' ? language : '', score: scoreIn(metrics) };
  } catch {
    return undefined;
  }
}

function scoreIn(metrics: unknown): number | null {
  const numbers = numbersIn(metrics);
  if (numbers.combined_score !== undefined) return numbers.combined_score;
  const values = Object.values(numbers);
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
