import type { Program } from '../../../../core/program.ts';
import { type EditFailure, failed, isFailure } from './edit-failure.ts';
import { editableFiles } from './editable-files.ts';
import { findElision } from './elision.ts';
import { lineEndOf } from './find-match.ts';
import { editableSegments, isMarkerLine, withoutMarkers } from './segments.ts';

/** The code that a reply gives for a file; `path` null where the reply does not say which. */
export interface Rewrite {
  readonly path: string | null;
  readonly code: string;
}

/** The texts of files after a rewrite. Only what is editable is taken from the reply. */
export function applyRewrites(
  program: Program,
  rewrites: readonly Rewrite[],
): { readonly files: Readonly<Record<string, string>> } | EditFailure {
  const paths = editableFiles(program);
  const files: Record<string, string> = {};
  for (const { path = null, code } of rewrites) {
    const target = path ?? program.entry;
    if (!Object.hasOwn(program.files, target)) {
      return failed('unknown-file', `There is no file ${target}. Files that may be rewritten: ${paths.join(', ')}.`);
    }
    if (!paths.includes(target)) return failed('frozen-text', `The file ${target} must stay as it is.`);
    const text = rewriteText(program.files[target] as string, code);
    if (typeof text !== 'string') return failed(text.reason, `${target}: ${text.message}`);
    files[target] = text;
  }
  return { files };
}

/**
 * A text with its editable segments taken from `code`.
 * - The text has no markers: `code` takes its place.
 * - `code` has as many blocks as the text: block by block.
 * - `code` has no markers, and the text has one block: frozen lines before and after it that `code` repeats are dropped;
 *   what is left is the block.
 * Everything else is refused, because what is meant is not certain.
 */
export function rewriteText(text: string, code: string): string | EditFailure {
  const lines = code.split(/\r?\n/);
  const elision = findElision(lines, text.split(/\r?\n/));
  if (elision !== null) return failed('elided-code', `the code leaves something out ("${elision}"). Write it in full.`);
  const segments = editableSegments(text);
  const hasMarkers = text.split('\n').some(isMarkerLine);
  const contents = hasMarkers ? contentsOf(text, lines) : [withoutMarkers(lines)];
  if (isFailure(contents)) return contents;
  if (contents.length !== segments.length) {
    return failed(
      'malformed-edit',
      `the program has ${segments.length} editable blocks, your code has ${contents.length}. Repeat each pair of EVOLVE-BLOCK markers with its code between them.`,
    );
  }
  const lineEnd = lineEndOf(text);
  let result = '';
  let from = 0;
  segments.forEach((segment, index) => {
    result += text.slice(from, segment.start) + blockText(contents[index] as string[], lineEnd, text, segment.end);
    from = segment.end;
  });
  return result + text.slice(from);
}

/** What follows a block is a marker line: the block must end its own last line, or the marker would be glued to it. */
function blockText(lines: readonly string[], lineEnd: string, text: string, end: number): string {
  let size = lines.length;
  while (size > 0 && lines[size - 1]?.trim() === '') size -= 1;
  if (size === 0) return '';
  const endsOpen = end === text.length && !text.endsWith('\n');
  return lines.slice(0, size).join(lineEnd) + (endsOpen ? '' : lineEnd);
}

function contentsOf(text: string, lines: readonly string[]): string[][] | EditFailure {
  const starts = lines.filter((line) => line.includes('EVOLVE-BLOCK-START')).length;
  const ends = lines.filter((line) => line.includes('EVOLVE-BLOCK-END')).length;
  if (starts === 0 && ends === 0) {
    const payload = withoutFrozenLines(text, lines);
    return isFailure(payload) ? payload : [payload];
  }
  if (starts !== ends) {
    return failed('malformed-edit', `the code has ${starts} EVOLVE-BLOCK-START and ${ends} EVOLVE-BLOCK-END lines.`);
  }
  const code = lines.join('\n');
  return editableSegments(code).map(({ start, end }) => code.slice(start, end).split('\n'));
}

/** From this share on, frozen lines on one side of the block that stand in the payload look like a changed copy. */
const COPIED = 0.5;

function withoutFrozenLines(text: string, lines: readonly string[]): string[] | EditFailure {
  const segments = editableSegments(text);
  const only = segments[0];
  // The caller refuses a single block for several segments.
  if (segments.length !== 1 || only === undefined) return [...lines];
  const before = textLines(text.slice(0, only.start));
  const after = textLines(text.slice(only.end));
  let payload = dropStart(lines, before);
  payload = dropStart([...payload].reverse(), [...after].reverse()).reverse();
  const rest = new Set(payload.map((line) => line.trim()));
  if ([before, after].some((frozen) => isCopied(frozen, rest))) {
    return failed(
      'frozen-text',
      'the code repeats the frozen lines around the editable block, changed. Repeat them exactly, with the EVOLVE-BLOCK markers, or send only the code between the markers.',
    );
  }
  return payload;
}

function isCopied(frozen: readonly string[], rest: ReadonlySet<string>): boolean {
  // Short lines, such as a closing bracket, stand everywhere.
  const telling = [...new Set(frozen)].filter((line) => line.length > 3);
  return telling.length > 0 && telling.filter((line) => rest.has(line)).length >= COPIED * telling.length;
}

function textLines(text: string): string[] {
  return withoutMarkers(text.split(/\r?\n/))
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** The lines without all of `frozen` at their start, blank lines apart; all of the lines when it is not there. */
function dropStart(lines: readonly string[], frozen: readonly string[]): string[] {
  let matched = 0;
  for (const [index, line] of lines.entries()) {
    if (matched === frozen.length) return lines.slice(index);
    if (line.trim() === '') continue;
    if (line.trim() !== frozen[matched]) return [...lines];
    matched += 1;
  }
  return matched === frozen.length ? [] : [...lines];
}
