import type { Random } from '../base/random.ts';
import type { CandidateId, Member } from './candidate.ts';
import type { ModelAccess } from './model.ts';
import type { Program } from './program.ts';
import type { Region } from './region.ts';

export interface NoveltyInput {
  readonly program: Program;
  /** Members of the island when the slot was opened, with their programs. */
  readonly neighbours: readonly { readonly id: CandidateId; readonly program: Program }[];
  readonly models: ModelAccess;
  readonly purpose: string;
}

/** `similarity` is to the nearest neighbour, −1 … 1; null where there is none. */
export interface NoveltyVerdict {
  readonly isNovel: boolean;
  readonly similarity: number | null;
  readonly nearest: CandidateId | null;
}

/** Says before the evaluation whether a child differs enough from what the island has. */
export interface Novelty {
  readonly name: string;
  /** Model string of a judge or a provider's embedding, and calls of one verdict; null when no model is asked. */
  readonly asks: { readonly model: string; readonly calls: number; readonly tokensOut: number } | null;
  judge(input: NoveltyInput): Promise<NoveltyVerdict>;
}

/** Chooses the programs that a model sees beside the parent. */
export interface InspirationSelector {
  readonly name: string;
  /** At most `count` members other than the parent, each once, worst first. */
  select(parent: Member, region: Region, best: Member | null, count: number, random: Random): readonly Member[];
}
