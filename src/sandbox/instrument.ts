import { posix } from 'node:path';
import MagicString from 'magic-string';
import { KaizenError } from '../base/errors.ts';
import type { Program } from '../core/program.ts';
import { CandidateFault } from './contract.ts';
import { rewriteModuleSyntax } from './instrumentation/module-syntax.ts';
import { type AddedNames, chooseNames } from './instrumentation/names.ts';
import { parseModule } from './instrumentation/parse.ts';
import { stripTypes } from './instrumentation/strip-types.ts';
import type { SyntaxNode } from './instrumentation/syntax.ts';
import { addTicks } from './instrumentation/ticks.ts';

/** A program as one script whose value is a function; see `InstrumentedWrapper` in `host/realm/realm.ts`. */
export interface InstrumentedScript {
  readonly text: string;
  /** `path:line` in the program's own files of a line of the script, both from 1. */
  locate(line: number): string;
}

function isTypeScript(program: Program, path: string): boolean {
  if (/\.[cm]?ts$/.test(path)) return true;
  return program.language === 'typescript' && !/\.[cm]?js$/.test(path);
}

/** The file that a relative specifier means: as written, with .ts for .js, or with an ending added. */
function resolvePath(files: Program['files'], from: string, specifier: string): string | undefined {
  if (!specifier.startsWith('./') && !specifier.startsWith('../')) return undefined;
  const path = posix.join(posix.dirname(from), specifier);
  const choices = [path, path.replace(/\.([cm]?)js$/, '.$1ts'), `${path}.ts`, `${path}.js`, `${path}.mjs`];
  return choices.find((choice) => Object.hasOwn(files, choice));
}

function instrumentFile(
  path: string,
  source: string,
  names: AddedNames,
  indexOf: (path: string) => number,
  program: Program,
) {
  const tree = parseModule(path, source) as unknown as SyntaxNode & { body: SyntaxNode[] };
  const edits = new MagicString(source);
  const context = { path, source, edits, names };
  addTicks(context, tree);
  const { getters, imports } = rewriteModuleSyntax(context, tree.body, (specifier) => {
    const found = resolvePath(program.files, path, specifier);
    return found === undefined ? undefined : indexOf(found);
  });
  const members = getters.map(([name, value]) => `[${JSON.stringify(name)}]:()=>${value}`);
  const prelude = `${names.define}({${members.join(',')}});${imports.join('')}`;
  return `function(${names.define},${names.load},${names.star}){${prelude}${edits.toString()}\n}`;
}

/**
 * JavaScript or TypeScript modules → one script for a bare context, with a step counter that the source cannot name.
 * Imports between the program's own files work; their values are read when the importing file starts.
 *
 * Throws CandidateFault (crash) for text that does not parse and for what candidates must not use: imports from
 * elsewhere, dynamic import, async functions and await. Throws KaizenError for a language that is not JavaScript.
 */
export function instrument(program: Program): InstrumentedScript {
  if (program.language !== 'javascript' && program.language !== 'typescript') {
    throw new KaizenError('KAIZEN_SANDBOX_LANGUAGE', 'this sandbox cannot run programs in this language', {
      wanted: 'javascript or typescript',
      got: program.language,
    });
  }
  const names = chooseNames(Object.values(program.files));
  // Files in the order in which they are first imported; the entry is number 0.
  const paths = [program.entry];
  const indexOf = (path: string): number => {
    const known = paths.indexOf(path);
    return known >= 0 ? known : paths.push(path) - 1;
  };
  const { limit, overrun, onCaught, steps, unguarded } = names;
  const state = `let ${steps}=0,${unguarded}=0;`;
  const readers = `steps:()=>${steps},unguarded:()=>${unguarded}`;
  let text = `(function(${limit},${overrun},${onCaught}){"use strict";${state}return{__proto__:null,${readers},files:[`;
  let line = 1;
  const firstLines: number[] = [];
  for (let index = 0; index < paths.length; index++) {
    const path = paths[index] as string;
    const raw = program.files[path];
    if (raw === undefined) throw new CandidateFault('crash', `the program has no file ${path}`);
    const source = raw.startsWith('#!') ? `//${raw.slice(2)}` : raw;
    const plain = isTypeScript(program, path) ? stripTypes(path, source) : source;
    const closure = instrumentFile(path, plain, names, indexOf, program);
    firstLines.push(line);
    line += closure.split('\n').length - 1;
    text += `${index > 0 ? ',' : ''}${closure}`;
  }
  text += ']};})';
  return {
    text,
    locate(scriptLine) {
      let index = firstLines.length - 1;
      while (index > 0 && (firstLines[index] as number) > scriptLine) index--;
      return `${paths[index]}:${Math.max(1, scriptLine - (firstLines[index] as number) + 1)}`;
    },
  };
}
