import { type Fragment, nameFragment } from '../javascript/fragment.ts';
import { applyEdits, type Edit } from '../javascript/source-edit.ts';
import { type Analysis, freeReferences, sourceFragment } from './analysis.ts';
import { type Binding, isReadableAt, lookup, type Place } from './names.ts';
import type { SyntaxNode } from './syntax-node.ts';

const MAXIMUM_CHARACTERS = 2_000;
/** Means something else in another function. */
const BOUND_TO_FUNCTION = /\b(?:await|yield|this|self|super)\b/;

/**
 * An expression of one program for a place in another. Each name it uses must mean the like there: the same name of the
 * same type, else the parameter at the same position. Null when one does not.
 */
export function transplant(from: Analysis, node: SyntaxNode, to: Analysis, place: Place): Fragment | null {
  const fragment = sourceFragment(from, node);
  if (
    fragment.text.length > MAXIMUM_CHARACTERS ||
    BOUND_TO_FUNCTION.test(fragment.text) ||
    fragment.text.includes('\n')
  )
    return null;
  const edits: Edit[] = [];
  for (const { binding, name, isWrite, node: used } of freeReferences(from, node)) {
    if (isWrite) return null;
    const there = lookup(place.scope, name);
    if (binding === undefined) {
      if (there !== undefined) return null;
      continue;
    }
    if (there !== undefined && isReadableAt(there, place) && isLike(from, binding, to, there)) continue;
    const parameter = parameterLike(from, binding, to, place);
    if (parameter === null) return null;
    if (used === node) return nameFragment(parameter);
    edits.push({ start: used.start - node.start, end: used.end - node.start, text: parameter });
  }
  return { ...fragment, text: applyEdits(fragment.text, edits) };
}

function isLike(from: Analysis, a: Binding, to: Analysis, b: Binding): boolean {
  return from.types.ofBinding(a) === to.types.ofBinding(b) && (a.kind === 'function') === (b.kind === 'function');
}

/** The parameter of the function around the place that stands at the same position as a mate's parameter. */
function parameterLike(from: Analysis, binding: Binding, to: Analysis, place: Place): string | null {
  const [theirs, ours] = [binding.scope.owner, place.scope.owner];
  if (binding.kind !== 'parameter' || theirs === null || ours === null) return null;
  const position = from.types.ofParameters(theirs).findIndex((parameter) => parameter.binding === binding);
  const parameter = to.types.ofParameters(ours)[position];
  if (parameter === undefined || parameter.type !== from.types.ofBinding(binding)) return null;
  return isReadableAt(parameter.binding, place) ? parameter.name : null;
}
