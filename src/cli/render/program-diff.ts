import { createTwoFilesPatch } from 'diff';
import { entryText, type Program } from '../../core/program.ts';
import { paint } from './paint.ts';

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
  if (/^(\+\+\+|---) /.test(line)) return paint('bold', line);
  if (line.startsWith('@@')) return paint('cyan', line);
  if (line.startsWith('+')) return paint('green', line);
  if (line.startsWith('-')) return paint('red', line);
  return line;
}

/** The source of a single-file program, or all files with their names. */
export function programText(program: Program): string {
  const files = Object.entries(program.files);
  if (files.length === 1) return entryText(program);
  return files.map(([path, text]) => `// ${path}\n${text}`).join('\n');
}
