import type { Command } from 'commander';
import { entryText } from '../../core/program.ts';
import { reportOf } from '../../engine/results.ts';
import { type CommonOptions, print, withWorkspace } from '../context.ts';
import { programText } from '../render/program-diff.ts';
import { requireProgram } from '../require-program.ts';

export function addBestCommand(program: Command): void {
  program
    .command('best')
    .description('print the best program of a run')
    .argument('[run]', 'run number, or latest', 'latest')
    .addHelpText('after', '\nExamples:\n  kaizen best > heuristic.js\n  kaizen best r0003 --json')
    .action(async (name: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<CommonOptions>();
      await withWorkspace(options, (workspace) => {
        const { id, championCandidate } = workspace.run(name);
        const source = requireProgram(workspace, id, championCandidate ?? 0);
        print(options, { ...reportOf(workspace, id).best, files: source.files }, () =>
          // A terminal is protected from what a candidate may print; a file gets the program byte for byte.
          process.stdout.isTTY ? programText(source) : entryText(source).trimEnd(),
        );
      });
    });
}
