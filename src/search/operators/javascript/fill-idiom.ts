import type { Random } from '../../../base/random.ts';
import { drawFilling, JITTER_SHARE, JITTER_SIGMA, KEEP_SHARE } from '../idiom-draws.ts';
import type { Hole, Idiom } from '../idioms.ts';
import { isClosedAt, literalValue, sourceFragment } from './analysis.ts';
import type { ExpressionEditing } from './expression-edits.ts';
import { type Fragment, numberFragment } from './fragment.ts';
import { PRECEDENCE, precedenceOf } from './precedence.ts';
import { applyEdits, type Edit, replaceSite } from './source-edit.ts';
import { forEachChild, type Node } from './syntax.ts';
import { valuePosition } from './value-position.ts';

/** The template of an idiom with its holes filled, for one place of a file. */
export function fillIdiom(idiom: Idiom, editing: ExpressionEditing): Fragment {
  const { random, site, analysis } = editing;
  const own = sourceFragment(analysis, site.node);
  const fillings = new Map(idiom.holes.map((hole) => [hole.name, filling(hole, editing)]));
  const fitting = idiom.holes.filter(({ type }) => type === site.type);
  if (fitting.length > 0 && random.chance(KEEP_SHARE)) fillings.set(random.pick(fitting).name, own);

  const { body, source } = idiom;
  const edits: Edit[] = random.chance(JITTER_SHARE) ? jitter(idiom, random) : [];
  for (const { node, parent, field } of idiom.uses) {
    const expression = fillings.get(node.name) as Fragment;
    if (node === body) return expression;
    const position = valuePosition(parent, field) ?? { precedence: PRECEDENCE.primary, prefix: null };
    edits.push(replaceSite(source.text, { start: node.start, end: node.end, position }, expression));
  }
  const shifted = edits.map(({ start, end, text }) => ({ start: start - body.start, end: end - body.start, text }));
  return { text: applyEdits(source.text.slice(body.start, body.end), shifted), precedence: precedenceOf(body) };
}

function filling({ type }: Hole, { analysis, site, vocabulary, grower, random }: ExpressionEditing): Fragment {
  if (type === 'boolean') return grower.boolean(1 + random.integer(2));
  switch (drawFilling(random)) {
    case 'part': {
      const parts = analysis.sites
        .slice(analysis.sites.indexOf(site) + 1, site.afterDescendants)
        .filter((part) => part.type === type && !part.isStructural && isClosedAt(analysis, part.node, site));
      return parts.length > 0 ? sourceFragment(analysis, random.pick(parts).node) : grower.number(0);
    }
    case 'constant':
      return grower.constant();
    case 'fresh':
      return grower.term(1);
    default:
      return vocabulary.numbers.length > 0 ? random.pick(vocabulary.numbers) : grower.constant();
  }
}

/** The literals of the template, each a little larger or smaller. */
function jitter({ body }: Idiom, random: Random): Edit[] {
  const edits: Edit[] = [];
  const visit = (node: Node): void => {
    const value = node.type === 'Literal' ? literalValue(node) : null;
    if (value !== null) {
      const { text } = numberFragment(value * Math.exp(JITTER_SIGMA * random.normal()), 3);
      edits.push({ start: node.start, end: node.end, text });
    }
    forEachChild(node, visit);
  };
  visit(body);
  return edits;
}
