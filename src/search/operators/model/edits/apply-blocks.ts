import type { Program } from '../../../../core/program.ts';
import type { EditFailure } from './edit-failure.ts';
import { failed } from './edit-failure.ts';
import { editableFiles } from './editable-files.ts';
import { findElision } from './elision.ts';
import { editableLines, explainMiss } from './explain-miss.ts';
import { findMatch, lineEndOf, type Match } from './find-match.ts';
import { changeFiles } from './finish-child.ts';
import type { EditBlock } from './parse-blocks.ts';
import { editableSegments } from './segments.ts';

export interface Applied {
  /** New texts of the files that were edited. */
  readonly files: Readonly<Record<string, string>>;
  /** What was done otherwise than the model may think: a SEARCH text that fits in several places. */
  readonly notices: readonly string[];
}

/**
 * Applies blocks one after the other, each to what the ones before made. A single miss refuses them all: half of a patch
 * is not what the model meant. Everything outside of the editable segments stays byte for byte, line ends included.
 */
export function applyBlocks(program: Program, blocks: readonly EditBlock[]): Applied | EditFailure {
  const paths = editableFiles(program);
  const changed: Record<string, string> = {};
  const notices: string[] = [];
  for (const [index, block] of blocks.entries()) {
    const label = blocks.length === 1 ? 'The edit block' : `Edit block ${index + 1} of ${blocks.length}`;
    const elision = findElision(block.replace, block.search);
    if (elision !== null) return failed('elided-code', `${label} leaves code out ("${elision}"). Write it in full.`);
    const textOf = (path: string): string => changed[path] ?? (program.files[path] as string);
    const place = placeOf(program, paths, block, textOf);
    if ('reason' in place) {
      const current = { ...program, files: { ...program.files, ...changed } };
      const about = place.reason === 'unknown-file' ? '' : `\n\n${explanation(current, paths, block)}`;
      return failed(place.reason, `${label} was refused, and with it the whole patch: ${place.message}${about}`);
    }
    const { path, match } = place;
    if (match.places > 1) notices.push(`${label} fits in ${match.places} places of ${path}; the first one was taken.`);
    changed[path] = `${textOf(path).slice(0, match.start)}${match.text}${textOf(path).slice(match.end)}`;
    const frozen = changeFiles(program, { [path]: changed[path] as string });
    if ('reason' in frozen) return failed(frozen.reason, `${label} was refused: ${frozen.message}`);
  }
  return { files: changed, notices };
}

function explanation(program: Program, paths: readonly string[], { path, search }: EditBlock): string {
  const looked = path === null ? paths : [path];
  return search.length === 0 ? editableLines(program, looked) : explainMiss(program, looked, search);
}

function placeOf(
  program: Program,
  paths: readonly string[],
  { path, search, replace }: EditBlock,
  textOf: (path: string) => string,
): { readonly path: string; readonly match: Match } | EditFailure {
  if (path !== null && !Object.hasOwn(program.files, path)) {
    return failed('unknown-file', `there is no file ${path}. Files that may be edited: ${paths.join(', ')}.`);
  }
  if (path !== null && !paths.includes(path)) return failed('frozen-text', `the file ${path} must stay as it is.`);
  if (search.length === 0) {
    const target = path ?? (paths[0] as string);
    const match = endOfLastSegment(textOf(target), replace);
    return match === null ? failed('frozen-text', `nothing in ${target} may be edited.`) : { path: target, match };
  }
  let isFrozen = false;
  for (const target of path === null ? paths : [path]) {
    const text = textOf(target);
    const match = findMatch(text, editableSegments(text), { search, replace });
    if (match !== null && match !== 'frozen') return { path: target, match };
    isFrozen ||= match === 'frozen';
  }
  return isFrozen
    ? failed('frozen-text', 'its SEARCH text stands only where nothing may be edited.')
    : failed('search-not-found', 'its SEARCH text is not in the program. Copy the lines exactly.');
}

/** Where an empty SEARCH inserts. */
function endOfLastSegment(text: string, lines: readonly string[]): Match | null {
  const last = editableSegments(text).at(-1);
  if (last === undefined) return null;
  const lineEnd = lineEndOf(text);
  const isLineStart = last.end === 0 || text[last.end - 1] === '\n';
  const inserted = lines.length === 0 ? '' : lines.join(lineEnd) + lineEnd;
  return { start: last.end, end: last.end, text: isLineStart ? inserted : lineEnd + inserted, places: 1 };
}
