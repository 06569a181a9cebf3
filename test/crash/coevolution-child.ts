import { systemClock } from '../../src/base/clock.ts';
import { type CoevolutionPlan, coevolve } from '../../src/labs/red-queen/evolution/coevolve.ts';
import { warriorProgram } from '../../src/labs/red-queen/operators/warrior-program.ts';
import { openWorkspace } from '../../src/store/open-workspace.ts';

const IMP = { name: 'Imp', text: ';name Imp\nMOV.I $0, $1\n' };
const DWARF = { name: 'Dwarf', text: 'ADD #4, 3\nMOV 2, @2\nJMP -2\nDAT #0, #0\n' };

const PLAN: CoevolutionPlan = {
  name: 'killed',
  seed: 3,
  rules: { coreSize: 800, cycles: 2_000, processes: 64, length: 20, distance: 20, pSpaceSize: 50 },
  mode: 'pairwise',
  rounds: 3,
  history: 'all',
  instructionsPerRound: 300_000,
  initial: [IMP],
  heldOut: [DWARF],
  placements: { quick: 1, train: 2, validation: 4, test: 10 },
  turnShares: {},
  seeds: [warriorProgram(IMP.text)],
  inherited: 4,
  pointsWeight: 0.5,
  preset: 'map-elites',
};

/**
 * Works on a coevolution of three rounds until it is over or is killed. Arguments: workspace folder, workers. The commits of
 * all rounds that this process made are told on standard output.
 */
const [folder, workers] = process.argv.slice(2) as [string, string];
const workspace = openWorkspace(folder, { clock: systemClock });
let commits = 0;
await coevolve(PLAN, {
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
