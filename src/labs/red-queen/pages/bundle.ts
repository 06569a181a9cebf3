import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { parseSync } from 'oxc-parser';
import { KaizenError } from '../../../base/errors.ts';

/**
 * A module and all that it imports as one script for a page, without a build: types are stripped, every module becomes a
 * function that returns what it exports, in the order in which they need each other. The script is readable, and it is
 * the very code that runs here.
 *
 * Modules may import and export by name only, and import nothing but files of this project.
 *
 * @param entry a .ts file here, a .js file where this package is installed
 * @throws KaizenError KAIZEN_PAGE_BUNDLE for a module that breaks these rules
 */
export function bundle(entry: URL): string {
  const numbers = new Map<string, number>();
  const texts: string[] = [];
  const add = (module: URL): number => {
    const known = numbers.get(module.href);
    if (known !== undefined) return known;
    const text = readFileSync(module, 'utf8');
    const script = module.pathname.endsWith('.ts') ? stripTypeScriptTypes(text) : text;
    const body = wrapModule(module, script, (name) => add(new URL(name, module)));
    const number = texts.length;
    numbers.set(module.href, number);
    texts.push(
      `// ${module.pathname.split('/').slice(-2).join('/')}\nconst module${number} = (() => {\n${body}})();\n`,
    );
    return number;
  };
  add(entry);
  return `'use strict';\n${texts.join('\n')}`;
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

function wrapModule(module: URL, script: string, add: (name: string) => number): string {
  const { module: syntax, errors } = parseSync('module.js', script);
  const refuse = (what: string): never => {
    throw new KaizenError('KAIZEN_PAGE_BUNDLE', `${module.pathname} cannot be put into a page.`, { got: what });
  };
  if (errors[0] !== undefined) refuse(errors[0].message);
  if (syntax.dynamicImports.length > 0 || syntax.importMetas.length > 0) refuse('a dynamic import or import.meta');
  const edits: Edit[] = syntax.staticImports.map(({ start, end, moduleRequest: { value }, entries }) => {
    if (!value.startsWith('.')) refuse(`an import of ${value}`);
    const names = entries.map(({ importName, localName }) => {
      if (importName.kind !== 'Name') refuse(`an import from ${value} that is not by name`);
      return importName.name === localName.value ? localName.value : `${importName.name}: ${localName.value}`;
    });
    return { start, end, text: names.length === 0 ? '' : `const { ${names.join(', ')} } = module${add(value)};` };
  });
  const exported: string[] = [];
  for (const { start, entries } of syntax.staticExports) {
    for (const { moduleRequest, exportName, localName } of entries) {
      if (moduleRequest !== null || exportName.name !== localName.name) refuse('an export that renames or passes on');
      exported.push(localName.name as string);
    }
    if (!/^export (async |const |let |function|class )/.test(script.slice(start, start + 20)))
      refuse('an export that is not of a declaration');
    edits.push({ start, end: start + 'export '.length, text: '' });
  }
  let text = script;
  for (const { start, end, text: replacement } of edits.sort((one, other) => other.start - one.start)) {
    text = text.slice(0, start) + replacement + text.slice(end);
  }
  // Types leave blanks behind.
  const compact = text.replace(/[ \t]+$/gm, '').replace(/\n{3,}/g, '\n\n');
  return `${compact.trim()}\nreturn { ${[...new Set(exported)].join(', ')} };\n`;
}
