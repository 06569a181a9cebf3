import { resolve } from 'node:path';
import { systemClock } from '../base/clock.ts';
import { safeJson } from '../base/safe-text.ts';
import type { Workspace } from '../store/contract.ts';
import { openWorkspace } from '../store/open-workspace.ts';
import { writeScreen } from './render/screen.ts';

/** Options that every command takes. */
export interface CommonOptions {
  readonly workspace?: string;
  readonly json?: boolean;
}

/** The workspace folder: --workspace, else KAIZEN_WORKSPACE, else `.kaizen` here. */
export function workspaceFolder({ workspace }: CommonOptions): string {
  return resolve(workspace ?? process.env.KAIZEN_WORKSPACE ?? '.kaizen');
}

/** Opens the workspace for one command and closes it afterwards. */
export async function withWorkspace<T>(
  options: CommonOptions,
  use: (workspace: Workspace) => T | Promise<T>,
): Promise<T> {
  const workspace = openWorkspace(workspaceFolder(options), { clock: systemClock });
  try {
    return await use(workspace);
  } finally {
    workspace.close();
  }
}

/** Prints a result: JSON for machines on one line, or text for people. */
export function print(options: CommonOptions, value: unknown, text: () => string): void {
  if (options.json) process.stdout.write(`${safeJson(value)}\n`);
  else writeScreen(`${text()}\n`);
}
