import { canonicalJson, type JsonObject } from '../base/json.ts';
import { addCost, COST_UNITS, type Cost, type CostUnit, ZERO_COST } from './cost.ts';
import { createProgram, type Program } from './program.ts';

/** Version of the format; another one is refused. */
export const EXPERIENCE_FORMAT = 1;

/** A finished run whose log went into an experience. */
export interface ExperienceSource {
  /** Its number in the workspace where it was learned from, such as `r0007`. */
  readonly run: string;
  readonly task: string;
  readonly taskVersion: string;
  readonly seed: number;
  /** Tells runs apart across workspaces. */
  readonly logHash: string;
  /** What the run itself used; what it was charged for an experience of its own is in that one's sources. */
  readonly cost: Cost;
  /** `inherited`: not read here, but a learned run used an experience that came from it, so its cost counts. */
  readonly role: 'learned' | 'inherited';
}

/** What one operator earned and used, summed over the slots of all learned runs. */
export interface OperatorEvidence {
  readonly operator: string;
  /** Finished slots. */
  readonly trials: number;
  /** Children that were kept and beat their parent. */
  readonly improvements: number;
  /** Sum of the rank-based reward (`search/allocation/reward.ts`), 0 … trials. */
  readonly gain: number;
  /** Sum of compute in multiples of the mean slot of its own run, ≥ 0: comparable between tasks, as steps are not. */
  readonly compute: number;
  /** Exact cost, in the operators' own units. */
  readonly cost: Cost;
  /** Options under which the operator did well, such as a step size; given to it unless a run says otherwise. */
  readonly learned: JsonObject;
}

/** A template mined from edits that improved a program, in the form that `idiom-grafting` reads, with its evidence. */
export interface MinedIdiom {
  /** `mined` and the beginning of the hash of what it says, up to the names of its holes. */
  readonly name: string;
  /** `export const name = (a: number, b: boolean): number => expression;` */
  readonly text: string;
  /** Improving edits that contain it. */
  readonly edits: number;
  /** Learned runs, and names of tasks, in which that happened. */
  readonly runs: number;
  readonly tasks: readonly string[];
  /** Mean rank-based reward of these edits, 0 … 1. */
  readonly gain: number;
  /** Geometric mean of the steps of these children relative to their parents: 1 is as expensive as before. */
  readonly stepsRatio: number;
  /** Mean cost of evaluating one of these children. */
  readonly cost: Cost;
  /** How much of all improving edits it explains that no idiom before it does; what the list is ordered by. */
  readonly value: number;
  /** A few of the edits, as `run:candidate`, for whoever wants to look. */
  readonly examples: readonly string[];
}

/** What earlier runs leave to later ones: a versioned, content-addressed component with its evidence and its full cost. */
export interface Experience {
  /** Address of its content: the hash of `experienceProgram`. */
  readonly hash: string;
  readonly format: typeof EXPERIENCE_FORMAT;
  readonly sources: readonly ExperienceSource[];
  /** Full cost of all sources: what having this experience took. */
  readonly cost: Cost;
  readonly operators: readonly OperatorEvidence[];
  readonly idioms: readonly MinedIdiom[];
}

/** How a run uses an experience; part of its specification. */
export interface ExperienceUse {
  readonly hash: string;
  /** Full cost of the experience. */
  readonly cost: Cost;
  /** Number of runs that share this cost, ≥ 1; 1 charges all of it to this run. */
  readonly uses: number;
  /** This run's share, ⌈cost / uses⌉ in every unit: counts as spent when the run starts. */
  readonly charged: Cost;
}

export type ExperienceContent = Omit<Experience, 'hash' | 'format' | 'cost'>;

/** Adds up the cost, and addresses the content. */
export function createExperience({ sources, operators, idioms }: ExperienceContent): Experience {
  const cost = sources.reduce((sum, source) => addCost(sum, source.cost), ZERO_COST);
  const content = { format: EXPERIENCE_FORMAT, sources, cost, operators, idioms } as const;
  return { hash: programOf(content).hash, ...content };
}

/**
 * The experience as workspaces keep it: beside the programs, under its hash, so that whoever has a run has what the run
 * was given.
 */
export function experienceProgram({ hash: _, ...content }: Experience): Program {
  return programOf(content);
}

const ENTRY = 'experience.json';

function programOf(content: Omit<Experience, 'hash'>): Program {
  return createProgram({ language: 'json', entry: ENTRY, files: { [ENTRY]: canonicalJson(content) } });
}

/** The use of an experience by one of `uses` runs that share its cost. */
export function useOf({ hash, cost }: Experience, uses = 1): ExperienceUse {
  const charged = Object.fromEntries(COST_UNITS.map((unit) => [unit, Math.ceil(cost[unit] / uses)]));
  return { hash, cost, uses, charged: charged as Record<CostUnit, number> };
}
