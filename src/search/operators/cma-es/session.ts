import type { Json, JsonObject } from '../../../base/json.ts';
import type { Program } from '../../../core/program.ts';
import type { Distribution } from './distribution.ts';

/** What is tuned: a program whose literals are the coordinates. Kept in full, since the archive may drop the program. */
export interface Base {
  readonly program: Omit<Program, 'hash'>;
  /** The file with the literals. */
  readonly path: string;
  /** Which literals of the file, by position among all that may be tuned. */
  readonly literals: readonly number[];
  /** Their values at the start. Coordinate u of a literal is (value − origin) / max(|origin|, or 1 for zero). */
  readonly origin: readonly number[];
}

/** A tuning session as it stands between two feedbacks. */
export interface Session {
  /** Name of the session: hash of the base's literal-free text. */
  readonly id: string;
  readonly base: Base;
  readonly distribution: Distribution;
  readonly samples: readonly Sample[];
  readonly evaluations: number;
  /** Merit of the base itself, as far as it is known. */
  readonly baseMerit: number;
  readonly best: number | null;
  /** Generation in which the best was found. */
  readonly bestGeneration: number;
  /** Summed merit of the parents that the slots of this generation had: what the archive is like by now. */
  readonly parentSum: number;
}

export interface Sample {
  readonly values: readonly number[];
  readonly merit: number | null;
}

/** Sessions that ended, newest last: their programs are not tuned again. */
const REMEMBERED = 12;

/** The session in an operator's state; null when none is active. */
export function readSession(state: JsonObject): Session | null {
  const { session, base, distribution, collected } = state;
  if (typeof session !== 'string' || !isObject(base) || !isObject(distribution)) return null;
  const samples = Array.from({ length: Number(collected) }, (_, i) => state[sampleKey(i)] as unknown as Sample);
  return {
    id: session,
    base: base as unknown as Base,
    distribution: distribution as unknown as Distribution,
    samples,
    evaluations: Number(state.evaluations),
    baseMerit: Number(state.baseMerit),
    best: (state.best as number | null) ?? null,
    bestGeneration: Number(state.bestGeneration),
    parentSum: Number(state.parentSum),
  };
}

/** The members of the state that differ between two stages of a session. */
export function sessionPatch(before: Session | null, after: Session): JsonObject {
  const patch: Record<string, Json> = {
    evaluations: after.evaluations,
    best: after.best,
    bestGeneration: after.bestGeneration,
    parentSum: after.parentSum,
    collected: after.samples.length,
  };
  if (before?.id !== after.id) {
    patch.session = after.id;
    patch.base = after.base as unknown as Json;
    patch.baseMerit = after.baseMerit;
  }
  if (before?.distribution !== after.distribution) patch.distribution = compact(after.distribution);
  // Samples of the last generation stay behind the count and are written over one by one.
  const last = after.samples.at(-1);
  if (last !== undefined) patch[sampleKey(after.samples.length - 1)] = last as unknown as Json;
  return patch;
}

/** The patch that ends a session. */
export function endPatch(state: JsonObject, { id }: Session): JsonObject {
  const finished = [...finishedSessions(state), id].slice(-REMEMBERED);
  return { session: null, base: null, distribution: null, collected: 0, finished };
}

export function finishedSessions(state: JsonObject): readonly string[] {
  return (state.finished as readonly string[] | undefined) ?? [];
}

function sampleKey(index: number): string {
  return `sample${index}`;
}

/** Ten digits are more than a rank-based method can use. */
function compact(distribution: Distribution): JsonObject {
  const short = (value: number): number => Number(value.toPrecision(10));
  return {
    mean: distribution.mean.map(short),
    sigma: short(distribution.sigma),
    covariance: distribution.covariance.map(short),
    sigmaPath: distribution.sigmaPath.map(short),
    covariancePath: distribution.covariancePath.map(short),
    generation: distribution.generation,
  };
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
