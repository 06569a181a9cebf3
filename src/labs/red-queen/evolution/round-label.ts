import type { RunRow } from '../../../store/contract.ts';

/** Which round of which coevolution a run is. */
export interface RoundLabel {
  /** Of the coevolution. Not unique: `plan` is what tells two of one name apart. */
  readonly name: string;
  /** Hash of all that decides which champions come out, in hexadecimal. */
  readonly plan: string;
  /** Seed of the whole coevolution. */
  readonly seed: number;
  /** From 1. */
  readonly round: number;
}

/** Rounds of one coevolution must not repeat each other's draws, nor those of the next seed. */
const SEEDS = 1_000;

/** How a run carries its label: in the arm and the seed of its specification. */
export function writeLabel({ name, plan, seed, round }: RoundLabel): { readonly arm: string; readonly seed: number } {
  return { arm: `red-queen/${name}/${plan}/${round}`, seed: seed * SEEDS + round };
}

/** The label of a run; null for a run that is no round. */
export function readLabel({ arm, seed }: Pick<RunRow, 'arm' | 'seed'>): RoundLabel | null {
  const [, name, plan, round] = /^red-queen\/(.*)\/([0-9a-f]+)\/(\d+)$/s.exec(arm ?? '') ?? [];
  if (name === undefined || plan === undefined) return null;
  return { name, plan, seed: Math.floor(seed / SEEDS), round: Number(round) };
}
