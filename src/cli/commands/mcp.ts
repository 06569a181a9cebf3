import { resolve } from 'node:path';
import type { Command } from 'commander';
import { systemClock } from '../../base/clock.ts';
import { COMMAND_ANYWHERE } from '../../base/own-command.ts';
import { type CommonOptions, withWorkspace, workspaceFolder } from '../context.ts';

interface McpOptions extends CommonOptions {
  readonly root: string;
  readonly allowCommandModels?: boolean;
}

export function addMcpCommand(program: Command): void {
  program
    .command('mcp')
    .description('serve tools to coding agents on standard input and output (Model Context Protocol)')
    .option('--root <folder>', 'task folders that agents name must lie in it', '.')
    .option('--allow-command-models', 'let agents name command: models, which are programs that run without a sandbox')
    .addHelpText(
      'after',
      `\nExample (in the configuration of an agent, which may start it anywhere):\n  ${COMMAND_ANYWHERE} mcp --root ~/project`,
    )
    .action(async (_: unknown, command: Command) => {
      const options = command.optsWithGlobals<McpOptions>();
      // Loaded here: no other command needs the protocol, and the command line has to start fast.
      const { serve } = await import('../../server/mcp/serve.ts');
      serve({
        root: resolve(options.root),
        workspaceFolder: workspaceFolder(options),
        launcher: [process.execPath, ...process.execArgv, process.argv[1] as string],
        allowCommandModels: options.allowCommandModels ?? false,
        clock: systemClock,
        withWorkspace: (use) => withWorkspace(options, use),
      });
    });
}
