import { diffArrays } from 'diff';
import type { Program } from '../../../../core/program.ts';
import { EDIT_LIMITS } from './limits.ts';
import { nearestLines } from './nearest-lines.ts';
import { editableSegments } from './segments.ts';

const SIMILAR = 0.5;
const SHOWN_LINES = 40;
const SHOWN_WIDTH = 200;
/** Lines longer than this make a comparison word by word useless. */
const LONGEST_SEARCH = 2_000;

/** What to tell a model whose SEARCH text is not where it may edit: the most similar lines, and what is editable. */
export function explainMiss(program: Program, paths: readonly string[], search: readonly string[]): string {
  const parts = [nearestOf(program, paths, search), editableLines(program, paths)];
  const text = parts.filter((part) => part !== '').join('\n\n');
  return text.length > EDIT_LIMITS.explanation ? `${text.slice(0, EDIT_LIMITS.explanation)}…` : text;
}

/** "Lines 4–20 of main.js may be edited …", for the first files of a program. */
export function editableLines(program: Program, paths: readonly string[]): string {
  const described = paths.slice(0, 10).map((path) => {
    const text = program.files[path] as string;
    const segments = editableSegments(text).filter(({ start, end }) => end > start);
    if (segments.length === 1 && segments[0]?.start === 0 && segments[0].end === text.length)
      return `${path}: all lines`;
    const ranges = segments
      .slice(0, 20)
      .map(({ start, end }) => `${lineAt(text, start)}–${lineAt(text, Math.max(start, end - 1))}`);
    return `${path}: ${ranges.length === 0 ? 'no lines' : `lines ${ranges.join(', ')}`}`;
  });
  return `What may be edited:\n${described.join('\n')}\nEverything else is frozen.`;
}

function nearestOf(program: Program, paths: readonly string[], search: readonly string[]): string {
  if (search.length > LONGEST_SEARCH) return '';
  let best: { path: string; lines: string[]; start: number; similarity: number } | null = null;
  for (const path of paths) {
    const lines = (program.files[path] as string).split(/\r?\n/);
    const near = nearestLines(search, lines);
    if (near !== null && near.similarity > (best?.similarity ?? SIMILAR)) {
      best = {
        path,
        start: near.start,
        similarity: near.similarity,
        lines: lines.slice(near.start, near.start + near.count),
      };
    }
  }
  if (best === null) return 'No part of the program is similar to it.';
  const head = `Most similar (${Math.floor(best.similarity * 100)} % of the words): lines ${best.start + 1}–${best.start + best.lines.length} of ${best.path}. "-" is your SEARCH text, "+" is the file:`;
  return `${head}\n${differenceOf(search, best.lines)}`;
}

function differenceOf(search: readonly string[], lines: readonly string[]): string {
  const changes = diffArrays([...search], [...lines], { maxEditLength: 400 }) ?? [{ value: [...lines], added: true }];
  const shown = changes.flatMap((change) => {
    const sign = 'added' in change && change.added ? '+' : 'removed' in change && change.removed ? '-' : ' ';
    return change.value.map((line) => `${sign} ${line.slice(0, SHOWN_WIDTH)}`);
  });
  return [...shown.slice(0, SHOWN_LINES), ...(shown.length > SHOWN_LINES ? ['…'] : [])].join('\n');
}

function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}
