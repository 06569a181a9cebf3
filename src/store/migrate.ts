import { KaizenError } from '../base/errors.ts';
import type { Connection } from './connection.ts';
import type { Migration } from './migrations/migration.ts';

/** Marks a file as ours ("kzen"), so that another program's database is never migrated. */
export const APPLICATION_ID = 0x6b7a656e;

function pragma(connection: Connection, name: 'user_version' | 'application_id' | 'schema_version'): number {
  const [value] = connection.statement(`PRAGMA ${name}`).get<[number]>() as [number];
  return value;
}

/**
 * Brings the schema to the newest version, all steps in one transaction; another process that does the same is waited
 * for. Fails with KAIZEN_WORKSPACE_NEWER and KAIZEN_DATABASE_FOREIGN.
 */
export function migrate(connection: Connection, migrations: readonly Migration[]): void {
  const latest = latestVersion(migrations);
  if (checkVersion(connection, latest) === latest) return;
  connection.transaction(() => {
    const from = checkVersion(connection, latest);
    for (const { version, sql } of migrations) if (version > from) connection.exec(sql);
    connection.exec(`PRAGMA user_version = ${latest}; PRAGMA application_id = ${APPLICATION_ID}`);
  });
}

/** For a database that must not be written: fails with KAIZEN_WORKSPACE_OLDER where `migrate` would write. */
export function requireCurrent(connection: Connection, migrations: readonly Migration[]): void {
  const latest = latestVersion(migrations);
  const version = checkVersion(connection, latest);
  if (version === latest) return;
  throw new KaizenError('KAIZEN_WORKSPACE_OLDER', 'the workspace was made by an older version of Kaizen', {
    wanted: `schema version ${latest}`,
    got: `schema version ${version} in ${connection.path}`,
    next: 'open it once for writing, for example with `kaizen list`',
  });
}

function latestVersion(migrations: readonly Migration[]): number {
  return migrations.at(-1)?.version ?? 0;
}

function checkVersion(connection: Connection, latest: number): number {
  const version = pragma(connection, 'user_version');
  const application = pragma(connection, 'application_id');
  const isEmpty = version === 0 && application === 0 && pragma(connection, 'schema_version') === 0;
  if (!isEmpty && application !== APPLICATION_ID) {
    throw new KaizenError('KAIZEN_DATABASE_FOREIGN', 'the database was not made by Kaizen', {
      wanted: `a Kaizen database at ${connection.path}`,
      got: `application id ${application}, schema version ${version}`,
      next: 'choose another workspace folder',
    });
  }
  if (version > latest) {
    throw new KaizenError('KAIZEN_WORKSPACE_NEWER', 'the workspace was made by a newer version of Kaizen', {
      wanted: `schema version ${latest} or older`,
      got: `schema version ${version} in ${connection.path}`,
      next: 'update Kaizen, or choose another workspace folder',
    });
  }
  return version;
}
