import { systemClock } from '../../src/base/clock.ts';
import { coevolve } from '../../src/labs/red-queen/evolution/coevolve.ts';
import { smallPlan } from '../../src/labs/red-queen/evolution/test-support/small-plan.ts';
import { openWorkspace } from '../../src/store/open-workspace.ts';

/**
 * Works on a coevolution of three rounds until it is over or is killed. Arguments: workspace folder, workers. The commits of
 * all rounds that this process made are told on standard output.
 */
const [folder, workers] = process.argv.slice(2) as [string, string];
const workspace = openWorkspace(folder, { clock: systemClock });
let commits = 0;
await coevolve(smallPlan({ rounds: 3 }), {
  workspace,
  machine: { workers: Number(workers), sandbox: 'auto', clock: systemClock },
  isPauseRequested: () => false,
  observe: (_round, event) => {
    if (event.type === 'candidate.evaluated' || event.type === 'candidate.rejected') {
      commits += 1;
      process.stdout.write(`${commits}\n`);
    }
  },
});
workspace.close();
