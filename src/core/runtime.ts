import type { JsonObject } from '../base/json.ts';

/**
 * How the programs of a task are run when they are not JavaScript or TypeScript, which the sandbox runs by itself.
 * Commands are found on the user's search path; `./name` is a file of the candidate or of its build.
 */
export type Runtime = CommandRuntime | PythonRuntime;

export interface CommandRuntime {
  readonly kind: 'command';
  /** Turns the program's files into what `run` needs; done once for each program. */
  readonly build?: readonly string[];
  readonly run: readonly string[];
  /**
   * `json`: one process for each candidate, which reads a line `{"call": name, "arguments": [[…], …]}` and answers with a
   * line `{"answers": […]}`. `text`: one process for each argument list, which holds one text: its standard input. The
   * answer is its standard output.
   */
  readonly protocol: 'json' | 'text';
  /** More variables for both. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Files and folders that programs may read, absolute; their place is the same inside. */
  readonly readable: readonly string[];
  /** Files, and folders but for what is readable in them, that programs may not read although what is around them is, absolute. */
  readonly hidden?: readonly string[];
}

export interface PythonRuntime {
  readonly kind: 'python';
  /** Interpreter: a name on the search path, or an absolute path. */
  readonly python: string;
  /** What a candidate's process does: answers calls of its functions, or runs the evaluator of an imported task. */
  readonly mode: 'calls' | 'shinka' | 'openevolve';
  /** Files whose imports are done once, before candidates: absolute. */
  readonly preload: readonly string[];
  readonly readable: readonly string[];
  readonly hidden?: readonly string[];
  /** What the mode needs to know. */
  readonly options: JsonObject;
}
