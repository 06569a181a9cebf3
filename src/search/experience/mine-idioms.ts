/**
 * Mines templates from edits that improved a program.
 *
 * 1. Every changed expression of an edit, and every expression inside it, is a term (`changed-terms.ts`).
 * 2. Pairs of terms from different edits are anti-unified (`anti-unify.ts`): a template is what two edits have in common.
 *    Most weighty terms first, a bounded number of pairs.
 * 3. Templates are chosen one after another, each time the one of greatest value
 *
 *      value(T) = Σ_e gain_e · max(0, explained(T, e) − explained so far(e)) / weight_e · confidence(T)
 *      confidence(T) = runs_T / (runs_T + 1)
 *
 *    over the edits e that contain an instance of T. explained(T, e) is the weight (operations and constants) of T, and
 *    weight_e that of all terms of the edit, so a template counts for the share of an edit that it explains, and for an
 *    edit that others explain already only with what it adds. The sum is submodular, so that the greedy choice is within
 *    1 − 1/e of the best (G. L. Nemhauser, L. A. Wolsey, M. L. Fisher, Mathematical Programming 14, 1978). Looking for what
 *    compresses solutions follows DreamCoder (K. Ellis et al., PLDI 2021, arXiv 2006.08381) and Stitch (M. Bowers et al.,
 *    POPL 2023, arXiv 2211.16605), which weigh all solutions alike; here edits are weighed by gain.
 */
import { addCost, COST_UNITS, type Cost, type CostUnit, ZERO_COST } from '../../core/cost.ts';
import type { MinedIdiom } from '../../core/experience.ts';
import { antiUnify } from './anti-unify.ts';
import { MAXIMUM_IDIOMS, type WrittenIdiom, writeIdiom } from './idiom-text.ts';
import { match, shapeKey, type Term, weightOf } from './term.ts';

/** The terms of one improving edit, with what it was worth. */
export interface MinedEdit {
  readonly run: string;
  readonly task: string;
  readonly candidate: number;
  readonly gain: number;
  readonly cost: Cost;
  readonly stepsRatio: number;
  readonly terms: readonly Term[];
}

/** A single operation on two holes is what expression mutation writes anyway. */
const LEAST_WEIGHT = 2;
/** A template that says more than this is a solution of one task. */
const GREATEST_WEIGHT = 12;
const MAXIMUM_TERMS = 160;
const MAXIMUM_TEMPLATES = 1_500;
const LEAST_EDITS = 2;
const EXAMPLES = 3;

/** A term, up to the names of its leaves, and the edits that contain it. */
interface Group {
  readonly term: Term;
  readonly weight: number;
  readonly edits: Set<number>;
  gain: number;
}

interface Template extends WrittenIdiom {
  readonly weight: number;
  /** Indices of the edits that contain an instance. */
  readonly edits: readonly number[];
  readonly runs: number;
}

/** At most `MAXIMUM_IDIOMS` templates, of greatest value first. The order of the edits does not matter but for ties. */
export function mineIdioms(edits: readonly MinedEdit[]): MinedIdiom[] {
  const groups = groupTerms(edits);
  return choose(findTemplates(groups, edits), edits);
}

function groupTerms(edits: readonly MinedEdit[]): Group[] {
  const groups = new Map<string, Group>();
  edits.forEach((edit, index) => {
    for (const term of edit.terms.flatMap(operationsIn)) {
      const weight = weightOf(term);
      if (weight < LEAST_WEIGHT) continue;
      const key = shapeKey(term);
      const group = groups.get(key) ?? { term, weight, edits: new Set(), gain: 0 };
      groups.set(key, group);
      if (group.edits.has(index)) continue;
      group.edits.add(index);
      group.gain += edit.gain;
    }
  });
  return [...groups.values()];
}

function operationsIn(term: Term): Term[] {
  return term.kind === 'operation' ? [term, ...term.operands.flatMap(operationsIn)] : [];
}

