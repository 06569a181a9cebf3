import { z } from 'zod';
import { sha256 } from '../../base/hash.ts';
import type { Json, JsonObject } from '../../base/json.ts';
import { type Random, randomFrom } from '../../base/random.ts';
import type { Feedback, Operator } from '../../core/operator.ts';
import { createProgram, type Program } from '../../core/program.ts';
import { type Distribution, initialDistribution, populationSizeFor, sample, updated } from './cma-es/distribution.ts';
import { type Base, endPatch, finishedSessions, readSession, type Session, sessionPatch } from './cma-es/session.ts';
import { triangleIndex } from './cma-es/symmetric-matrix.ts';
import { proposeFrom, rejected } from './draft.ts';
import { applyEdits } from './javascript/source-edit.ts';
import type { TunableLiteral } from './tunable-literal.ts';
import { openForTuning, openPathForTuning } from './tunable-literals.ts';

export const cmaEsOptions = z.strictObject({
  /** First step size, relative to each literal. */
  initialSigma: z.number().positive().max(10).default(0.3),
  /** At most so many literals are tuned together; of more, a random choice. */
  maximumDimensions: z.int().min(1).max(64).default(24),
  /** Evaluations of one session; 40 + 30 for each literal when it is left out. */
  maximumEvaluations: z.int().min(4).optional(),
});

type Options = z.output<typeof cmaEsOptions>;

/** Generations without a new best that are always waited for. */
const PATIENCE = 10;
/** Generations after which a session must be ahead of its base and of the archive. */
const TRIAL_GENERATIONS = 6;

/**
 * Tunes all number literals of one program together with CMA-ES (see `cma-es/distribution.ts`). A session begins with
 * the parent of a proposal when none is active; its program is the base of all proposals, whatever parents they are
 * given, until it has converged, stagnates, is overtaken by the archive or is out of evaluations.
 *
 * A proposal's note carries the values that were written, so feedback needs no other memory; it may come in any order
 * and late, and feedback of other sessions is ignored. The first feedback of a session brings its base into the state.
 */
export function cmaEs(options: z.input<typeof cmaEsOptions> = {}): Operator {
  const settings = cmaEsOptions.parse(options);
  return {
    name: 'cma-es',
    needsModel: false,
    arity: 1,
    propose({ parents: [parent], random, state }) {
      const active = readSession(state);
      const start = active ?? startSession(parent.program, settings, random);
      if (typeof start === 'string') return rejected(start);
      if (active === null && finishedSessions(state).includes(start.id)) return rejected('tuned-before');
      const { base, distribution, id } = start;
      const program = createProgram(base.program);
      const file = openPathForTuning(program, base.path);
      if (typeof file === 'string') return rejected(file);
      const literals = file.literals(false);
      return proposeFrom({ ...parent, program }, 3, () => {
        const point = sample(distribution, random.normal);
        const values: number[] = [];
        const edits = base.literals.map((position, i) => {
          const literal = literals[position] as TunableLiteral;
          const origin = base.origin[i] as number;
          const wanted = origin + scaleOf(origin) * (point[i] as number);
          const { edit, value } = literal.write(wanted, digitsFor(distribution.sigma));
          values.push(value);
          return edit;
        });
        const note: JsonObject = { session: id, values };
        return { file, edits, note: active === null ? { ...note, base: base as unknown as Json } : note };
      });
    },
    learn(state, feedback) {
      const { session: id, values, base } = feedback.note;
      if (typeof id !== 'string' || !Array.isArray(values)) return undefined;
      const active = readSession(state);
      if (active === null) {
        if (base === undefined || finishedSessions(state).includes(id)) return undefined;
        const fresh = newSession(id, base as unknown as Base, settings, feedback.parentMerit);
        return sessionPatch(null, withSample(fresh, values, feedback));
      }
      if (active.id !== id) return undefined;
      const told = withSample(active, values, feedback);
      if (told.samples.length < populationSizeFor(active.base.origin.length)) return sessionPatch(active, told);
      const next = nextGeneration(told);
      return isOver(told, next, settings) ? endPatch(state, active) : sessionPatch(active, next);
    },
  };
}

