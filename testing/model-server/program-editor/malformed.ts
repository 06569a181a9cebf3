import { editableLines } from './change-number.ts';

/** Ways in which small models spoil an edit. */
export const MALFORMATIONS = [
  'unclosed-block',
  'wrong-indentation',
  'repeated-snippet',
  'prose-only',
  'end-marker-inside',
  'crlf',
  'not-found',
] as const;
export type Malformation = (typeof MALFORMATIONS)[number];

/** An edit before it is written down: lines `first` to `first + search.length - 1` become `replace`. */
export interface Edit {
  readonly search: readonly string[];
  readonly replace: readonly string[];
}

export const PROSE =
  'The program can be improved by choosing its constants with more care. I would start with the ones in the main loop.';

/** The edit as a spoiled one has it; `unclosed-block`, `prose-only` and `crlf` spoil only how it is written. */
export function spoilEdit(edit: Edit, lines: readonly string[], malformation: Malformation | null): Edit {
  const { search, replace } = edit;
  if (malformation === 'wrong-indentation') {
    const reindent = (line: string): string => (/^\s/.test(line) ? line.trimStart() : `  ${line}`);
    return { search: search.map(reindent), replace: replace.map(reindent) };
  }
  if (malformation === 'not-found') return { search: [...search, 'a line that no program has'], replace };
  if (malformation === 'end-marker-inside') {
    return { search, replace: [...replace, `${commentSign(lines)} EVOLVE-BLOCK-END`, ...replace] };
  }
  if (malformation === 'repeated-snippet') {
    const editable = editableLines(lines);
    const repeated = editable.find((index) => {
      const text = lines[index] as string;
      return text.trim() !== '' && lines.indexOf(text) !== lines.lastIndexOf(text);
    });
    // Without a repeated line a piece of one is taken: `=` stands in most lines.
    const snippet = repeated === undefined ? '=' : (lines[repeated] as string);
    return { search: [snippet], replace: [`${snippet} `] };
  }
  return edit;
}

export function commentSign(lines: readonly string[]): string {
  const marker = lines.find((line) => /EVOLVE-BLOCK/.test(line));
  return /^\s*(\S+)/.exec(marker ?? '')?.[1] ?? (lines.some((line) => /;\s*$/.test(line)) ? '//' : '#');
}
