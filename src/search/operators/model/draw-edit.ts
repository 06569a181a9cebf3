import type { Random } from '../../../base/random.ts';
import type { ShownCandidate } from '../../../core/model-operator.ts';
import { FULL_PROMPTS, type FullFlavour } from './prompts/edits.ts';
import type { EditKind } from './prompts/user-message.ts';

export interface KindWeights {
  readonly diff: number;
  readonly full: number;
  readonly cross: number;
}

const KINDS = ['diff', 'full', 'cross'] as const;

/**
 * The kind of edit, drawn by weight; without a program to cross with, the weights of the others stand alone
 * (ShinkaEvolve: diff .6, full .3, cross .1). A parent that failed is to be fixed, whatever the weights say.
 */
export function drawEdit(
  weights: KindWeights,
  parent: ShownCandidate,
  inspirations: readonly ShownCandidate[],
  random: Random,
): EditKind {
  if (parent.member === null) return { kind: 'fix' };
  const partners = inspirations.filter(({ member, id }) => member !== null && id !== parent.id);
  // With all weight on crossover and nobody to cross with, the rest is uniform: a proposal is still wanted.
  const kinds = partners.length > 0 ? KINDS : KINDS.filter((kind) => kind !== 'cross');
  const kind = random.pickWeighted(
    kinds,
    kinds.map((name) => weights[name]),
  );
  if (kind === 'full') return { kind, flavour: random.pick(Object.keys(FULL_PROMPTS) as FullFlavour[]) };
  return kind === 'cross' ? { kind, partner: random.pick(partners).id } : { kind };
}
