import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../src/base/clock.ts';
import { createSpec } from '../../src/engine/create-spec.ts';
import { resumeRun, startRun } from '../../src/engine/run.ts';
import { openWorkspace } from '../../src/store/open-workspace.ts';
import { runContext } from '../../testing/run-context.ts';
import { evaluateQuadratic, sampleTask } from '../../testing/sample-task.ts';

/**
 * Works on one run until it is finished or somebody kills this process. Arguments: workspace folder, evaluations.
 * Every evaluation that begins leaves a line in `evaluated.txt`; every commit is told on standard output.
 */
const [folder, evaluations] = process.argv.slice(2) as [string, string];
const base = sampleTask();
const task = {
  ...base,
  evaluate: async (...[candidate, context]: Parameters<typeof evaluateQuadratic>) => {
    appendFileSync(join(folder, 'evaluated.txt'), `${candidate.program.hash} ${context.stage}\n`);
    return evaluateQuadratic(candidate, context);
  },
};

const workspace = openWorkspace(folder, { clock: systemClock });
const context = runContext(workspace, task, {
  observe: (event, state) => {
    if (event.type.startsWith('candidate.')) process.stdout.write(`${state.committed}\n`);
  },
});
const spec = createSpec({ task, budget: { evaluations: Number(evaluations) }, seed: 9 });
const isNew = workspace.runs().length === 0;
await (isNew ? startRun(spec, task.seeds, context) : resumeRun('latest', context));
workspace.close();
