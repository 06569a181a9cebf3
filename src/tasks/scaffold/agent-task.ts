import { existsSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { KaizenError } from '../../base/errors.ts';
import { builtInFolder } from '../built-in-folder.ts';
import { evaluatorPathOf, loadEvaluator } from '../load-evaluator.ts';
import type { ScaffoldFile } from './contract.ts';
import { nameOf, writeFiles } from './scaffold.ts';

const BASIS = 'agent-scaffold';

/** Taken from the built-in task as they are. */
const COPIED: readonly (readonly [path: string, about: string])[] = [
  ['seed.js', 'the agent that evolution starts from: it asks once'],
  ['statement.md', 'what is asked, for people and models'],
  ['hints.md', 'what is known of such agents'],
  ['idioms.ts', 'building blocks for the genetic operators'],
];

/**
 * Writes a task like `agent-scaffold` on problems of one's own, JSON lines {problem, answer}. Throws
 * KAIZEN_TASK_FILE_MISSING or KAIZEN_TASK_MANIFEST_INVALID, which names the line, before anything is written, and
 * KAIZEN_FOLDER_NOT_EMPTY.
 */
export async function writeAgentTask(folder: string, problems: string): Promise<ScaffoldFile[]> {
  const path = resolve(problems);
  if (!existsSync(path)) {
    throw new KaizenError('KAIZEN_TASK_FILE_MISSING', 'There is no such file of problems.', {
      wanted: 'a file with one {"problem": text, "answer": 0 … 999} on each line',
      got: path,
    });
  }
  const basis = join(builtInFolder, BASIS);
  await loadEvaluator(evaluatorPathOf(basis, undefined), { data: { path } });
  const manifest = {
    ...JSON.parse(readFileSync(join(basis, 'task.json'), 'utf8')),
    name: nameOf(resolve(folder)),
    title: `Agent for the problems of ${basename(path)}`,
    evaluator: { task: BASIS, data: 'problems.jsonl' },
  };
  const files: ScaffoldFile[] = [
    { path: 'task.json', about: 'the name, what is better, limits', text: `${JSON.stringify(manifest, null, 2)}\n` },
    { path: 'problems.jsonl', about: 'the problems with their answers', text: readFileSync(path, 'utf8') },
    ...COPIED.map(([name, about]) => ({ path: name, about, text: readFileSync(join(basis, name), 'utf8') })),
  ];
  writeFiles(folder, files);
  return files;
}
