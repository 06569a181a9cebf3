import type { Random } from '../../base/random.ts';
import type { Operator } from '../../core/operator.ts';
import type { IdiomSource } from '../../core/task.ts';
import { type Draft, proposeFrom, rejected } from './draft.ts';
import { type Hole, type Idiom, parseIdioms } from './idioms.ts';
import { isClosedAt, literalValue, sourceFragment } from './javascript/analysis.ts';
import { type ExpressionEditing, editingAt } from './javascript/expression-edits.ts';
import { type Fragment, numberFragment } from './javascript/fragment.ts';
import { PRECEDENCE, precedenceOf } from './javascript/precedence.ts';
import { applyEdits, type Edit, replaceSite } from './javascript/source-edit.ts';
import { forEachChild, type Node } from './javascript/syntax.ts';
import { valuePosition } from './javascript/value-position.ts';
import { openForEdit } from './program-files.ts';

const ATTEMPTS = 8;
/** How often the expression that is replaced lives on in one of the holes. */
const KEEP_SHARE = 0.6;
const JITTER_SHARE = 0.3;
const JITTER_SIGMA = 0.3;

const parsed = new WeakMap<readonly IdiomSource[], readonly Idiom[]>();

/**
 * Writes an idiom of the task in the place of an expression of its type. The holes are filled with what stands there
 * already, with names in scope and with small expressions.
 */
export function idiomGrafting(): Operator {
  return {
    name: 'idiom-grafting',
    needsModel: false,
    arity: 1,
    propose({ parents: [parent], task, random }) {
      let idioms = parsed.get(task.idioms);
      if (idioms === undefined) {
        idioms = parseIdioms(task.idioms);
        parsed.set(task.idioms, idioms);
      }
      if (idioms.length === 0) return rejected('no-idiom');
      const known = idioms;
      return proposeFrom(parent, ATTEMPTS, (): Draft | string => {
        const file = openForEdit(parent.program, random);
        if (typeof file === 'string') return file;
        const { analysis } = file;
        const idiom = random.pick(known);
        const sites = analysis.sites.filter(({ type, isStructural }) => type === idiom.returns && !isStructural);
        if (sites.length === 0) return 'no-site';
        const editing = editingAt(analysis, random.pick(sites), task.functionSet, random);
        const graft = fill(idiom, editing);
        const edits = [replaceSite(analysis.source.text, editing.site, graft)];
        return { file, edits, note: { idiom: idiom.name } };
      });
    },
  };
}

function fill(idiom: Idiom, editing: ExpressionEditing): Fragment {
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
  switch (random.pickWeighted(['name', 'part', 'constant', 'fresh'], [5, 2, 1.5, 1.5])) {
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
