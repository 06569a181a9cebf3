import type { Buffer } from 'node:buffer';
import { type ChildProcess, spawn } from 'node:child_process';
import { endProcessGroup } from '../base/end-process-group.ts';
import { messageOf } from '../base/errors.ts';
import type { ChatReply, ChatRequest } from '../core/model.ts';
import { ModelFault } from '../core/model-fault.ts';
import type { CallOptions } from './contract.ts';
import type { Environment } from './environment.ts';
import { estimateTokens } from './estimate-tokens.ts';
import type { ModelAddress } from './model-string.ts';
import { renderMessages } from './render-messages.ts';

export type CommandAddress = Extract<ModelAddress, { kind: 'command' }>;

/** A token is seldom more than a few bytes; a reply far beyond what was asked for is a flood. */
const BYTES_PER_TOKEN = 64;
const LEAST_REPLY_BYTES = 2 ** 20;
const KEPT_STDERR = 2_000;

/** What programs need to find themselves, their configuration and their login. Keys are not among it, except their own. */
const PASSED_ON =
  /^(PATH|HOME|USER|LOGNAME|SHELL|LANG|LC_\w+|TZ|TMPDIR|TERM|XDG_\w+|SSL_CERT_\w+|NODE_EXTRA_CA_CERTS|(HTTPS?|NO|ALL)_PROXY|(https?|no|all)_proxy)$/;
const OWN_LOGIN: Readonly<Record<string, RegExp>> = {
  claude: /^(CLAUDE_CONFIG_DIR|CLAUDE_CODE_OAUTH_TOKEN)$/,
  codex: /^CODEX_HOME$/,
  gemini: /^(GEMINI_CLI_HOME|GOOGLE_CLOUD_PROJECT)$/,
};

/** The environment that a command model sees: where it lives and its own login, no keys. */
export function commandEnvironment(program: string, environment: Environment): Record<string, string> {
  const own = OWN_LOGIN[program.slice(program.lastIndexOf('/') + 1)];
  return Object.fromEntries(
    Object.entries(environment).filter(
      (entry): entry is [string, string] =>
        entry[1] !== undefined && (PASSED_ON.test(entry[0]) || own?.test(entry[0]) === true),
    ),
  );
}

/**
 * Asks a program: the rendered messages go to its stdin, its stdout is the reply. Started without a shell, in a process
 * group of its own, which is ended whole when the call ends, however it ends. Its tokens are not known: estimated and
 * marked. Temperature, tools and reasoning do not reach it; a schema is told in the prompt.
 */
export async function callCommand(
  address: CommandAddress,
  request: ChatRequest,
  { signal }: CallOptions,
  environment: Environment,
): Promise<ChatReply> {
  const prompt = renderMessages(request);
  const maxBytes = Math.max(LEAST_REPLY_BYTES, request.maximumTokensOut * BYTES_PER_TOKEN);
  signal.throwIfAborted();
  const child = spawn(address.program, address.words, {
    env: commandEnvironment(address.program, environment),
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const abort = (): void => endProcessGroup(child);
  signal.addEventListener('abort', abort, { once: true });
  try {
    const { text, stderr, status, isFlood } = await outcomeOf(child, prompt, maxBytes, address);
    if (signal.aborted) throw signal.reason;
    if (isFlood) throw floodFault(address, maxBytes);
    if (status !== 'exit code 0') throw failedFault(address, status, stderr);
    if (text.trim() === '') throw failedFault(address, 'it printed nothing', stderr);
    return {
      text,
      toolCalls: [],
      finish: 'stop',
      usage: {
        tokensIn: estimateTokens(prompt),
        tokensCached: 0,
        tokensOut: estimateTokens(text),
        tokensReasoning: 0,
        isEstimated: true,
      },
    };
  } finally {
    signal.removeEventListener('abort', abort);
    endProcessGroup(child);
  }
}

interface Outcome {
  readonly text: string;
  readonly stderr: string;
  readonly status: string;
  readonly isFlood: boolean;
}

function outcomeOf(child: ChildProcess, prompt: string, maxBytes: number, address: CommandAddress): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const decoder = new TextDecoder();
    let text = '';
    let bytes = 0;
    let stderr = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > maxBytes) endProcessGroup(child);
      else text += decoder.decode(chunk, { stream: true });
    });
    child.stderr?.on('data', (chunk: Buffer) => {
      stderr = (stderr + chunk.toString('utf8')).slice(-KEPT_STDERR);
    });
    // A program may answer without reading all of its prompt.
    child.stdin?.on('error', () => {});
    child.once('error', (error) => reject(notStartedFault(address, messageOf(error))));
    // Descendants can hold the pipes open after the program has ended: they end with it.
    child.once('exit', () => endProcessGroup(child));
    child.once('close', (code, signal) => {
      const status = signal === null ? `exit code ${code}` : `signal ${signal}`;
      resolve({ text: text + decoder.decode(), stderr, status, isFlood: bytes > maxBytes });
    });
    child.stdin?.end(prompt);
  });
}

function notStartedFault({ program }: CommandAddress, reason: string): ModelFault {
  return new ModelFault('KAIZEN_MODEL_COMMAND_MISSING', `the program ${program} could not be started`, {
    got: reason,
    next: 'check that it is installed and stands in PATH',
    retryable: false,
    billed: 'no',
  });
}

function failedFault({ program }: CommandAddress, status: string, stderr: string): ModelFault {
  return new ModelFault('KAIZEN_MODEL_COMMAND_FAILED', `the program ${program} gave no reply: ${status}`, {
    wanted: 'a reply on stdout and exit code 0',
    got: stderr.trim() === '' ? status : stderr.trim(),
    next: `try it by hand: echo "Say hello." | ${program} …`,
    retryable: true,
    billed: 'unknown',
  });
}

function floodFault({ program }: CommandAddress, maxBytes: number): ModelFault {
  return new ModelFault('KAIZEN_MODEL_REPLY_TOO_LARGE', `the program ${program} printed more than ${maxBytes} bytes`, {
    wanted: `a reply of at most ${maxBytes} bytes`,
    next: 'let it print its last answer only',
    retryable: false,
    billed: 'unknown',
  });
}
