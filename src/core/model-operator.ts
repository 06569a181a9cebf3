import type { JsonObject } from '../base/json.ts';
import type { Random } from '../base/random.ts';
import type { Member } from './candidate.ts';
import type { StageResult } from './evaluation.ts';
import type { ModelAccess } from './model.ts';
import type { Feedback } from './operator.ts';
import type { Program } from './program.ts';
import type { Task } from './task.ts';

/** A candidate as a model may see it: nothing of the validation and test splits, no private metrics. */
export interface ShownCandidate {
  readonly id: number;
  readonly program: Program;
  /** Null for a candidate that failed. */
  readonly member: Member | null;
  /** Train stages only, private metrics removed. Its texts come from candidates and evaluators: hostile. */
  readonly results: readonly StageResult[];
  /** 1 = best of the island's members; null for a candidate that failed. */
  readonly rank: number | null;
  /** What its own operator noted, such as the name and the description that a model gave. */
  readonly note: JsonObject;
}

/** What a reflector, a person or a co-evolved prompt adds to the prompts of one proposal. */
export interface Guidance {
  /** Stands where the task's system prompt stands. */
  readonly system?: string;
  /** Stands after it. */
  readonly advice?: readonly string[];
  /** Kept in the candidate's note, so that the guide can be credited. */
  readonly note?: JsonObject;
}

export type ModelTask = Pick<
  Task,
  'name' | 'title' | 'statement' | 'hints' | 'direction' | 'unit' | 'language' | 'functionSet' | 'bestKnown' | 'stages'
>;

export interface ModelProposalInput {
  /** The program to edit. In fix mode (`member` null) it is one that failed. */
  readonly parent: ShownCandidate;
  /** Other programs to show, worst first; the last is the best. */
  readonly inspirations: readonly ShownCandidate[];
  /** Score of the best member of the run; null when nothing ran yet. */
  readonly best: { readonly score: number } | null;
  readonly task: ModelTask;
  readonly guidance: Guidance;
  /** A stream of draws by name; equal names give equal draws. */
  readonly random: (purpose: string) => Random;
  readonly models: ModelAccess;
  /** Prefix for the purposes of this proposal's calls. */
  readonly purpose: string;
  /** Runs a program through the train stages, charged to this slot; for agentic edits. Null once `tries` are used up. */
  readonly tryOut: (program: Program) => Promise<readonly StageResult[] | null>;
}

export type ModelProposal =
  | {
      readonly kind: 'proposed';
      readonly program: Program;
      /** Kind of edit, name and description by the model: short texts, already cleaned of control characters. */
      readonly note: JsonObject;
      /** Inspirations that were really shown. */
      readonly shown: readonly number[];
    }
  | { readonly kind: 'rejected'; readonly reason: string; readonly detail?: string };

/**
 * Makes a child with the help of language models. The engine chooses parents, asks again with other parents when a
 * proposal is rejected, refused as not novel or a duplicate, and charges all calls to the slot.
 */
export interface ModelOperator {
  readonly name: string;
  readonly needsModel: true;
  readonly arity: 1;
  /** The model string that the reserve is priced by: the dearest that may be asked. */
  readonly model: string;
  /** What one proposal may take at the most, beyond the prompt's size, which the engine estimates. */
  readonly reserve: {
    readonly calls: number;
    readonly tokensOut: number;
    /** What tools answer to one reply, at the most: all later calls hold it. None where nothing is said. */
    readonly tokensOfTools?: number;
    readonly tries: number;
  };
  /** Inspirations wanted. */
  readonly inspirations: number;
  ask(input: ModelProposalInput): Promise<ModelProposal>;
}

export interface ReflectionInput {
  /** Candidates that ended since the last reflection, oldest first. */
  readonly recent: readonly ShownCandidate[];
  readonly best: ShownCandidate | null;
  readonly task: ModelTask;
  readonly state: JsonObject;
  readonly random: (purpose: string) => Random;
  readonly models: ModelAccess;
}

/**
 * Learns from what happened, with the help of models, in slots of its own: the meta-scratchpad, co-evolved prompts. What
 * it learned is plain data, part of the log, and guides later proposals.
 */
export interface Reflector {
  readonly name: string;
  readonly model: string;
  readonly reserve: { readonly calls: number; readonly tokensOut: number };
  /** Evaluated candidates between two reflections, ≥ 1. */
  readonly interval: number;
  /** Members of its state that change. */
  reflect(input: ReflectionInput): Promise<JsonObject>;
  /** What it has to say to the proposal that is opened now. */
  guide(state: JsonObject, random: Random): Guidance;
  /** Members of its state that change after a guided candidate ended; undefined when none does. */
  learn?(state: JsonObject, feedback: Feedback): JsonObject | undefined;
}
