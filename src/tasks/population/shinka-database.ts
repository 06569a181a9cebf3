import { DatabaseSync } from 'node:sqlite';
import { KaizenError, messageOf } from '../../base/errors.ts';
import { MOST_CHARACTERS } from '../../core/program.ts';
import { type FoundProgram, MAX_PROGRAMS } from './contract.ts';

/**
 * The correct programs in a database of ShinkaEvolve: table `programs` with `code`, `language`, `combined_score` and
 * `correct`. It is opened for reading only, and what it holds is data. Throws KAIZEN_POPULATION_INVALID.
 */
export function readShinkaDatabase(path: string): FoundProgram[] {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path, { readOnly: true });
    const rows = database
      .prepare(
        `SELECT id, code, language, combined_score AS score FROM programs
         WHERE correct AND typeof(code) = 'text' AND length(code) <= ? ORDER BY combined_score DESC, id LIMIT ?`,
      )
      .all(MOST_CHARACTERS, MAX_PROGRAMS);
    return rows.map(({ id, code, language, score }) => ({
      text: String(code),
      language: typeof language === 'string' ? language : '',
      score: typeof score === 'number' && Number.isFinite(score) ? score : null,
      name: String(id).slice(0, 60),
    }));
  } catch (thrown) {
    throw new KaizenError('KAIZEN_POPULATION_INVALID', `${path} cannot be read as a population of ShinkaEvolve.`, {
      wanted: 'an SQLite database with a table programs (id, code, language, combined_score, correct)',
      got: messageOf(thrown),
      next: 'name the database of a run, such as results/evolution_db.sqlite or results/programs.sqlite',
    });
  } finally {
    database?.close();
  }
}
