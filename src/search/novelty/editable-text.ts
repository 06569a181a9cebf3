import { editableSpans } from '../../core/editable.ts';
import type { Program } from '../../core/program.ts';

/** What may be edited of a program, file after file in the order of their paths: all that novelty looks at. */
export function editableText({ files }: Program): string {
  const parts = Object.keys(files)
    .sort()
    .flatMap((path) => {
      const text = files[path] as string;
      return editableSpans(text).map(({ start, end }) => text.slice(start, end));
    });
  return parts.join('\n');
}
