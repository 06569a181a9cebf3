import type { z } from 'zod';
import { KaizenError } from '../base/errors.ts';
import { KNOWN_FUNCTIONS } from '../core/function-set.ts';
import { nearMatches } from './near-matches.ts';

type Issue = z.core.$ZodIssue;

/** What each field of a task's JSON files wants, with an example. List places are written `[]`. */
const FIELDS: Readonly<Record<string, readonly [wanted: string, example: string]>> = {
  '': ['an object in task.json, a list of objects in best-known.json', '{"name": "my-task", "direction": "minimize"}'],
  name: ['lower-case words joined by hyphens', '"online-bin-packing"'],
  title: ['a text that is not empty', '"Online bin packing"'],
  direction: ['"maximize" or "minimize"', '"minimize"'],
  unit: ['a text', '"%"'],
  language: ['the name of a language', '"javascript"'],
  seeds: ['a list of one or more seed programs', '["seed.js"]'],
  'seeds[]': [
    'a file of the task folder, or {entry, files} where files names entry or a folder around it',
    '{"entry": "main.js", "files": ["main.js", "model.js"]}',
  ],
  evaluator: [
    'a module of the task folder that exports evaluate, or {command, sandbox?}, {shinka}, {openevolve} or {task, data}',
    '"evaluator.ts", or {"command": ["python3", "evaluate.py"]}',
  ],
  candidate: [
    'an object {build?, run, protocol?} of commands',
    '{"build": ["g++", "-O2", "-o", "program", "seed.cpp"], "run": ["./program"], "protocol": "text"}',
  ],
  'candidate.build': ['a command: a list of the program and its arguments', '["g++", "-o", "program", "seed.cpp"]'],
  'candidate.run': ['a command: a list of the program and its arguments', '["./program"]'],
  'candidate.protocol': ['"json" or "text"', '"text"'],
  python: ['a Python interpreter: a name on the search path, or a path', '".venv/bin/python"'],
  readable: ['a list of further files or folders that programs may read', '["/opt/data"]'],
  'readable[]': ['a path', '"/opt/data"'],
  stages: [
    'a list of one or more stages with different names, cheapest first',
    '[{"name": "quick", "split": "train", "pass": {"quantile": 0.25}}, {"name": "train", "split": "train"}]',
  ],
  'stages[]': ['an object {name, split, pass?, repeats?}', '{"name": "train", "split": "train"}'],
  'stages[].name': ['a text that is not empty', '"train"'],
  'stages[].split': ['"train", "validation" or "test"', '"train"'],
  'stages[].pass': ['{"quantile": a number from 0 to 1} or {"improves": "best"}', '{"quantile": 0.25}'],
  'stages[].repeats': ['an object {least, most} with least ≤ most', '{"least": 2, "most": 8}'],
  'stages[].repeats.least': ['a whole number above 0', '2'],
  'stages[].repeats.most': ['a whole number above 0, at least least', '8'],
  noise: ['an object {least?, most, draws?} with least ≤ most', '{"least": 2, "most": 8, "draws": "own"}'],
  'noise.least': ['a whole number above 0: evaluations of each candidate', '2'],
  'noise.most': ['a whole number above 0: evaluations of a candidate in doubt', '8'],
  'noise.draws': ['"own" or "common"', '"own"'],
  splits: ['a list of the splits that the evaluator answers', '["train", "validation", "test"]'],
  'splits[]': ['"train", "validation" or "test"', '"test"'],
  limits: ['an object with any of steps, wallMs, memoryMb, outputBytes', '{"steps": 2000000}'],
  'limits.steps': ['a whole number above 0: loop iterations and calls of one candidate', '2000000'],
  'limits.wallMs': ['a whole number above 0: milliseconds', '5000'],
  'limits.memoryMb': ['a whole number above 0: megabytes', '256'],
  'limits.outputBytes': ['a whole number above 0: bytes of one answer', '4000000'],
  descriptors: ['a list of {name, min, max}', '[{"name": "length", "min": 0, "max": 100}]'],
  'descriptors[]': ['an object {name, min, max} with min below max', '{"name": "length", "min": 0, "max": 100}'],
  'descriptors[].name': ['a text that is not empty', '"length"'],
  'descriptors[].min': ['a number', '0'],
  'descriptors[].max': ['a number above min', '100'],
  models: [
    'true when the evaluator asks models, or {calls, tokensIn, tokensOut}: the most calls for one program, and tokens of each',
    '{"calls": 100, "tokensIn": 4000, "tokensOut": 4000}',
  ],
  'models.calls': ['the most calls for one program, a whole number from 1', '100'],
  'models.tokensIn': ['the most tokens that one call takes in, a whole number from 1', '4000'],
  'models.tokensOut': ['the most tokens that one call gives out, a whole number from 1', '4000'],
  functionSet: ['a list of function names', '["Math.max", "Math.abs"]'],
  'functionSet[]': [
    `a function by its name in JavaScript, whatever the language: ${KNOWN_FUNCTIONS.join(', ')}`,
    '"Math.max"',
  ],
  idioms: ['a list of files of the task folder', '["idioms.ts"]'],
  'idioms[]': ['a file of the task folder', '"idioms.ts"'],
  '[]': ['an object {instance, score, source}', '{"instance": "n = 26", "score": 2.635, "source": "Author (year)"}'],
  '[].instance': ['a text that says what was solved', '"5,000 items"'],
  '[].score': ['a number', '0.68'],
  '[].source': ['a text that says where the value was published', '"Author (year), title, table"'],
};

