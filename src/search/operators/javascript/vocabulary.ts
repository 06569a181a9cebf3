import { type Analysis, isClosedAt, literalValue, referencesIn, sourceFragment } from './analysis.ts';
import { type Fragment, nameFragment } from './fragment.ts';
import { type Binding, functionOf, lookup, type Place, readableBindings } from './scope.ts';

/** A function that takes only numbers and returns one. */
export interface CallableFunction {
  readonly name: string;
  readonly arity: number;
  /** True when more arguments than `arity` are allowed. */
  readonly isVariadic: boolean;
}

/** What fresh expressions may be made of at one place. */
export interface Vocabulary {
  /** Number variables, and number-valued members such as `items[i]` or `bin.load` that occur in the file. */
  readonly numbers: readonly Fragment[];
  readonly booleans: readonly Fragment[];
  readonly functions: readonly CallableFunction[];
  /** Literals of the file, with repetitions. */
  readonly constants: readonly number[];
}

const MAXIMUM_MEMBERS = 12;
const TWO_ARGUMENTS = new Set(['Math.pow', 'Math.atan2', 'Math.imul', 'Math.max', 'Math.min', 'Math.hypot']);
const VARIADIC = new Set(['Math.max', 'Math.min', 'Math.hypot']);

export function vocabularyAt(analysis: Analysis, place: Place, functionSet: readonly string[]): Vocabulary {
  const numbers: Fragment[] = [];
  const booleans: Fragment[] = [];
  const functions = functionSet.flatMap((name) => builtIn(name, place) ?? []);
  for (const binding of readableBindings(place)) {
    const type = analysis.types.ofBinding(binding);
    if (type === 'number') numbers.push(nameFragment(binding.name));
    else if (type === 'boolean') booleans.push(nameFragment(binding.name));
    const called = helper(analysis, binding, place);
    if (called !== null) functions.push(called);
  }
  return {
    numbers: [...numbers, ...membersAt(analysis, place)],
    booleans,
    functions,
    constants: constantsOf(analysis),
  };
}

function builtIn(name: string, { scope }: Place): CallableFunction | undefined {
  const [root = '', member] = name.split('.');
  // Names without a known signature, and chance, are of no use in a formula.
  if (root !== 'Math' || member === undefined || member === 'random' || lookup(scope, root) !== undefined)
    return undefined;
  return { name, arity: TWO_ARGUMENTS.has(name) ? 2 : 1, isVariadic: VARIADIC.has(name) };
}

/**
 * A function of the file from numbers to a number. It must stand before the place and use no function that stands after
 * it, so that fresh calls cannot close a circle of endless calls.
 */
function helper(analysis: Analysis, binding: Binding, place: Place): CallableFunction | null {
  const called = functionOf(binding);
  if (called === null || called.params.length === 0 || binding.declaration.end > place.start) return null;
  if (analysis.types.ofReturn(called) !== 'number') return null;
  const own = analysis.scopes.scopeOf.get(called);
  for (const parameter of called.params) {
    const bound = parameter.type === 'Identifier' ? own?.bindings.get(parameter.name) : undefined;
    if (bound === undefined || analysis.types.ofBinding(bound) !== 'number') return null;
  }
  const callsLater = referencesIn(analysis, called).some(
    ({ binding: used }) => used !== undefined && functionOf(used) !== null && used.declaration.end >= called.end,
  );
  return callsLater ? null : { name: binding.name, arity: called.params.length, isVariadic: false };
}

/** Number-valued members used in the file whose names may be read at the place. */
function membersAt(analysis: Analysis, place: Place): Fragment[] {
  const texts = new Set<string>();
  const members: Fragment[] = [];
  for (const { node, type, isStructural } of analysis.sites) {
    if (node.type !== 'MemberExpression' || type !== 'number' || isStructural || members.length >= MAXIMUM_MEMBERS)
      continue;
    const fragment = sourceFragment(analysis, node);
    if (texts.has(fragment.text) || fragment.text.includes('\n') || !isClosedAt(analysis, node, place)) continue;
    texts.add(fragment.text);
    members.push(fragment);
  }
  return members;
}

const constants = new WeakMap<Analysis, readonly number[]>();

function constantsOf(analysis: Analysis): readonly number[] {
  const known = constants.get(analysis);
  if (known !== undefined) return known;
  const found = analysis.sites.flatMap(({ node }) => literalValue(node) ?? []);
  constants.set(analysis, found);
  return found;
}
