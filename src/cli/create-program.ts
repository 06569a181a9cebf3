import { Command } from 'commander';
import { VERSION } from '../engine/version.ts';
import { addBestCommand } from './commands/best.ts';
import { addCheckCommand } from './commands/check.ts';
import { addDiffCommand } from './commands/diff.ts';
import { addDoctorCommand } from './commands/doctor.ts';
import { addExperienceCommand } from './commands/experience.ts';
import { addExportCommand } from './commands/export.ts';
import { addInitCommand } from './commands/init.ts';
import { addListCommand } from './commands/list.ts';
import { addMcpCommand } from './commands/mcp.ts';
import { addModelsCommand } from './commands/models.ts';
import { addRedQueenCommand } from './commands/red-queen/red-queen.ts';
import { addResumeCommand } from './commands/resume.ts';
import { addRunCommand } from './commands/run.ts';
import { addShowCommand } from './commands/show.ts';
import { addSteerCommand } from './commands/steer.ts';
import { addStopCommand } from './commands/stop.ts';
import { addStudyCommand } from './commands/study.ts';
import { addTasksCommand } from './commands/tasks.ts';
import { addVerifyCommand } from './commands/verify.ts';
import { writeScreen } from './render/screen.ts';

/** The command line as a value: tests parse with it and read its help. */
export function createProgram(): Command {
  const program = new Command('kaizen')
    .description('Recursive self-improvement that anyone can run and nobody has to believe, because it is measured.')
    .version(VERSION)
    .option('--workspace <folder>', 'where runs are stored (default: $KAIZEN_WORKSPACE, else .kaizen)')
    .option('--json', 'print one JSON value for machines')
    .configureHelp({ showGlobalOptions: true })
    // What was typed is repeated in messages, and may have been pasted.
    .configureOutput({
      writeErr: (text) => writeScreen(text, process.stderr),
      outputError: (text, write) => write(`${text.trimEnd().replaceAll('\n', '\n  ')}\n`),
    })
    .showHelpAfterError('(add --help for the options)')
    .exitOverride();
  for (const add of [
    addRunCommand,
    addResumeCommand,
    addStopCommand,
    addSteerCommand,
    addListCommand,
    addShowCommand,
    addDiffCommand,
    addBestCommand,
    addVerifyCommand,
    addExportCommand,
    addStudyCommand,
    addExperienceCommand,
    addTasksCommand,
    addInitCommand,
    addCheckCommand,
    addRedQueenCommand,
    addModelsCommand,
    addMcpCommand,
    addDoctorCommand,
  ]) {
    add(program);
  }
  program.addHelpText(
    'after',
    `
Examples:
  kaizen run online-bin-packing        evolve a bin-packing heuristic, two minutes, no key
  kaizen run ./my-task --evaluations 20k
  kaizen best > heuristic.js

Exit codes: 0 done, 1 failed, 2 wrong usage, 3 verify found a difference, 4 paused (resume it).`,
  );
  return program;
}
