import type { Random } from '../base/random.ts';
import type { CandidateId, Member } from './candidate.ts';
import type { ModelAccess } from './model.ts';
import type { Program } from './program.ts';
import type { Region } from './region.ts';

/** A direction in some space; all vectors that are compared have one length. */
export type Vector = Float32Array | readonly number[];

export interface NoveltyInput {
  readonly program: Program;
  /** Members of the island when the slot was opened, with their programs. */
  readonly neighbours: readonly { readonly id: CandidateId; readonly program: Program }[];
  /**
   * What a provider made of the child and of the neighbours, by the hash of their program, for a rule that `embeds`. Those
   * that it could not make, or was not asked for yet, are missing.
   */
  readonly vectors: ReadonlyMap<string, Vector>;
  readonly models: ModelAccess;
  readonly purpose: string;
}

/** `similarity` is to the nearest neighbour, −1 … 1; null where there is none. */
export interface NoveltyVerdict {
  readonly isNovel: boolean;
  readonly similarity: number | null;
  readonly nearest: CandidateId | null;
}

/** A provider's embedding of programs. */
export interface ProgramEmbedding {
  /** Model string. */
  readonly model: string;
  /** What of a program is embedded; a program of which that is empty has no vector. */
  readonly textOf: (program: Program) => string;
}

/**
 * Says before the evaluation whether a child differs enough from what the island has. Contract:
 * `testing/conformance/novelty.ts`.
 */
export interface Novelty {
  readonly name: string;
  /**
   * What verdicts rest on, where that comes from a provider. The run asks for it, each program once, so that all workers
   * and a resumed run see the same vectors and pay for them once.
   */
  readonly embeds: ProgramEmbedding | null;
  /** Model string of a judge, and calls of one verdict; null when no model is asked. */
  readonly asks: { readonly model: string; readonly calls: number; readonly tokensOut: number } | null;
  /** A model that fails refuses nothing. */
  judge(input: NoveltyInput): Promise<NoveltyVerdict>;
}

/** Chooses the programs that a model sees beside the parent. Contract: `testing/conformance/inspirations.ts`. */
export interface InspirationSelector {
  readonly name: string;
  /** At most `count` members other than the parent, each once, worst first. */
  select(parent: Member, region: Region, best: Member | null, count: number, random: Random): readonly Member[];
}
