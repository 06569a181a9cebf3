import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { systemClock } from '../src/base/clock.ts';
import { createSpec } from '../src/engine/create-spec.ts';
import { foldEvents } from '../src/engine/replay.ts';
import { resumeRun, startRun } from '../src/engine/run.ts';
import { openWorkspace } from '../src/store/open-workspace.ts';
import { runContext } from '../testing/run-context.ts';
import { sampleTask } from '../testing/sample-task.ts';

/**
 * A run of 100,000 candidates: how long resume takes (until the first new commit) and how much memory the process needs,
 * at a quarter, a half and all of them, so that growth can be seen. Argument: candidates (default 100,000).
 */
const [mode = '100000', folderArgument = ''] = process.argv.slice(2);
if (mode === 'resume') await measureResume(folderArgument);
else await growAndMeasure(Number(mode));

function contextIn(folder: string, pauseAt: number) {
  const workspace = openWorkspace(folder, { clock: systemClock });
  const task = sampleTask({ stages: [{ name: 'train', split: 'train' }] });
  let committed = 0;
  const context = runContext(workspace, task, {
    isPauseRequested: () => committed >= pauseAt,
    observe: (_, state) => {
      committed = state.committed;
    },
  });
  return { workspace, task, context };
}

async function growAndMeasure(total: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'kaizen-bench-'));
  try {
    console.log('candidates  grown in s  resume s  of it fold s  peak memory MB  database MB');
    for (const share of [0.25, 0.5, 1]) {
      const { workspace, task, context } = contextIn(folder, total * share);
      const begun = performance.now();
      const spec = createSpec({ task, budget: { evaluations: total * 2 }, seed: 1, simplify: false, lag: 32 });
      const { state } = await (share === 0.25 ? startRun(spec, task.seeds, context) : resumeRun('latest', context));
      const seconds = (performance.now() - begun) / 1000;
      const bytes = statSync(workspace.databasePath).size;
      workspace.close();
      const self = fileURLToPath(import.meta.url);
      const { stdout } = spawnSync(process.execPath, [self, 'resume', folder], { encoding: 'utf8' });
      const { resumeS, foldS, peakMb } = JSON.parse(stdout) as { resumeS: number; foldS: number; peakMb: number };
      const cells = [state.committed, seconds.toFixed(0), resumeS.toFixed(2), foldS.toFixed(2), peakMb.toFixed(0)];
      console.log([...cells, (bytes / 2 ** 20).toFixed(0)].map((cell) => String(cell).padStart(10)).join('  '));
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** In a process of its own: the time from opening the workspace to the first commit after resume. */
async function measureResume(folder: string): Promise<void> {
  const begun = performance.now();
  const { workspace, context } = contextIn(folder, 0);
  const { id } = workspace.run('latest');
  let firstCommitAt = 0;
  await resumeRun(id, {
    ...context,
    isPauseRequested: () => {
      firstCommitAt ||= performance.now();
      return true;
    },
  });
  const peakMb = process.resourceUsage().maxRSS / 1024;
  const foldBegun = performance.now();
  foldEvents(workspace.events(id));
  const foldS = (performance.now() - foldBegun) / 1000;
  console.log(JSON.stringify({ resumeS: (firstCommitAt - begun) / 1000, foldS, peakMb }));
  workspace.close();
}
