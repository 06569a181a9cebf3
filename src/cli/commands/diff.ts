import type { Command } from 'commander';
import type { Workspace } from '../../store/contract.ts';
import { type CommonOptions, print, withWorkspace } from '../context.ts';
import { parseInteger } from '../parse-amount.ts';
import { programDiff } from '../render/program-diff.ts';
import { requireProgram } from '../require-program.ts';

export function addDiffCommand(program: Command): void {
  program
    .command('diff')
    .description('show what changed between two candidates of a run')
    .argument('[run]', 'run number, or latest', 'latest')
    .argument('[before]', 'candidate number; default: the seed program', parseInteger)
    .argument('[after]', 'candidate number; default: the best', parseInteger)
    .addHelpText('after', '\nExamples:\n  kaizen diff\n  kaizen diff r0003 0 1200')
    .action(
      async (name: string, before: number | undefined, after: number | undefined, _: unknown, command: Command) => {
        const options = command.optsWithGlobals<CommonOptions>();
        await withWorkspace(options, (workspace) => diffCandidates(workspace, name, before ?? 0, after, options));
      },
    );
}

function diffCandidates(
  workspace: Workspace,
  name: string,
  before: number,
  after: number | undefined,
  options: CommonOptions,
): void {
  const run = workspace.run(name);
  const last = after ?? run.championCandidate ?? 0;
  const [left, right] = [requireProgram(workspace, run.id, before), requireProgram(workspace, run.id, last)];
  print(
    options,
    { before: { candidate: before, files: left.files }, after: { candidate: last, files: right.files } },
    () => programDiff(left, right, [`candidate-${before}`, `candidate-${last}`]),
  );
}
