import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { systemClock } from '../src/base/clock.ts';
import type { Workspace } from '../src/store/contract.ts';
import { openWorkspace } from '../src/store/open-workspace.ts';

/** A workspace that all tests of a file share, made outside of them; it is gone after the last one. */
export function fileWorkspace(): Workspace {
  const folder = mkdtempSync(join(tmpdir(), 'kaizen-test-'));
  const workspace = openWorkspace(folder, { clock: systemClock });
  afterAll(() => {
    workspace.close();
    rmSync(folder, { recursive: true });
  });
  return workspace;
}
