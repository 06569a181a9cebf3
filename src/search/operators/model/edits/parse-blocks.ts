import { type EditFailure, failed } from './edit-failure.ts';
import { fileNamed } from './file-name.ts';
import { EDIT_LIMITS } from './limits.ts';
import { withoutMarkers } from './segments.ts';

/** One SEARCH/REPLACE block; texts are lists of lines without their ends. */
export interface EditBlock {
  /** The file that a line before the block names; null when none does. */
  readonly path: string | null;
  /** Empty: insert at the end of the last editable segment. */
  readonly search: readonly string[];
  readonly replace: readonly string[];
  /** Whether its end marker stands there; false may mean that the reply was cut off. */
  readonly isClosed: boolean;
}

const LONGEST_MARKER = 120;
const OPEN = /^(\/\*+|\/\/+|#+|--|<!--|;+|%+)?\s*(<{5,9})(?:\s+(?:SEARCH|ORIGINAL|FIND))?:?(?:\s+(\S+))?$/i;
const DIVIDER = /^(={5,9})(?:\s+(?:REPLACE|UPDATED))?$/i;
const CLOSE = /^>{5,9}(?:\s+(?:REPLACE|UPDATED|SEARCH))?(?:\s+\S+)?$/i;
const FENCE = /^(?:`{3,}|~{3,})[^`]*$/;

interface Opening {
  readonly width: number;
  /** A comment sign before the marker, which the other markers of the block then have too. */
  readonly sign: string;
  readonly path: string | null;
}

/**
 * Reads the blocks of a reply, as models really write them: markers of 5 to 9 characters, also behind a comment sign;
 * code fences around or inside of blocks; CRLF; a missing end marker; a file name before the block, its fence or in the
 * opening line. Anything else between blocks is ignored. EVOLVE-BLOCK markers inside of blocks are dropped: they are not
 * the model's to place. A reply without blocks gives an empty list.
 */
export function parseBlocks(reply: string, paths: readonly string[]): EditBlock[] | EditFailure {
  if (reply.length > EDIT_LIMITS.reply) return failed('too-large', 'The reply is too long to be read.');
  const lines = reply.split(/\r?\n/);
  const blocks: EditBlock[] = [];
  let path: string | null = null;
  let from = 0;
  for (let index = 0; index < lines.length; index++) {
    const opening = openingOf(lines[index] as string, paths);
    if (opening === null) continue;
    if (blocks.length === EDIT_LIMITS.blocks) return failed('too-large', `At most ${EDIT_LIMITS.blocks} edit blocks.`);
    path = opening.path ?? nameBefore(lines, from, index, paths) ?? path;
    const { body, isClosed, next } = bodyAfter(lines, index + 1, opening);
    const divider = dividerOf(body, opening);
    if (divider === -1) {
      return failed(
        'malformed-edit',
        `Edit block ${blocks.length + 1} has no line "=======" between its SEARCH and its REPLACE text.`,
      );
    }
    blocks.push({
      path,
      search: section(body.slice(0, divider)),
      replace: section(body.slice(divider + 1)),
      isClosed,
    });
    from = next;
    index = next - 1;
  }
  return blocks;
}

function openingOf(line: string, paths: readonly string[]): Opening | null {
  const text = line.trim();
  if (!text.includes('<<<<<') || text.length > LONGEST_MARKER) return null;
  const match = OPEN.exec(text.replace(/\s*(?:\*+\/|-->)$/, ''));
  if (match === null) return null;
  const [, sign = '', marker = '', name] = match;
  const path = name === undefined ? null : fileNamed(name, paths);
  if (name !== undefined && path === null) return null;
  return { width: marker.length, sign, path };
}

/** The marker text of a line, without the comment signs that the block's opening has too; null for an ordinary line. */
function markerText(line: string, { sign }: Opening): string | null {
  if (line.length > 4 * LONGEST_MARKER) return null;
  const text = line.trim();
  if (sign === '') return text;
  const bare = text.startsWith(sign) ? text.slice(sign.length).trim() : text;
  return bare.replace(/\s*(?:\*+\/|-->)$/, '');
}

/** The lines up to the end marker; without one, up to the next block, the fence after the divider, or the reply's end. */
function bodyAfter(
  lines: readonly string[],
  start: number,
  opening: Opening,
): { readonly body: readonly string[]; readonly isClosed: boolean; readonly next: number } {
  let isPastDivider = false;
  let fence = -1;
  let end = start;
  for (; end < lines.length; end++) {
    const text = markerText(lines[end] as string, opening);
    if (text === null) continue;
    if (CLOSE.test(text)) return { body: lines.slice(start, end), isClosed: true, next: end + 1 };
    if (openingOf(lines[end] as string, []) !== null) break;
    if (DIVIDER.test(text)) isPastDivider = true;
    else if (isPastDivider && fence === -1 && /^(?:`{3,}|~{3,}|<\/\w+>)$/.test(text)) fence = end;
  }
  const body = lines.slice(start, fence === -1 ? end : fence);
  while (body.at(-1)?.trim() === '') body.pop();
  return { body, isClosed: false, next: end };
}

/** Code may hold lines of `=`: one as wide as the opening marker is the divider before any other. */
function dividerOf(body: readonly string[], opening: Opening): number {
  const widths = body.map((line) => DIVIDER.exec(markerText(line, opening) ?? '')?.[1]?.length ?? 0);
  const equal = widths.indexOf(opening.width);
  return equal === -1 ? widths.findIndex((width) => width > 0) : equal;
}

function section(lines: readonly string[]): string[] {
  const first = lines.findIndex((line) => line.trim() !== '');
  const last = lines.findLastIndex((line) => line.trim() !== '');
  const isFenced =
    last > first && FENCE.test(lines[first]?.trim() ?? '') && /^[`~]{3,}$/.test(lines[last]?.trim() ?? '');
  const kept = withoutMarkers(isFenced ? lines.slice(first + 1, last) : lines);
  return kept.some((line) => line.trim() !== '') ? kept : [];
}

/** A file name in the two lines with text before a block; a code fence may stand in between, or carry it. */
function nameBefore(lines: readonly string[], from: number, index: number, paths: readonly string[]): string | null {
  let seen = 0;
  for (let before = index - 1; before >= from && seen < 2; before--) {
    const text = (lines[before] as string).trim();
    if (text === '' || text.length > 300) continue;
    const name = fileNamed(text.replace(/^[`~]{3,}/, ''), paths);
    if (name !== null) return name;
    if (!FENCE.test(text)) return null;
    seen += 1;
  }
  return null;
}
