import { type Analysis, analyse } from './analysis.ts';
import type { LanguageTable } from './language-table.ts';
import { isReadableAt } from './names.ts';
import { parseFile } from './parse.ts';

/**
 * Whether a child reads no name that its parent did not read already without declaring it, and leaves no name unused
 * where that is an error. Edits are made of names in scope; this catches what a moved or deleted statement leaves behind.
 */
export function keepsNames(parent: Analysis, text: string): boolean {
  const file = parseFile(text, parent.table);
  if (file.fault !== null) return false;
  const child = analyse(file);
  const known = unresolved(parent);
  for (const name of unresolved(child)) if (!known.has(name) && !isLibrary(name, parent.table)) return false;
  if (!parent.table.requiresUse) return true;
  const idle = unused(parent);
  for (const name of unused(child)) if (!idle.has(name)) return false;
  return true;
}

/** Names that are read where they are not declared, or not declared yet. */
function unresolved({ names: { references } }: Analysis): Set<string> {
  const found = new Set<string>();
  for (const { binding, name, scope, node } of references)
    if (binding === undefined || !isReadableAt(binding, { scope, start: node.start })) found.add(name);
  return found;
}

/** `abs`, `math` and their like come with the language or with an import that the writer has checked. */
function isLibrary(name: string, { functions, notation }: LanguageTable): boolean {
  const templates = functions.map(({ template }) => template);
  if ('template' in notation.power) templates.push(notation.power.template);
  return templates.some((template) => new RegExp(`(?:^|[^\\w$])${name}\\b`).test(template));
}

const IMPORT = /^\s*(?:import\s+)?(?:(\w+)\s+)?"([^"\n]+)"\s*$/gm;

/** Locals and imports that nothing reads. */
function unused({ names: { bindings }, text }: Analysis): Set<string> {
  const found = new Set<string>();
  for (const { kind, scope, references, name } of bindings)
    if ((kind === 'variable' || kind === 'other') && scope.owner !== null && references.every(({ isWrite }) => isWrite))
      found.add(name);
  for (const [, alias, path = ''] of text.matchAll(IMPORT)) {
    const name = alias ?? path.slice(path.lastIndexOf('/') + 1);
    if (!new RegExp(`\\b${name}\\.`).test(text)) found.add(`"${name}"`);
  }
  return found;
}
