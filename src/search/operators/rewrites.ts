import type { Random } from '../../base/random.ts';
import type { Edit } from './javascript/source-edit.ts';
import type { EditFile } from './source-operator.ts';

/** One kind of simplification: edits of some place that it fits; null when none of those tried does. */
export type Rewrite<Analysis> = (
  analysis: Analysis,
  functionSet: readonly string[],
  random: Random,
) => readonly Edit[] | null;

/** Kinds of simplifications by the name they have in notes. */
export type Rewrites<Analysis> = Readonly<
  Record<string, { readonly rewrite: Rewrite<Analysis>; readonly weight: number }>
>;

/** Tries of one rewrite on different places. */
const TRIES = 12;

/** The edits at the first of some places, drawn without order, that has any. */
export function atSomePlace<Place>(
  places: readonly Place[],
  random: Random,
  edit: (place: Place) => readonly Edit[] | null,
): readonly Edit[] | null {
  for (const place of random.shuffle(places).slice(0, TRIES)) {
    const edits = edit(place);
    if (edits !== null) return edits;
  }
  return null;
}

/** Edits a file by one of the rewrites, drawn by weight. */
export function editBy<Analysis>(rewrites: Rewrites<Analysis>): EditFile<Analysis> {
  const kinds = Object.keys(rewrites);
  const weights = kinds.map((kind) => rewrites[kind]?.weight ?? 0);
  return (analysis, { task, random }) => {
    const kind = random.pickWeighted(kinds, weights);
    const edits = rewrites[kind]?.rewrite(analysis, task.functionSet, random) ?? null;
    return edits === null ? 'no-site' : { edits, note: { edits: [kind] } };
  };
}