function startSession(program: Program, settings: Options, random: Random): Session | string {
  const file = openForTuning(program, random);
  if (typeof file === 'string') return file;
  const literals = file.literals(false);
  if (literals.length === 0) return 'no-literal';
  // Programs that differ in their literals only are the same to tune, and the same literals of them are chosen.
  const blanks = literals.map(({ start, end }) => ({ start, end, text: '#' }));
  const id = sha256(applyEdits(file.text, blanks)).slice(0, 12);
  const positions = randomFrom({ seed: 0, path: id }).shuffle(literals.map((_, position) => position));
  const chosen = positions.slice(0, settings.maximumDimensions).sort((a, b) => a - b);
  const { language, entry, files } = program;
  const origin = chosen.map((position) => (literals[position] as TunableLiteral).value);
  const base: Base = { program: { language, entry, files }, path: file.path, literals: chosen, origin };
  return newSession(id, base, settings);
}

function newSession(id: string, base: Base, { initialSigma }: Options, baseMerit = Number.NEGATIVE_INFINITY): Session {
  const distribution = initialDistribution(base.origin.length, initialSigma);
  return {
    id,
    base,
    distribution,
    samples: [],
    evaluations: 0,
    baseMerit,
    best: null,
    bestGeneration: 0,
    parentSum: 0,
  };
}

function withSample(session: Session, values: readonly Json[], { merit, parentMerit }: Feedback): Session {
  const isBest = merit !== null && (session.best === null || merit > session.best);
  return {
    ...session,
    samples: [...session.samples, { values: values as readonly number[], merit }],
    evaluations: session.evaluations + 1,
    best: isBest ? merit : session.best,
    bestGeneration: isBest ? session.distribution.generation : session.bestGeneration,
    parentSum: session.parentSum + parentMerit,
  };
}

function nextGeneration(session: Session): Session {
  const { origin } = session.base;
  const rank = (merit: number | null): number => merit ?? Number.NEGATIVE_INFINITY;
  const ranked = [...session.samples].sort((a, b) =>
    rank(a.merit) < rank(b.merit) ? 1 : rank(a.merit) > rank(b.merit) ? -1 : 0,
  );
  const points = ranked.map(({ values }) =>
    values.map((value, i) => (value - (origin[i] as number)) / scaleOf(origin[i] as number)),
  );
  return { ...session, distribution: updated(session.distribution, points), samples: [], parentSum: 0 };
}

/**
 * Converged, flat, stagnating, ill-conditioned (after Hansen 2016, appendix B.3); or of no use for this run: no better
 * than the base after some generations, or worse than what other slots start from by now; or out of evaluations.
 */
function isOver(told: Session, { distribution }: Session, { maximumEvaluations }: Options): boolean {
  const n = told.base.origin.length;
  const deviations = deviationsOf(distribution);
  const [smallest, largest] = [Math.min(...deviations), Math.max(...deviations)];
  const merits = told.samples.map(({ merit }) => merit);
  const best = told.best ?? Number.NEGATIVE_INFINITY;
  const age = distribution.generation - told.bestGeneration;
  return (
    !(largest > 1e-6) ||
    !Number.isFinite(largest) ||
    largest > 1e7 * smallest ||
    (merits.every((merit) => merit === merits[0]) && distribution.generation >= 3) ||
    age > PATIENCE + Math.ceil((10 * n) / merits.length) ||
    (distribution.generation >= TRIAL_GENERATIONS &&
      best <= Math.max(told.baseMerit, told.parentSum / merits.length)) ||
    told.evaluations >= (maximumEvaluations ?? 40 + 30 * n)
  );
}

/** Standard deviation of each coordinate. */
function deviationsOf({ mean, sigma, covariance }: Distribution): number[] {
  return mean.map((_, i) => sigma * Math.sqrt(covariance[triangleIndex(mean.length, i, i)] as number));
}

function scaleOf(origin: number): number {
  return Math.abs(origin) || 1;
}

/** More digits while steps get smaller: 4 at first, 7 at the end. */
function digitsFor(sigma: number): number {
  return Math.min(7, Math.max(4, 3 + Math.ceil(-Math.log10(sigma))));
}
