import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { onTestFinished } from 'vitest';
import { KaizenError } from '../../base/errors.ts';
import type { Workspace } from '../contract.ts';
import { openWorkspace, type WorkspaceOptions } from '../open-workspace.ts';

/** A folder that is removed when the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kaizen-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A workspace that is closed when the test ends. */
export function temporaryWorkspace(options: WorkspaceOptions = {}, folder: string = temporaryFolder()): Workspace {
  const workspace = openWorkspace(folder, options);
  onTestFinished(() => workspace.close());
  return workspace;
}

/** Runs SQL behind the store's back, as a user with another tool would. */
export function tamper(workspace: Workspace, sql: string): void {
  const database = new DatabaseSync(workspace.databasePath, { enableForeignKeyConstraints: false });
  database.exec(sql);
  database.close();
}

/** The code of the error that an action fails with; undefined when it passes. */
export function codeOf(action: () => unknown): string | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    if (error instanceof KaizenError) return error.code;
    throw error;
  }
}
