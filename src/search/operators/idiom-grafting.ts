import type { Random } from '../../base/random.ts';
import type { Operator } from '../../core/operator.ts';
import type { IdiomSource } from '../../core/task.ts';
import { type Idiom, parseIdioms } from './idioms.ts';
import * as javaScript from './javascript/expression-edits.ts';
import { fillIdiom } from './javascript/fill-idiom.ts';
import type { Fragment } from './javascript/fragment.ts';
import { type ExpressionPlace, replaceSite } from './javascript/source-edit.ts';
import { type SourceEdits, sourceOperator } from './source-operator.ts';
import { STANDARD_IDIOMS } from './standard-idioms.ts';
import * as tree from './tree-sitter/expression-edits.ts';
import { translateIdiom } from './tree-sitter/translate-idiom.ts';
import { isNumeric } from './tree-sitter/typing.ts';

const ATTEMPTS = 8;

/**
 * Writes an idiom of the task, translated to the language of the file, in the place of an expression of its type. The
 * holes are filled with what stands there already, with names in scope and with small expressions.
 */
export function idiomGrafting(): Operator {
  return sourceOperator({
    name: 'idiom-grafting',
    arity: 1,
    attempts: ATTEMPTS,
    javaScript(analysis, { task, random }) {
      const sites = (idiom: Idiom) => analysis.sites.filter(({ type }) => type === idiom.returns);
      return graft(task.idioms, sites, analysis.source.text, random, (idiom, site) =>
        fillIdiom(idiom, javaScript.editingAt(analysis, site, task.functionSet, random)),
      );
    },
    tree(analysis, { task, random }) {
      const sites = ({ returns }: Idiom) =>
        analysis.sites.filter(({ type }) => (returns === 'boolean' ? type === 'boolean' : isNumeric(type)));
      const idioms = task.idioms.length > 0 ? task.idioms : STANDARD_IDIOMS;
      return graft(idioms, sites, analysis.text, random, (idiom, site) =>
        translateIdiom(idiom, tree.editingAt(analysis, site, task.functionSet, random)),
      );
    },
    plain: () => 'unsupported-language',
  });
}

interface Site extends ExpressionPlace {
  readonly isStructural: boolean;
}

/** `sitesFor`: expressions of the idiom's type. `write`: the idiom for one of them; null when the language has no word for it. */
function graft<ExpressionSite extends Site>(
  sources: readonly IdiomSource[],
  sitesFor: (idiom: Idiom) => readonly ExpressionSite[],
  text: string,
  random: Random,
  write: (idiom: Idiom, site: ExpressionSite) => Fragment | null,
): SourceEdits | string {
  const idioms = idiomsOf(sources);
  if (idioms.length === 0) return 'no-idiom';
  const idiom = random.pick(idioms);
  const sites = sitesFor(idiom).filter(({ isStructural }) => !isStructural);
  if (sites.length === 0) return 'no-site';
  const site = random.pick(sites);
  const fragment = write(idiom, site);
  if (fragment === null) return 'no-translation';
  return { edits: [replaceSite(text, site, fragment)], note: { idiom: idiom.name } };
}

const parsed = new WeakMap<readonly IdiomSource[], readonly Idiom[]>();

function idiomsOf(sources: readonly IdiomSource[]): readonly Idiom[] {
  let idioms = parsed.get(sources);
  if (idioms === undefined) {
    idioms = parseIdioms(sources);
    parsed.set(sources, idioms);
  }
  return idioms;
}
