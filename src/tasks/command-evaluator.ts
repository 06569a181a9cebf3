import { KaizenError, messageOf } from '../base/errors.ts';
import type { Json } from '../base/json.ts';
import type { InvalidAnswer, Measurement } from '../core/evaluation.ts';
import type { CandidateHandle, Evaluate, EvaluationContext, Limits } from '../core/task.ts';
import { LineProcess, NoLine } from '../sandbox/command/line-process.ts';
import { parseLooseJson } from '../sandbox/command/loose-json.ts';
import { pythonFolder } from '../sandbox/command/python-host.ts';
import { dieWithParentWords } from '../sandbox/unprivileged.ts';
import { measurementOf } from './measurement-of.ts';

export interface CommandEvaluatorOptions {
  /** The task's folder, in which the command is started. */
  readonly root: string;
  readonly words: readonly string[];
  readonly limits: Limits;
}

const MAX_LINE_BYTES = 64_000_000;
/** Calls of one evaluation; a loop of an evaluator ends here. */
const MAX_CALLS = 100_000;
/** Beyond what its candidate may take: an evaluator that says nothing for so long hangs. */
const PATIENCE_MS = 60_000;

/** Starts the command with the user's own environment, in which Python also finds `kaizen_task`. */
const START =
  'PYTHONPATH="$1$(test -z "$PYTHONPATH" || printf :%s "$PYTHONPATH")"; PYTHONDONTWRITEBYTECODE=1; export PYTHONPATH PYTHONDONTWRITEBYTECODE; shift; exec "$@"';

/**
 * Scores with a trusted command that runs outside of the sandbox. It gets one line
 * `{"evaluate": {"stage", "split", "seed", "program": {"language", "entry", "files"}}}`, may ask the candidate, which runs
 * in the sandbox, by lines `{"call": name, "arguments": [[…], …]}` that are answered by `{"answers": […]}`, and ends with a
 * line `{"score": …}` or `{"invalid": …}`. A candidate that fails ends the evaluation at once: the command is then ended too.
 */
export function evaluateByCommand(options: CommandEvaluatorOptions): Evaluate {
  const { words, limits } = options;
  const idle: LineProcess[] = [];
  const evaluate = async (
    kept: LineProcess | undefined,
    candidate: CandidateHandle,
    { models: _, ...context }: EvaluationContext,
  ): Promise<Measurement | InvalidAnswer> => {
    const process = kept ?? start(options);
    const patienceMs = PATIENCE_MS + 10 * limits.wallMs;
    const timer = setTimeout(() => process.kill(`it said nothing within ${patienceMs} ms`), patienceMs);
    const { language, entry, files } = candidate.program;
    let line = JSON.stringify({ evaluate: { ...context, program: { language, entry, files } } });
    let hasAnswered = false;
    let isDone = false;
    try {
      for (let calls = 0; calls <= MAX_CALLS; calls++) {
        const said = parseLine(await process.request(line, MAX_LINE_BYTES));
        hasAnswered = true;
        isDone = !('call' in said);
        if (isDone) return measurementOf(said);
        line = JSON.stringify({ answers: await ask(candidate, said) });
        timer.refresh();
      }
      throw new KaizenError(
        'KAIZEN_EVALUATOR_FAILED',
        `the evaluator called its candidate more than ${MAX_CALLS} times`,
      );
    } catch (thrown) {
      if (!(thrown instanceof NoLine)) throw thrown;
      // One that was kept had ended after its last answer, as it may.
      if (kept !== undefined && !hasAnswered && thrown.end.code === 0) return evaluate(undefined, candidate, context);
      throw noAnswer(words, thrown);
    } finally {
      clearTimeout(timer);
      candidate.charge?.(process.takeCpuMs());
      if (isDone && process.isAlive) {
        process.setIdle(true);
        idle.push(process);
      } else process.kill('its work is done');
    }
  };
  return (candidate, context) => evaluate(takeIdle(idle), candidate, context);
}

function noAnswer(words: readonly string[], { message, end }: NoLine): KaizenError {
  return new KaizenError('KAIZEN_EVALUATOR_FAILED', `the command ${words.join(' ')} gave no answer`, {
    wanted: 'a line {"score": a number} or {"invalid": why}',
    got: `${message}: ${end.errors.slice(-1_000)}`,
    next: 'try it by hand: write the request line to its standard input',
  });
}

/** Started for an evaluation, kept for the next ones; it ends when this process does. */
function start({ root, words }: CommandEvaluatorOptions): LineProcess {
  return new LineProcess({
    words: [...dieWithParentWords(), '/bin/sh', '-c', `${START} 3>&-`, 'sh', pythonFolder, ...words] as [string],
    environment: undefined,
    folder: root,
    limits: { prefix: [], hasRunOutOfMemory: () => false, release: () => Promise.resolve() },
  });
}

function takeIdle(idle: LineProcess[]): LineProcess | undefined {
  for (let process = idle.pop(); process !== undefined; process = idle.pop()) {
    if (!process.isAlive) continue;
    process.setIdle(false);
    return process;
  }
  return undefined;
}

function parseLine(line: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = parseLooseJson(line);
  } catch (thrown) {
    value = messageOf(thrown);
  }
  if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  throw new KaizenError('KAIZEN_EVALUATOR_FAILED', 'the evaluator said what is no JSON object', {
    wanted: 'one JSON object on each line of standard output; print everything else to standard error',
    got: line.slice(0, 300),
  });
}

function ask(
  candidate: CandidateHandle,
  { call, arguments: lists }: Record<string, unknown>,
): Promise<readonly unknown[]> {
  const isList = Array.isArray(lists) && lists.every((list) => Array.isArray(list));
  if (typeof call === 'string' && isList) return candidate.call(call, lists as Json[][]);
  throw new KaizenError('KAIZEN_CALL_INVALID', 'the evaluator calls its candidate in a wrong way', {
    wanted: '{"call": name, "arguments": [[…], …]}: one list for each call of the function',
    got: JSON.stringify({ call, arguments: lists }).slice(0, 200),
  });
}
