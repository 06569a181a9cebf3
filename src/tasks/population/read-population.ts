import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { KaizenError } from '../../base/errors.ts';
import { MOST_CHARACTERS, type Program, withEntry } from '../../core/program.ts';
import type { Task } from '../../core/task.ts';
import { languageOf } from '../language-of.ts';
import { type FoundProgram, MOST_BYTES } from './contract.ts';
import { readOpenEvolveCheckpoint } from './openevolve-checkpoint.ts';
import { readShinkaDatabase } from './shinka-database.ts';

const DATABASE = /\.(sqlite|sqlite3|db)$/;
/** Databases of ShinkaEvolve's runs, newest habit first; `prompts.sqlite` beside them holds no programs. */
const DATABASES = ['programs.sqlite', 'evolution_db.sqlite'];

/**
 * Programs from `path` that this task can begin with, best first, at most `limit` and without those that the task itself
 * begins with: a database of ShinkaEvolve (or the folder of its run), a checkpoint of OpenEvolve (or the folder of its
 * output: the latest one), a folder of programs, or one program. Each takes the place of the seed program's entry file.
 * Throws KAIZEN_POPULATION_INVALID and KAIZEN_POPULATION_EMPTY.
 */
export function readPopulation(path: string, task: Pick<Task, 'seeds' | 'language'>, limit: number): Program[] {
  const place = resolve(path);
  if (!existsSync(place)) {
    throw new KaizenError('KAIZEN_POPULATION_INVALID', 'there is nothing to take seed programs from', {
      wanted: 'a database of ShinkaEvolve, a checkpoint of OpenEvolve, a folder of programs, or a program',
      got: `${place}, which does not exist`,
    });
  }
  const found = statSync(place).isDirectory() ? fromFolder(place, task) : fromFile(place);
  const fitting = found.filter(({ language }) => language === '' || language.toLowerCase() === task.language);
  fitting.sort((a, b) => (b.score ?? Number.NEGATIVE_INFINITY) - (a.score ?? Number.NEGATIVE_INFINITY) || 0);
  const base = task.seeds[0] as Program;
  const known = new Set(task.seeds.map(({ hash }) => hash));
  const programs: Program[] = [];
  for (const { text } of fitting) {
    if (programs.length === limit) break;
    const program = withEntry(base, text);
    if (known.has(program.hash)) continue;
    known.add(program.hash);
    programs.push(program);
  }
  if (programs.length > 0) return programs;
  throw new KaizenError('KAIZEN_POPULATION_EMPTY', `no seed programs in ${place}`, {
    wanted: `programs in ${task.language} that differ from those of the task`,
    got: `${found.length} programs, ${fitting.length} of them in ${task.language}`,
  });
}

function fromFile(path: string): FoundProgram[] {
  if (DATABASE.test(path)) return readShinkaDatabase(path);
  const program = sourceFile(path);
  return program === undefined ? [] : [program];
}

function fromFolder(folder: string, { language }: Pick<Task, 'language'>): FoundProgram[] {
  const database = DATABASES.map((name) => join(folder, name)).find(existsSync);
  if (database !== undefined) return readShinkaDatabase(database);
  const checkpoint = latestCheckpoint(folder);
  if (checkpoint !== undefined) return readOpenEvolveCheckpoint(checkpoint);
  return readdirSync(folder)
    .sort()
    .filter((name) => languageOf(name) === language)
    .flatMap((name) => sourceFile(join(folder, name)) ?? []);
}

/** The folder itself when it is a checkpoint, else the one with the highest number in it or in `checkpoints/`. */
function latestCheckpoint(folder: string): string | undefined {
  if (existsSync(join(folder, 'programs'))) return folder;
  for (const place of [folder, join(folder, 'checkpoints'), join(folder, 'openevolve_output', 'checkpoints')]) {
    if (!existsSync(place)) continue;
    const numbered = readdirSync(place).flatMap((name) => {
      const number = /^checkpoint_(\d+)$/.exec(name)?.[1];
      return number === undefined ? [] : [{ name, number: Number(number) }];
    });
    const latest = numbered.sort((a, b) => b.number - a.number)[0];
    if (latest !== undefined && existsSync(join(place, latest.name, 'programs'))) return join(place, latest.name);
  }
  return undefined;
}

function sourceFile(path: string): FoundProgram | undefined {
  const about = statSync(path);
  if (!about.isFile() || about.size > MOST_BYTES) return undefined;
  const text = readFileSync(path, 'utf8');
  if (text.length > MOST_CHARACTERS) return undefined;
  return { text, language: languageOf(path) ?? '', score: null, name: basename(path) };
}
