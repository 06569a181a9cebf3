import { fileNamed } from '../edits/file-name.ts';

export interface CodeFence {
  /** The file that its info string or the line before it names. */
  readonly path: string | null;
  readonly code: string;
  /** False where the reply ended first. */
  readonly isClosed: boolean;
}

const OPEN = /^\s*(`{3,}|~{3,})([^`]*)$/;
const LONGEST_LINE = 400;

/**
 * The fenced blocks of a reply in Markdown. A fence ends at a line of the same sign, at least as long, without an info
 * string. A fence inside of a `<CODE>` section may be missing altogether: see `read-reply.ts`.
 */
export function codeFences(reply: string, paths: readonly string[]): CodeFence[] {
  const lines = reply.split(/\r?\n/);
  const fences: CodeFence[] = [];
  let before = '';
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] as string;
    const open = line.length <= LONGEST_LINE ? OPEN.exec(line) : null;
    if (open === null) {
      if (line.trim() !== '') before = line;
      continue;
    }
    const [, sign = '', info = ''] = open;
    let end = index + 1;
    while (end < lines.length && !closes(lines[end] as string, sign)) end += 1;
    const code = lines.slice(index + 1, end).join('\n');
    const path = fileNamed(info, paths) ?? fileNamed(before, paths);
    fences.push({ path, code, isClosed: end < lines.length });
    before = '';
    index = end;
  }
  return fences;
}

function closes(line: string, sign: string): boolean {
  const text = line.length <= LONGEST_LINE ? line.trim() : '';
  return text.length >= sign.length && text === (sign[0] as string).repeat(text.length);
}
