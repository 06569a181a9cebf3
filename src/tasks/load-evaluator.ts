import { join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { KaizenError, messageOf } from '../base/errors.ts';
import type { Json } from '../base/json.ts';
import type { Evaluate } from '../core/task.ts';
import { compiledTwin } from './built-in-folder.ts';
import { fileOf, isFile } from './task-files.ts';

const EXTENSIONS = ['.ts', '.js', '.mjs'];

/**
 * Path of the module that scores a task's candidates: what the manifest names, else `evaluator.ts`, `.js` or `.mjs`.
 * Node does not strip types inside node_modules, so there, and for the built-in tasks of a published package, compiled
 * JavaScript of the same name goes first.
 */
export function evaluatorPathOf(folder: string, named: string | undefined): string {
  const twin = compiledTwin(folder);
  const isPackaged = twin !== undefined || folder.split(sep).includes('node_modules');
  const base = named?.replace(/\.ts$/, '') ?? 'evaluator';
  if (isPackaged && (named === undefined || named.endsWith('.ts'))) {
    const compiled = [twin, folder].flatMap((place) => (place === undefined ? [] : [join(place, `${base}.js`)]));
    const found = compiled.find(isFile);
    if (found !== undefined) return found;
  }
  if (named !== undefined) return fileOf(folder, named, 'evaluator');
  const found = EXTENSIONS.map((extension) => join(folder, base + extension)).find(isFile);
  if (found !== undefined) return found;
  throw new KaizenError('KAIZEN_EVALUATOR_MISSING', `There is no evaluator in ${folder}.`, {
    wanted: 'evaluator.ts, evaluator.js or evaluator.mjs, which exports evaluate(candidate, context)',
    got: 'none of them',
    next: 'Write one, or name the file in the field evaluator of task.json.',
  });
}

export interface LoadOptions {
  /** Makes a process that stays up load an edited evaluator anew instead of taking the old module from Node's cache. */
  readonly version?: string;
  /** `Task.evaluatorData`: the module then exports `createEvaluator(data)` instead of `evaluate`. */
  readonly data?: Json | undefined;
}

/** Imports an evaluator module; worker threads call it with `Task.evaluatorPath`. */
export async function loadEvaluator(path: string, { version, data }: LoadOptions = {}): Promise<Evaluate> {
  const url = pathToFileURL(path);
  if (version !== undefined) url.searchParams.set('version', version);
  let module: Record<string, unknown>;
  try {
    module = await import(url.href);
  } catch (thrown) {
    throw new KaizenError('KAIZEN_EVALUATOR_INVALID', `The evaluator ${path} cannot be loaded.`, {
      wanted: 'a module that Node can import; in TypeScript, only syntax that can be erased (no enum, no namespace)',
      got: messageOf(thrown),
      next: `Correct the module; try it with: node ${path}`,
      cause: thrown,
    });
  }
  const { createEvaluator } = module;
  if (data !== undefined) {
    if (typeof createEvaluator === 'function') return createEvaluator(data) as Evaluate;
    throw new KaizenError('KAIZEN_EVALUATOR_MISSING', `The evaluator ${path} takes no data.`, {
      wanted: 'export function createEvaluator(data) { return async (candidate, context) => ({ score }) }',
      got: `exports ${Object.keys(module).sort().join(', ') || 'nothing'}`,
      next: 'Name a task whose evaluator takes data, such as agent-scaffold.',
    });
  }
  const evaluate = module.evaluate ?? module.default;
  if (typeof evaluate === 'function') return evaluate as Evaluate;
  throw new KaizenError('KAIZEN_EVALUATOR_MISSING', `The evaluator ${path} exports no function evaluate.`, {
    wanted: 'export async function evaluate(candidate, context) { ... return { score } }',
    got: Object.keys(module).length === 0 ? 'no exports' : `exports ${Object.keys(module).sort().join(', ')}`,
    next: 'Export a function of that name.',
  });
}
