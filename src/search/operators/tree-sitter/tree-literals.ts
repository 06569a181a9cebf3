import { PRECEDENCE } from '../javascript/precedence.ts';
import { replaceSite } from '../javascript/source-edit.ts';
import type { TunableLiteral } from '../tunable-literal.ts';
import type { Analysis } from './analysis.ts';
import { type ExpressionSite, literalValue } from './expression-sites.ts';
import { parseNumberLiteral, writeNumberLiteral } from './number-literal.ts';
import { child } from './syntax-node.ts';

/** A number literal that may be changed, with its sign if it has one. */
export interface TreeLiteral extends TunableLiteral {
  readonly site: ExpressionSite;
}

const found = new WeakMap<Analysis, readonly TreeLiteral[]>();

/** The number literals of the editable spans in source order, `-3` being one literal. */
export function treeLiterals(analysis: Analysis, withLoopBounds = false): readonly TreeLiteral[] {
  let all = found.get(analysis);
  if (all === undefined) {
    all = analysis.sites.flatMap((site) => literalAt(analysis, site) ?? []);
    found.set(analysis, all);
  }
  return all.filter(({ site }) => !site.isStructural || (withLoopBounds && site.isLoopTest));
}

function literalAt({ sites, text, table }: Analysis, site: ExpressionSite): TreeLiteral | null {
  const { node, start, end } = site;
  const value = literalValue(node, text, table);
  const outer = sites[site.parent];
  // The 3 in -3 is not a literal of its own.
  if (value === null || (outer !== undefined && literalValue(outer.node, text, table) !== null)) return null;
  const digitsNode = table.roles[node.kind] === 'number' ? node : child(node, 'argument');
  const style =
    digitsNode === null
      ? null
      : parseNumberLiteral(text.slice(digitsNode.start, digitsNode.end), table.literalSuffixes);
  if (style === null) return null;
  const isUnsigned = table.unsignedTypes.test(site.type) || table.unsignedTypes.test(style.suffix);
  return {
    start,
    end,
    value,
    site,
    write(wanted, digits) {
      const allowed = isUnsigned ? Math.abs(wanted) : wanted;
      // Where a whole number is meant to fit a machine word, it does so afterwards too.
      const next = style.isFloat ? allowed : Math.max(-LARGEST, Math.min(LARGEST, allowed));
      const written = writeNumberLiteral(style, next, digits);
      const isNegative = written.startsWith('-');
      const fragment = { text: written, precedence: isNegative ? PRECEDENCE.unary : PRECEDENCE.primary };
      const read = parseNumberLiteral(isNegative ? written.slice(1) : written, table.literalSuffixes)?.value ?? 0;
      return { edit: replaceSite(text, site, fragment), value: isNegative ? -read : read };
    },
  };
}

const LARGEST = 2 ** 31 - 1;
