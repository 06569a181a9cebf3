import { CommanderError } from 'commander';
import { KaizenError } from '../base/errors.ts';
import type { CommonOptions } from './context.ts';
import { createProgram } from './create-program.ts';
import { EXIT } from './exit-codes.ts';
import { writeScreen } from './render/screen.ts';
import { typedCommand, withTypedCommands } from './typed-command.ts';

/** Runs the command line; every failure ends here, as a message with a code and an exit code. */
async function main(argv: readonly string[]): Promise<void> {
  const program = createProgram();
  try {
    await program.parseAsync([...argv]);
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    } else if (error instanceof KaizenError) {
      writeScreen(`${withTypedCommands(error.message, typedCommand(program.opts<CommonOptions>()))}\n`, process.stderr);
      process.exitCode = EXIT.failed;
    } else {
      // A defect of ours: the stack is what a report needs.
      writeScreen(`[KAIZEN_DEFECT] ${error instanceof Error ? error.stack : String(error)}\n`, process.stderr);
      process.exitCode = EXIT.failed;
    }
  }
}

// A reader that has seen enough (`kaizen list | head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});

await main(process.argv);
