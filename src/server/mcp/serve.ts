import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { safeText } from '../../base/safe-text.ts';
import { VERSION } from '../../engine/version.ts';
import { createServer } from './create-server.ts';
import type { ToolContext } from './tool.ts';
import { ALL_TOOLS } from './tools/all-tools.ts';

/** Serves the tools on standard input and output until the input ends. */
export function serve(context: ToolContext): void {
  serveStdio(() => createServer(ALL_TOOLS, context, VERSION), {
    onerror: (error) => process.stderr.write(`${safeText(error.message)}\n`),
  });
}
