import type { Program } from '../../core/program.ts';
import type { Analysis } from '../operators/javascript/analysis.ts';
import type { ExpressionSite } from '../operators/javascript/expression-sites.ts';
import type { Node } from '../operators/javascript/syntax.ts';
import { openFile } from '../operators/program-files.ts';
import { syntaxDifferences } from './syntax-difference.ts';
import { syntaxKey } from './syntax-key.ts';
import type { Term } from './term.ts';
import { termOf } from './term-of-expression.ts';

/** More changed places than these make a rewrite rather than an edit. */
const MAXIMUM_CHANGES = 8;

/**
 * What an edit put in: the changed number and boolean expressions of the child as terms. Where the expression that stood
 * there before lives on inside, it is a leaf, as it is when an idiom is grafted around it. Empty for programs in other
 * languages, and for rewrites.
 */
export function changedTerms(parent: Program, child: Program): Term[] {
  const terms = Object.keys(child.files)
    .sort()
    .flatMap((path) => (child.files[path] === parent.files[path] ? [] : changedInFile(parent, child, path)));
  return terms.length > MAXIMUM_CHANGES ? [] : terms;
}

function changedInFile(parent: Program, child: Program, path: string): Term[] {
  const [before, after] = [openFile(parent, path), openFile(child, path)];
  if (typeof before === 'string' || typeof after === 'string') return [];
  const { analysis } = after;
  const siteOf = new Map(analysis.sites.map((site) => [site.node, site]));
  return syntaxDifferences(before.analysis.source.tree, analysis.source.tree).flatMap((difference) => {
    const site = siteOf.get(difference.after);
    if (site !== undefined) return [termAt(site, difference.before, analysis)];
    return outermostSites(analysis, difference.after).map((inner) => termAt(inner, null, analysis));
  });
}

/** Sites in a node that no other site in it contains. */
function outermostSites({ sites }: Analysis, { start, end }: Node): ExpressionSite[] {
  const outermost: ExpressionSite[] = [];
  for (let index = 0; index < sites.length; ) {
    const site = sites[index] as ExpressionSite;
    const isInside = start <= site.start && site.end <= end;
    if (isInside) outermost.push(site);
    index = isInside ? site.afterDescendants : index + 1;
  }
  return outermost;
}

function termAt({ node, type }: ExpressionSite, before: Node | null, { scopes, types }: Analysis): Term {
  const kept = before === null ? null : syntaxKey(before);
  return termOf(node, type, {
    leafName: syntaxKey,
    isLeaf: (part) => part !== node && syntaxKey(part) === kept,
    isNumber: (part) => types.of(part) === 'number' || types.of(part) === 'unknown',
    isGlobalMath: (object) => scopes.bindingOf.get(object) === undefined,
  });
}