/** One error that names every field that is wrong, what it should be, what it is, and an example. */
export function explainMistakes(issues: readonly Issue[], value: unknown, file: string): KaizenError {
  const wanted: string[] = [];
  const got: string[] = [];
  for (const issue of issues) {
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) {
        wanted.push(`${pathText([...issue.path, key])}: no such field${suggestion(issue.path, key)}`);
        got.push(`${pathText([...issue.path, key])}: ${show(valueAt(value, [...issue.path, key]))}`);
      }
      continue;
    }
    const [path, [expected, example]] = guideOf(issue.path);
    wanted.push(`${pathText(path)}: ${expected}, for example ${example}`);
    got.push(`${pathText(path)}: ${show(valueAt(value, path))}`);
  }
  const count = wanted.length === 1 ? 'a mistake' : `${wanted.length} mistakes`;
  return new KaizenError('KAIZEN_TASK_MANIFEST_INVALID', `${file} has ${count}.`, {
    wanted: wanted.join('\n          '),
    got: got.join('\n          '),
    next: `Correct the field${wanted.length === 1 ? '' : 's'} in ${file}.`,
  });
}

/** The entry for a path, or for the nearest thing around it that has one. */
function guideOf(path: readonly PropertyKey[]): [readonly PropertyKey[], readonly [string, string]] {
  for (let length = path.length; length > 0; length -= 1) {
    const part = path.slice(0, length);
    const entry = FIELDS[patternOf(part)];
    if (entry !== undefined) return [part, entry];
  }
  return [[], FIELDS[''] as readonly [string, string]];
}

function suggestion(path: readonly PropertyKey[], key: string): string {
  const prefix = path.length === 0 ? '' : `${patternOf(path)}.`;
  const siblings = Object.keys(FIELDS)
    .filter((name) => name.startsWith(prefix) && name !== prefix)
    .map((name) => name.slice(prefix.length))
    .filter((name) => /^\w+$/.test(name));
  const [nearest] = nearMatches(key, siblings);
  if (nearest !== undefined) return `; did you mean ${nearest}?`;
  return siblings.length === 0 ? '' : `; there are ${siblings.join(', ')}`;
}

function patternOf(path: readonly PropertyKey[]): string {
  return joined(path, () => '[]');
}

function pathText(path: readonly PropertyKey[]): string {
  return path.length === 0 ? 'the file' : joined(path, (index) => `[${index}]`);
}

function joined(path: readonly PropertyKey[], place: (index: number) => string): string {
  let text = '';
  for (const part of path) {
    if (typeof part === 'number') text += place(part);
    else text += text === '' ? String(part) : `.${String(part)}`;
  }
  return text;
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let current = value;
  for (const part of path) {
    if (current === null || typeof current !== 'object') return undefined;
    current = (current as Record<PropertyKey, unknown>)[part];
  }
  return current;
}

function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}
