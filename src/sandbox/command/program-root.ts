import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasProcess } from '../../base/has-process.ts';

const NAME = /^kaizen-programs-(\d+)-/;

/**
 * A new folder for programs and builds of this process. Those of processes that were killed are removed first: they hold
 * up to half a gigabyte.
 */
export function makeProgramRoot(parent: string = tmpdir()): string {
  for (const name of readdirSync(parent)) {
    const pid = Number(NAME.exec(name)?.[1] ?? Number.NaN);
    // Where the folder is somebody else's it stays.
    if (Number.isInteger(pid) && !hasProcess(pid)) tryToRemove(join(parent, name));
  }
  const folder = mkdtempSync(join(parent, `kaizen-programs-${process.pid}-`));
  // Sandboxes of ordinary users read below it, and cannot list it.
  chmodSync(folder, 0o711);
  return folder;
}

function tryToRemove(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // Not ours to remove.
  }
}
