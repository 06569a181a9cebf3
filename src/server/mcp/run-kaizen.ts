import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Json } from '../../base/json.ts';
import { codedError } from './coded-error.ts';
import type { ToolContext } from './tool.ts';

const OUTPUT_LIMIT = 4_000_000;

/**
 * The JSON value that `kaizen <words>` prints. A process of its own, because what it loads (an evaluator) may print, hang
 * or end its process. Throws the coded error that it ends with.
 */
export async function runKaizen(context: ToolContext, words: readonly string[], signal: AbortSignal): Promise<Json> {
  const { launcher, workspaceFolder, root } = context;
  const [program, ...first] = launcher;
  const child = spawn(program, [...first, '--workspace', workspaceFolder, '--json', ...words], {
    cwd: root,
    signal,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [output, messages] = [collect(child.stdout), collect(child.stderr)];
  await once(child, 'close');
  const last = output().trim().split('\n').at(-1) ?? '';
  if (/^[[{]/.test(last)) return JSON.parse(last) as Json;
  throw codedError(messages(), `kaizen ${words[0]} printed no result`);
}

/** The end of what a stream gave: the result is its last line. */
function collect(stream: NodeJS.ReadableStream): () => string {
  let text = '';
  stream.setEncoding('utf8').on('data', (chunk: string) => {
    text = (text + chunk).slice(-OUTPUT_LIMIT);
  });
  return () => text;
}
