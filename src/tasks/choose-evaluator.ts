import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { KaizenError } from '../base/errors.ts';
import { holdsHome, isWithin } from '../base/is-within.ts';
import type { JsonObject } from '../base/json.ts';
import type { Language } from '../core/program.ts';
import type { PythonRuntime, Runtime } from '../core/runtime.ts';
import type { Evaluate, Limits } from '../core/task.ts';
import { pythonFolder } from '../sandbox/command/python-host.ts';
import { builtInFolder } from './built-in-folder.ts';
import { evaluateByCommand } from './command-evaluator.ts';
import { evaluateOpenEvolve, evaluateShinka } from './imported/imported-evaluator.ts';
import { readOpenEvolveConfiguration } from './imported/openevolve-configuration.ts';
import { evaluatorPathOf, loadEvaluator } from './load-evaluator.ts';
import type { Manifest } from './manifest.ts';
import { measurementOf } from './measurement-of.ts';
import { fileOf, isFile } from './task-files.ts';

/** Who scores the candidates of a task, and how these are run. */
export interface Scoring {
  readonly evaluate: Evaluate;
  /** For worker threads: where the evaluator's module is. */
  readonly evaluatorPath?: string;
  /** What the module makes its evaluator from. */
  readonly evaluatorData?: JsonObject;
  readonly runtime?: Runtime;
}

export interface ScoringParts {
  readonly root: string;
  readonly manifest: Manifest;
  readonly version: string;
  readonly language: Language;
  /** Entry files of the seed programs. */
  readonly seedFiles: readonly string[];
  readonly limits: Limits;
}

/** Chooses by what the manifest says of `evaluator` and `candidate`. */
export async function chooseScoring(parts: ScoringParts): Promise<Scoring> {
  const { root, manifest, version } = parts;
  const { evaluator } = manifest;
  if (typeof evaluator === 'object' && 'shinka' in evaluator) {
    fileOf(root, evaluator.shinka, 'evaluator');
    const options = { folder: root, evaluator: evaluator.shinka };
    return { evaluate: evaluateShinka, runtime: pythonRuntime(parts, 'shinka', options) };
  }
  if (typeof evaluator === 'object' && 'openevolve' in evaluator) {
    fileOf(root, evaluator.openevolve, 'evaluator');
    const { isCascade, thresholds, featureDimensions, evaluatorArguments } = readOpenEvolveConfiguration(root);
    const options = { cascade: isCascade, thresholds, evaluatorArguments };
    return {
      evaluate: evaluateOpenEvolve(featureDimensions),
      runtime: pythonRuntime(parts, 'openevolve', { ...options, folder: root, evaluator: evaluator.openevolve }),
    };
  }
  if (typeof evaluator === 'object' && 'command' in evaluator) {
    const [program, ...words] = evaluator.command as [string, ...string[]];
    if (evaluator.sandbox !== true) {
      const runtime = candidateRuntime(parts);
      const evaluate = evaluateByCommand({ root, words: evaluator.command, limits: parts.limits });
      return { evaluate, ...(runtime && { runtime }) };
    }
    // Files of the task are seen inside at their own place.
    const run = [program, ...words.map((word) => (isFile(join(root, word)) ? join(root, word) : word))];
    const environment = { PYTHONPATH: pythonFolder };
    return {
      evaluate: evaluateInside,
      runtime: { kind: 'command', run, protocol: 'json', ...seenBeside(parts, [pythonFolder], program), environment },
    };
  }
  const runtime = candidateRuntime(parts);
  if (typeof evaluator === 'object') {
    const evaluatorData = { path: fileOf(root, evaluator.data, 'evaluator.data') };
    const evaluatorPath = evaluatorPathOf(join(builtInFolder, evaluator.task), undefined);
    const evaluate = await loadEvaluator(evaluatorPath, { version, data: evaluatorData });
    return { evaluate, evaluatorPath, evaluatorData, ...(runtime && { runtime }) };
  }
  const evaluatorPath = evaluatorPathOf(root, evaluator);
  return { evaluate: await loadEvaluator(evaluatorPath, { version }), evaluatorPath, ...(runtime && { runtime }) };
}

