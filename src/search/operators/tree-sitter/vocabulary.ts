import type { Fragment } from '../javascript/fragment.ts';
import { nameFragment } from '../javascript/fragment.ts';
import { type Analysis, isClosedAt, sourceFragment } from './analysis.ts';
import { literalValue } from './expression-sites.ts';
import { type Place, readableBindings } from './names.ts';
import { ancestor } from './syntax-node.ts';
import { isNumeric } from './typing.ts';

/** A function of the file from numbers to a number. */
export interface OwnFunction {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly result: string;
}

/** What fresh expressions may be made of at one place. */
export interface Vocabulary {
  /** Variables, and members such as `v[i]` and `self.x` that occur in the file, by type. */
  readonly terms: readonly { readonly fragment: Fragment; readonly type: string; readonly isName: boolean }[];
  readonly functions: readonly OwnFunction[];
  /** Values of the literals of the file, with repetitions. */
  readonly constants: readonly number[];
}

const MAXIMUM_MEMBERS = 12;

export function vocabularyAt(analysis: Analysis, place: Place): Vocabulary {
  const { types } = analysis;
  const terms: { fragment: Fragment; type: string; isName: boolean }[] = [];
  const functions: OwnFunction[] = [];
  for (const binding of readableBindings(place)) {
    const type = types.ofBinding(binding);
    if (type === 'boolean' || isNumeric(type)) terms.push({ fragment: nameFragment(binding.name), type, isName: true });
    const own =
      binding.kind === 'function' ? ownFunction(analysis, binding.declarations[0]?.identifier ?? null, place) : null;
    if (own !== null) functions.push(own);
  }
  return { terms: [...terms, ...membersAt(analysis, place)], functions, constants: constantsOf(analysis) };
}

/** It must stand before the place as a whole, so that fresh calls cannot close a circle of endless calls. */
function ownFunction(
  { table, types, text }: Analysis,
  identifier: Parameters<typeof ancestor>[0] | null,
  place: Place,
): OwnFunction | null {
  if (identifier === null) return null;
  const textOf = ({ start, end }: { start: number; end: number }): string => text.slice(start, end);
  const owner = ancestor(identifier, (node) => table.functionParts(node, textOf) !== null);
  if (owner === null || owner.end > place.start) return null;
  const result = types.ofResult(owner);
  const parameters = types.ofParameters(owner).map(({ type }) => type);
  if (!isNumeric(result) || parameters.length === 0 || !parameters.every(isNumeric)) return null;
  return { name: textOf(identifier), parameters, result };
}

function membersAt(analysis: Analysis, place: Place): Vocabulary['terms'] {
  const { sites, table } = analysis;
  const texts = new Set<string>();
  const members: { fragment: Fragment; type: string; isName: boolean }[] = [];
  for (const { node, type, isStructural } of sites) {
    const role = table.roles[node.kind];
    if ((role !== 'member' && role !== 'index') || isStructural || members.length >= MAXIMUM_MEMBERS) continue;
    const fragment = sourceFragment(analysis, node);
    if (texts.has(fragment.text) || fragment.text.includes('\n') || !isClosedAt(analysis, node, place)) continue;
    texts.add(fragment.text);
    members.push({ fragment, type, isName: false });
  }
  return members;
}

const constants = new WeakMap<Analysis, readonly number[]>();

function constantsOf(analysis: Analysis): readonly number[] {
  const known = constants.get(analysis);
  if (known !== undefined) return known;
  const found = analysis.sites.flatMap(({ node }) => literalValue(node, analysis.text, analysis.table) ?? []);
  constants.set(analysis, found);
  return found;
}
