import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { evaluateQuadratic, sampleTask } from '../../testing/sample-task.ts';
import { workOnRun } from './work-on-run.ts';

/**
 * Works on one run until it is finished or is killed. Arguments: workspace folder, evaluations. Every evaluation that begins
 * leaves a line in `evaluated.txt`.
 */
const [folder, evaluations] = process.argv.slice(2) as [string, string];
const task = {
  ...sampleTask(),
  evaluate: async (...[candidate, context]: Parameters<typeof evaluateQuadratic>) => {
    appendFileSync(join(folder, 'evaluated.txt'), `${candidate.program.hash} ${context.stage}\n`);
    return evaluateQuadratic(candidate, context);
  },
};
await workOnRun(folder, { task, budget: { evaluations: Number(evaluations) }, seed: 9 });