/** The evaluator and the program are in one sandbox: the answer of the one call is the measurement. */
const evaluateInside: Evaluate = async (candidate, { models: _, ...context }) => {
  const { language, entry } = candidate.program;
  const [answer] = await candidate.call('evaluate', [[{ ...context, language, entry }]]);
  return measurementOf(answer);
};

/** How candidates are run; undefined where nobody said, and the sandbox runs JavaScript only. */
function candidateRuntime(parts: ScoringParts): Runtime | undefined {
  const { candidate } = parts.manifest;
  if (candidate !== undefined) {
    const { build, run, protocol = 'json' } = candidate;
    return { kind: 'command', run, protocol, ...seenApart(parts, []), ...(build && { build }) };
  }
  if (parts.language === 'python') return pythonRuntime(parts, 'calls', {});
  return undefined;
}

function pythonRuntime(parts: ScoringParts, mode: PythonRuntime['mode'], options: JsonObject): PythonRuntime {
  const { root, manifest, seedFiles } = parts;
  const { evaluator } = manifest;
  const files = [...seedFiles];
  if (typeof evaluator === 'object' && 'shinka' in evaluator) files.push(evaluator.shinka);
  const preload = files.filter((file) => file.endsWith('.py')).map((file) => join(root, file));
  const python = interpreter(root, manifest.python);
  const seen = mode === 'calls' ? seenApart(parts, preload) : seenBeside(parts, [], python);
  return { kind: 'python', python, mode, preload, ...seen, options };
}

/** What the manifest names, else the virtual environment in the task's folder, else python3 of the search path. */
function interpreter(root: string, named: string | undefined): string {
  if (named !== undefined) return named.includes('/') ? resolve(root, named) : named;
  const local = ['.venv', 'venv'].map((name) => join(root, name, 'bin', 'python')).find(isFile);
  return local ?? 'python3';
}

/**
 * What a program may read that shares its sandbox with the evaluator: the task's folder, but for hidden files. They are no
 * part of the task's version, so no score may depend on them, and keys and earlier runs are kept in such files.
 */
function seenBeside(
  parts: ScoringParts,
  more: readonly string[],
  program: string,
): Pick<Runtime, 'readable' | 'hidden'> {
  const { root } = parts;
  const readable = [root, ...more, ...namedReadable(parts, [])];
  const hidden = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.name.startsWith('.') && (entry.isFile() || entry.isDirectory()))
    .map(({ name }) => join(root, name))
    .filter((path) => !isWithin(program, path) && !readable.includes(path));
  return { readable, hidden };
}

/**
 * What a program may read whose evaluator is outside: nothing of the task's folder, which holds the evaluator, its
 * instances and their answers, but what is named here.
 */
function seenApart(parts: ScoringParts, files: readonly string[]): Pick<Runtime, 'readable' | 'hidden'> {
  const places = [parts.root, realpathSync(parts.root)];
  return { readable: [...files, ...namedReadable(parts, places)], hidden: [...new Set(places)] };
}

/** What the manifest names. Throws where that is not there, or holds one of these folders, the home, or everything. */
function namedReadable({ root, manifest }: ScoringParts, withheld: readonly string[]): string[] {
  const named = (manifest.readable ?? []).map((path) => (isAbsolute(path) ? path : resolve(root, path)));
  for (const path of named) {
    const real = existsSync(path) ? realpathSync(path) : undefined;
    if (real === undefined || holdsHome(real) || withheld.some((folder) => isWithin(folder, real))) {
      throw new KaizenError('KAIZEN_TASK_FILE_MISSING', 'readable names what programs cannot be given.', {
        wanted: `files or folders that exist, not all of your home${withheld.length > 0 ? ', not what holds the evaluator' : ''}, not everything`,
        got: path,
        next: `correct readable in ${join(root, 'task.json')}`,
      });
    }
  }
  return named;
}