function findTemplates(groups: readonly Group[], edits: readonly MinedEdit[]): Template[] {
  const weightiest = [...groups]
    .sort((a, b) => b.gain * b.weight - a.gain * a.weight || compareText(shapeKey(a.term), shapeKey(b.term)))
    .slice(0, MAXIMUM_TERMS);
  const found = new Map<string, Term>();
  weightiest.forEach((one, index) => {
    // A term with itself stands for equal terms in several edits.
    for (const other of weightiest.slice(index)) {
      const template = antiUnify(one.term, other.term)?.template;
      if (template === undefined) continue;
      const weight = weightOf(template);
      if (weight < LEAST_WEIGHT || weight > GREATEST_WEIGHT) continue;
      found.set(shapeKey(template), template);
    }
  });
  const written = new Map<string, Template>();
  for (const term of found.values()) {
    const idiom = writeIdiom(term);
    if (idiom === null || written.has(idiom.name)) continue;
    const containing = new Set<number>();
    for (const group of groups) {
      if (group.weight < weightOf(term) || match(term, group.term) === null) continue;
      for (const edit of group.edits) containing.add(edit);
    }
    if (containing.size < LEAST_EDITS) continue;
    const indices = [...containing].sort((a, b) => a - b);
    const runs = new Set(indices.map((edit) => (edits[edit] as MinedEdit).run)).size;
    written.set(idiom.name, { ...idiom, weight: weightOf(idiom.template), edits: indices, runs });
  }
  return [...written.values()];
}

function choose(templates: readonly Template[], edits: readonly MinedEdit[]): MinedIdiom[] {
  const weights = edits.map(({ terms }) =>
    Math.max(
      1,
      terms.reduce((sum, term) => sum + weightOf(term), 0),
    ),
  );
  const explained = edits.map(() => 0);
  const valueFor = ({ weight, edits: containing, runs }: Template): number => {
    let value = 0;
    for (const index of containing) {
      const more = Math.max(0, weight - (explained[index] as number));
      value += ((edits[index] as MinedEdit).gain * more) / (weights[index] as number);
    }
    return (value * runs) / (runs + 1);
  };
  const left = [...templates]
    .map((template) => ({ template, value: valueFor(template) }))
    .sort((a, b) => b.value - a.value || compareText(a.template.name, b.template.name))
    .slice(0, MAXIMUM_TEMPLATES);

  const chosen: MinedIdiom[] = [];
  while (chosen.length < MAXIMUM_IDIOMS && left.length > 0) {
    // Values only fall as more is explained, so a value that was computed anew and is still the first is the greatest.
    for (;;) {
      const first = left[0] as (typeof left)[number];
      const value = valueFor(first.template);
      if (value === first.value) break;
      first.value = value;
      left.sort((a, b) => b.value - a.value || compareText(a.template.name, b.template.name));
    }
    const { template, value } = left.shift() as (typeof left)[number];
    if (value <= 0) break;
    chosen.push(describe(template, value, edits));
    for (const index of template.edits) {
      explained[index] = Math.max(explained[index] as number, template.weight);
    }
  }
  return chosen;
}

function describe(
  { name, text, edits: indices, runs }: Template,
  value: number,
  edits: readonly MinedEdit[],
): MinedIdiom {
  const containing = indices.map((index) => edits[index] as MinedEdit);
  const count = containing.length;
  const total = containing.reduce((sum, { cost }) => addCost(sum, cost), ZERO_COST);
  const best = [...containing].sort((a, b) => b.gain - a.gain).slice(0, EXAMPLES);
  return {
    name,
    text,
    edits: count,
    runs,
    tasks: [...new Set(containing.map(({ task }) => task))].sort(),
    gain: Math.min(1, containing.reduce((sum, { gain }) => sum + gain, 0) / count),
    stepsRatio: Math.exp(containing.reduce((sum, { stepsRatio }) => sum + Math.log(stepsRatio), 0) / count),
    cost: Object.fromEntries(COST_UNITS.map((unit) => [unit, Math.round(total[unit] / count)])) as Record<
      CostUnit,
      number
    >,
    value,
    examples: best.map(({ run, candidate }) => `${run}:${candidate}`),
  };
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
