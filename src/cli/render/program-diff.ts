import { createTwoFilesPatch } from 'diff';
import { entryText, type Program } from '../../core/program.ts';
import { safeText } from './format.ts';
import { paint } from './table.ts';

/** A unified diff of two programs' files, coloured on a terminal. */
export function programDiff(before: Program, after: Program, labels: readonly [string, string]): string {
  const paths = [...new Set([...Object.keys(before.files), ...Object.keys(after.files)])].sort();
  const patches = paths
    .filter((path) => before.files[path] !== after.files[path])
    .map((path) =>
      createTwoFilesPatch(
        `${labels[0]}/${path}`,
        `${labels[1]}/${path}`,
        before.files[path] ?? '',
        after.files[path] ?? '',
        undefined,
        undefined,
        { context: 2 },
      )
        .split('\n')
        .filter((line) => !line.startsWith('====') && !line.startsWith('\\ No newline'))
        .map(colourLine)
        .join('\n'),
    );
  return patches.length === 0 ? '(the programs are the same)' : patches.join('\n').trimEnd();
}

function colourLine(line: string): string {
  const text = safeText(line);
  if (/^(\+\+\+|---) /.test(text)) return paint('bold', text);
  if (text.startsWith('@@')) return paint('cyan', text);
  if (text.startsWith('+')) return paint('green', text);
  if (text.startsWith('-')) return paint('red', text);
  return text;
}

/** The source of a single-file program, or all files with their names. */
export function programText(program: Program): string {
  const files = Object.entries(program.files);
  if (files.length === 1) return safeText(entryText(program));
  return files.map(([path, text]) => `// ${path}\n${safeText(text)}`).join('\n');
}
