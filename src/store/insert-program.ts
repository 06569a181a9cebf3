import type { Program } from '../core/program.ts';
import type { Connection } from './connection.ts';

const INSERT = 'INSERT INTO programs (hash, language, entry, files) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING';

/** Programs are addressed by their content, so one that is there already stays as it is. */
export function insertProgram(connection: Connection, { hash, language, entry, files }: Program): void {
  connection.statement(INSERT).run(hash, language, entry, JSON.stringify(files));
}
