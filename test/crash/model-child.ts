import { systemClock } from '../../src/base/clock.ts';
import { createProgram } from '../../src/core/program.ts';
import { createSpec } from '../../src/engine/create-spec.ts';
import { resumeRun, startRun } from '../../src/engine/run.ts';
import { openWorkspace } from '../../src/store/open-workspace.ts';
import { runContext } from '../../testing/run-context.ts';
import { sampleTask } from '../../testing/sample-task.ts';
import { childModels } from './child-models.ts';

/**
 * Works on one run with three models, an embedding and the genetic operators until it is finished or is killed.
 * Arguments: workspace folder, address of the model server, evaluations, micro-dollars beyond what one slot reserves.
 * Every commit is told on standard output.
 */
const [folder, url, evaluations, microUsd] = process.argv.slice(2) as [string, string, string, string];
const seed = createProgram({
  language: 'javascript',
  entry: 'f.js',
  files: { 'f.js': '// EVOLVE-BLOCK-START\nexport function f(x) {\n  return 2 * x + 7;\n}\n// EVOLVE-BLOCK-END\n' },
});
const task = sampleTask();
const workspace = openWorkspace(folder, { clock: systemClock });
const { models, close } = childModels(folder);
const context = runContext(workspace, task, {
  models,
  observe: (event, state) => {
    if (event.type.startsWith('candidate.')) process.stdout.write(`${state.committed}\n`);
  },
});
const request = {
  task,
  seedPrograms: [seed],
  seed: 9,
  lag: 12,
  simplify: false,
  components: { novelty: { name: 'provider', options: { model: `embed@${url}`, threshold: 0.999 } } },
  models: {
    models: ['small', 'middle', 'large'].map((name) => `${name}@${url}`),
    scratchpad: `small@${url}`,
    // One micro-dollar for a token in, three for one out.
    priceOf: () => ({ tokensIn: 1_000_000, tokensCached: 1_000_000, tokensOut: 3_000_000 }),
  },
};
const reserve = createSpec({ ...request, budget: { evaluations: 1 } }).reserve?.microUsd ?? Number.NaN;
const spec = createSpec({
  ...request,
  budget: { evaluations: Number(evaluations), microUsd: reserve + Number(microUsd) },
});
const isNew = workspace.runs().length === 0;
await (isNew ? startRun(spec, [seed], context) : resumeRun('latest', context));
close();
workspace.close();
