import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { Option } from 'commander';
import { entryText } from '../../core/program.ts';
import { reportOf } from '../../engine/results.ts';
import type { CandidateRow, Workspace } from '../../store/contract.ts';
import { type CommonOptions, print, withWorkspace } from '../context.ts';
import { requireProgram } from '../require-program.ts';

interface ExportOptions extends CommonOptions {
  readonly format: 'json' | 'csv' | 'program';
  readonly output?: string;
}

export function addExportCommand(program: Command): void {
  program
    .command('export')
    .description('write a run as JSON (report, specification and candidates), CSV (candidates), or its best program')
    .argument('[run]', 'run number, or latest', 'latest')
    .addOption(new Option('--format <format>').choices(['json', 'csv', 'program']).default('json'))
    .option('-o, --output <file>', 'file to write; default: standard output')
    .addHelpText(
      'after',
      '\nExamples:\n  kaizen export --format csv -o run.csv\n  kaizen export r0003 --format program -o best.js',
    )
    .action(async (name: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<ExportOptions>();
      await withWorkspace(options, (workspace) => {
        const text = `${render(workspace, workspace.run(name).id, options.format)}\n`;
        if (options.output === undefined) return void process.stdout.write(text);
        writeFileSync(options.output, text);
        const bytes = Buffer.byteLength(text);
        print(options, { file: options.output, bytes }, () => `wrote ${options.output} (${bytes} bytes)`);
      });
    });
}

function render(workspace: Workspace, id: string, format: ExportOptions['format']): string {
  if (format === 'program') {
    return entryText(requireProgram(workspace, id, workspace.run(id).championCandidate ?? 0)).trimEnd();
  }
  const candidates = workspace.candidates(id);
  if (format === 'csv') return csv(candidates);
  const [first] = workspace.events(id);
  const spec = first?.type === 'run.created' ? first.spec : null;
  return JSON.stringify({ report: reportOf(workspace, id), spec, candidates }, null, 2);
}

const COLUMNS: readonly (keyof CandidateRow)[] = [
  'slot',
  'state',
  'operator',
  'parent',
  'generation',
  'island',
  'size',
  'trainScore',
  'validationScore',
  'steps',
  'isBest',
  'isChampion',
  'program',
  'reason',
];

function csv(candidates: readonly CandidateRow[]): string {
  const cell = (value: CandidateRow[keyof CandidateRow]): string => {
    let text = value === null ? '' : String(value);
    // A leading =, +, - or @ would be run as a formula by spreadsheets; reasons come from candidates.
    if (typeof value === 'string' && /^[=+\-@\t\r]/.test(text)) text = `'${text}`;
    return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return [COLUMNS.join(','), ...candidates.map((row) => COLUMNS.map((column) => cell(row[column])).join(','))].join(
    '\n',
  );
}
