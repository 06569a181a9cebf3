import type { Command } from 'commander';
import { entryText } from '../../core/program.ts';
import { reportOf } from '../../engine/results.ts';
import { type CommonOptions, print, withWorkspace } from '../context.ts';
import { programText } from '../render/program-diff.ts';
import { writeExact, writeScreen } from '../render/screen.ts';
import { requireProgram } from '../require-program.ts';
import { typedCommand } from '../typed-command.ts';
import { writeProgramFiles } from '../write-program.ts';

interface BestOptions extends CommonOptions {
  readonly out?: string;
}

export function addBestCommand(program: Command): void {
  program
    .command('best')
    .description('print the best program of a run')
    .argument('[run]', 'run number, or latest', 'latest')
    .option('--out <folder>', 'write all its files into a new folder')
    .addHelpText(
      'after',
      '\nExamples:\n  kaizen best > heuristic.js\n  kaizen best --out best-program\n  kaizen best r0003 --json',
    )
    .action(async (name: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<BestOptions>();
      await withWorkspace(options, (workspace) => {
        const { id, championCandidate } = workspace.run(name);
        const source = requireProgram(workspace, id, championCandidate ?? 0);
        const { out } = options;
        if (out !== undefined) {
          writeProgramFiles(out, source);
          const files = Object.keys(source.files);
          return print(options, { folder: out, entry: source.entry, files }, () =>
            files.map((path) => `wrote ${out}/${path}`).join('\n'),
          );
        }
        const count = Object.keys(source.files).length;
        if (count > 1 && !process.stdout.isTTY && !options.json) {
          writeScreen(
            `only ${source.entry} of ${count} files; ${typedCommand(options)} best --out <folder> writes all\n`,
            process.stderr,
          );
        }
        if (!options.json && !process.stdout.isTTY) return writeExact(`${entryText(source).trimEnd()}\n`);
        print(options, { ...reportOf(workspace, id).best, files: source.files }, () => programText(source));
      });
    });
}
