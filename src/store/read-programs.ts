import { KaizenError } from '../base/errors.ts';
import type { Json } from '../base/json.ts';
import type { Program } from '../core/program.ts';
import type { Connection } from './connection.ts';
import { parseNumbers } from './number-json.ts';

export function readProgram(connection: Connection, hash: string): Program {
  const record = connection
    .statement('SELECT language, entry, files FROM programs WHERE hash = ?')
    .get<[string, string, string]>(hash);
  if (record === undefined) {
    throw new KaizenError('KAIZEN_PROGRAM_NOT_FOUND', 'the workspace does not hold this program', {
      wanted: `a program in ${connection.path}`,
      got: hash,
      next: 'look its hash up with `kaizen show <run> <candidate>`',
    });
  }
  const [language, entry, files] = record;
  return { hash, language, entry, files: parseNumbers(files) as Program['files'] };
}

/** Artifacts of a candidate by name; empty where none were kept. */
export function readArtifacts(connection: Connection, run: number, slot: number): Readonly<Record<string, Json>> {
  const rows = connection
    .statement('SELECT name, value FROM artifacts WHERE run = ? AND slot = ? ORDER BY name')
    .all<[string, string]>(run, slot);
  return Object.fromEntries(rows.map(([name, value]) => [name, parseNumbers(value) as Json]));
}
