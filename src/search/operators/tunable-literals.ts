import type { Random } from '../../base/random.ts';
import type { Program } from '../../core/program.ts';
import { numberFragment } from './javascript/fragment.ts';
import { type Literal, literalsOf } from './javascript/literals.ts';
import { replaceSite } from './javascript/source-edit.ts';
import { type OpenSource, openSource, openSourceForEdit } from './open-source.ts';
import { plainLiterals } from './plain-text/plain-literals.ts';
import { type OpenFile, openFile, openForEdit } from './program-files.ts';
import { isJavaScript } from './program-syntax.ts';
import { treeLiterals } from './tree-sitter/tree-literals.ts';
import type { TunableLiteral } from './tunable-literal.ts';

export interface TunableFile {
  readonly path: string;
  readonly text: string;
  /** In source order. Indices and loop heads are left out, except bounds in loop conditions when asked for. */
  literals(withLoopBounds: boolean): readonly TunableLiteral[];
}

/** Chooses the file to tune; a text is the reason why there is none. */
export function openForTuning(program: Program, random: Random): TunableFile | string {
  if (!isJavaScript(program)) return tunable(openSourceForEdit(program, random));
  return tunableJavaScript(openForEdit(program, random));
}

/** One file; a text is the reason why it cannot be tuned. */
export function openPathForTuning(program: Program, path: string): TunableFile | string {
  return isJavaScript(program) ? tunableJavaScript(openFile(program, path)) : tunable(openSource(program, path));
}

function tunableJavaScript(file: OpenFile | string): TunableFile | string {
  if (typeof file === 'string') return file;
  const { path, analysis } = file;
  const { text } = analysis.source;
  return {
    path,
    text,
    literals: (withLoopBounds) =>
      literalsOf(analysis, withLoopBounds).map((literal) => javaScriptLiteral(text, literal)),
  };
}

function javaScriptLiteral(text: string, { site, value }: Literal): TunableLiteral {
  return {
    start: site.start,
    end: site.end,
    value,
    write(next, digits) {
      const fragment = numberFragment(next, digits);
      return { edit: replaceSite(text, site, fragment), value: Number(fragment.text) };
    },
  };
}

function tunable(source: OpenSource | string): TunableFile | string {
  if (typeof source === 'string') return source;
  const { path, text, analysis, plain } = source;
  return {
    path,
    text,
    literals: (withLoopBounds) => (analysis === null ? plainLiterals(plain) : treeLiterals(analysis, withLoopBounds)),
  };
}
