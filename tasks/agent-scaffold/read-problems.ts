import { KaizenError } from '../../src/base/errors.ts';
import { sha256 } from '../../src/base/hash.ts';
import type { Split } from '../../src/core/evaluation.ts';
import { isAnswer, LARGEST_ANSWER, type Problem } from './problem.ts';
import type { ProblemSet } from './problem-set.ts';

const SPLITS: readonly Split[] = ['train', 'validation', 'test'];
const LONGEST_TEXT = 6_000;
const MOST_PROBLEMS = 10_000;
/** One problem in each split, and one more for training. */
const FEWEST_PROBLEMS = 4;

interface Line extends Problem {
  readonly split: Split | null;
}

/**
 * Problems of one's own as JSON lines: `{"problem": text, "answer": 0 … 999}`, and as one likes `"split"`, `"area"` and
 * `"difficulty"` (0 … 1, for the simulated solver; 0.5 where it is left out). Problems without a split are ordered by the
 * hash of their text: the first half is for training, a quarter each for validation and test, so that the order of the file
 * does not matter. Throws KAIZEN_TASK_MANIFEST_INVALID with the line.
 */
export function readProblems(text: string, file: string): ProblemSet {
  const lines: Line[] = [];
  const seen = new Set<string>();
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    const problem = problemIn(line, `${file}:${index + 1}`);
    if (seen.has(problem.text))
      throw mistake(`${file}:${index + 1}`, 'each problem once', 'a text that an earlier line has');
    seen.add(problem.text);
    lines.push(problem);
  }
  if (lines.length < FEWEST_PROBLEMS || lines.length > MOST_PROBLEMS) {
    throw mistake(file, `${FEWEST_PROBLEMS} to ${MOST_PROBLEMS} problems`, `${lines.length}`);
  }
  const problems = splitUp(lines);
  for (const split of SPLITS) {
    if (problems[split].length === 0) throw mistake(file, 'problems in each split', `none in ${split}`);
  }
  return (split) => problems[split];
}

function problemIn(line: string, place: string): Line {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw mistake(place, 'one JSON object on each line', line.slice(0, 60));
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw mistake(place, 'an object {"problem", "answer"}', line.slice(0, 60));
  }
  const { problem, answer, split = null, area = '', difficulty = 0.5 } = value as Record<string, unknown>;
  if (typeof problem !== 'string' || problem.trim() === '' || problem.length > LONGEST_TEXT) {
    throw mistake(place, `"problem": a text of 1 to ${LONGEST_TEXT} characters`, shown(problem));
  }
  // Competitions often print answers as texts: "042".
  const number = typeof answer === 'string' && /^\d{1,3}$/.test(answer) ? Number(answer) : answer;
  if (!isAnswer(number)) throw mistake(place, `"answer": a whole number from 0 to ${LARGEST_ANSWER}`, shown(answer));
  if (split !== null && !SPLITS.includes(split as Split)) {
    throw mistake(place, '"split": "train", "validation" or "test"', shown(split));
  }
  if (typeof area !== 'string' || area.length > 60) throw mistake(place, '"area": a short text', shown(area));
  if (typeof difficulty !== 'number' || !(difficulty >= 0 && difficulty <= 1)) {
    throw mistake(place, '"difficulty": a number from 0 to 1', shown(difficulty));
  }
  return { text: problem, answer: number, area, difficulty, split: split as Split | null };
}

function splitUp(lines: readonly Line[]): Record<Split, Problem[]> {
  const problems: Record<Split, Problem[]> = { train: [], validation: [], test: [] };
  const open = lines.filter(({ split }) => split === null).map((line) => ({ line, order: sha256(line.text) }));
  open.sort((a, b) => (a.order < b.order ? -1 : 1));
  for (const { split, ...problem } of lines) if (split !== null) problems[split].push(problem);
  for (const [place, { line }] of open.entries()) {
    const { split: _, ...problem } = line;
    const share = place / open.length;
    problems[share < 0.5 ? 'train' : share < 0.75 ? 'validation' : 'test'].push(problem);
  }
  return problems;
}

function mistake(place: string, wanted: string, got: string): KaizenError {
  return new KaizenError('KAIZEN_TASK_MANIFEST_INVALID', `${place} is no list of problems.`, {
    wanted,
    got,
    next: 'Write one problem on each line, such as {"problem": "Find 6 · 7.", "answer": 42}.',
  });
}

function shown(value: unknown): string {
  return (JSON.stringify(value) ?? 'nothing').slice(0, 60);
}
