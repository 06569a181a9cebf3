import { type Analysis, freeReferences, sourceFragment } from './analysis.ts';
import { type Fragment, nameFragment } from './fragment.ts';
import { PRECEDENCE } from './precedence.ts';
import { type Binding, functionOf, isReadableAt, lookup, type Place, type Reference } from './scope.ts';
import { applyEdits, type Edit, replaceSite } from './source-edit.ts';
import { type Node, withoutParentheses } from './syntax.ts';
import { valuePosition } from './value-position.ts';

/** Where an expression comes from and where it goes. */
export interface Transplanting {
  readonly from: Analysis;
  readonly to: Analysis;
  readonly place: Place;
}

/** How deep constants of the mate may be written out. */
const MAXIMUM_INLINING = 2;
const MAXIMUM_CHARACTERS = 2_000;
/** Means something else in another function. */
const BOUND_TO_FUNCTION = /\b(?:await|yield|this|super|arguments)\b/;

/**
 * An expression of one program for a place in another. Each name it uses must mean the like there: the same name of the
 * same type, else the parameter at the same position, else a constant that is written out. Null when one does not.
 */
export function transplant(moving: Transplanting, node: Node, inlined = 0): Fragment | null {
  const { from } = moving;
  const fragment = sourceFragment(from, node);
  if (fragment.text.length > MAXIMUM_CHARACTERS || BOUND_TO_FUNCTION.test(fragment.text)) return null;
  const edits: Edit[] = [];
  for (const reference of freeReferences(from, node)) {
    const replacement = resolve(moving, reference, inlined);
    if (replacement === null) return null;
    if (replacement === 'keep') continue;
    if (reference.node === node) return replacement;
    if (reference.parent.type === 'Property' && reference.parent.shorthand) return null;
    const position = valuePosition(reference.parent, reference.field) ?? {
      precedence: PRECEDENCE.primary,
      prefix: null,
    };
    const { start, end } = reference.node;
    const edit = replaceSite(from.source.text, { start, end, position }, replacement);
    edits.push({ start: start - node.start, end: end - node.start, text: edit.text });
  }
  return { text: applyEdits(fragment.text, edits), precedence: fragment.precedence };
}

function resolve(moving: Transplanting, reference: Reference, inlined: number): Fragment | 'keep' | null {
  const { from, to, place } = moving;
  const { binding, isWrite } = reference;
  const { name } = reference.node;
  const there = lookup(place.scope, name);
  if (isWrite) return null;
  if (binding === undefined) return there === undefined ? 'keep' : null;
  if (there !== undefined && isReadableAt(there, place) && isLike(binding, there, from, to)) return 'keep';
  const parameter = parameterLike(binding, moving);
  if (parameter !== null) return nameFragment(parameter.name);
  const { declaration, kind } = binding;
  if (kind !== 'const' || declaration.type !== 'VariableDeclarator' || declaration.init === null) return null;
  if (binding.isDestructured || inlined >= MAXIMUM_INLINING || from.types.ofBinding(binding) === 'other') return null;
  return transplant(moving, withoutParentheses(declaration.init), inlined + 1);
}

/** Whether two names may stand for each other: same type, and for functions the same number of parameters. */
function isLike(a: Binding, b: Binding, from: Analysis, to: Analysis): boolean {
  if (from.types.ofBinding(a) !== to.types.ofBinding(b)) return false;
  return functionOf(a)?.params.length === functionOf(b)?.params.length;
}

/** The parameter of the function around the place that stands at the same position as a mate's parameter. */
function parameterLike(binding: Binding, { from, to, place }: Transplanting): Binding | null {
  const owner = place.scope.owner;
  if (binding.kind !== 'parameter' || binding.scope.owner === null || owner === null) return null;
  const position = binding.scope.owner.params.findIndex(
    ({ start, end }) => start <= binding.identifier.start && binding.identifier.end <= end,
  );
  const parameter = owner.params[position];
  const target = parameter?.type === 'AssignmentPattern' ? parameter.left : parameter;
  if (target?.type !== 'Identifier') return null;
  const candidate = lookup(place.scope, target.name);
  if (candidate === undefined || !isReadableAt(candidate, place) || !isLike(binding, candidate, from, to)) return null;
  return candidate.kind === 'parameter' ? candidate : null;
}
