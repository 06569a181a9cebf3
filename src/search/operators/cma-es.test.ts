import { describe, expect, it } from 'vitest';
import { parentOf, SAMPLE_TASK } from '../../../testing/conformance/operator.ts';
import type { JsonObject } from '../../base/json.ts';
import { randomFrom } from '../../base/random.ts';
import type { Feedback, Operator, Proposal } from '../../core/operator.ts';
import { createProgram, entryText, type Program } from '../../core/program.ts';
import { cmaEs } from './cma-es.ts';

function programOf(values: readonly number[]): Program {
  const text = `// größe\nexport const point = [${values.join(', ')}];\n`;
  return createProgram({ language: 'javascript', entry: 'a.js', files: { 'a.js': text } });
}

/** The numbers of a program made by `programOf`, or of a child of it. */
function pointOf(program: Program): number[] {
  return JSON.parse(/\[.*\]/.exec(entryText(program))?.[0] ?? '[]');
}

function propose(operator: Operator, program: Program, seed: number, state: JsonObject): Proposal {
  const random = randomFrom({ seed, path: '/cma-es' });
  return operator.propose({ parents: [parentOf(program)], task: SAMPLE_TASK, random, state });
}

interface Run {
  readonly best: number;
  readonly evaluations: number;
  readonly sessions: number;
}

/** A run of one operator with feedback that is late, shuffled and partly lost. Merits are −f. */
function optimise(f: (x: readonly number[]) => number, start: readonly number[], slots: number, delay = 0): Run {
  const operator = cmaEs({ maximumEvaluations: 1_000_000 });
  const program = programOf(start);
  const random = randomFrom({ seed: 9, path: '/feedback' });
  const waiting: Feedback[] = [];
  let state: JsonObject = {};
  let best = Number.POSITIVE_INFINITY;
  let evaluations = 0;
  let sessions = 0;
  for (let slot = 0; slot < slots; slot++) {
    const proposal = propose(operator, program, slot, state);
    if (proposal.kind === 'proposed') {
      const value = f(pointOf(proposal.program));
      best = Math.min(best, value);
      evaluations += 1;
      const merit = delay > 0 && random.chance(0.03) ? null : -value;
      waiting.push({ slot, note: JSON.parse(JSON.stringify(proposal.note)), merit, parentMerit: -f(start) });
    } else if (proposal.reason === 'tuned-before') break;
    if (waiting.length <= delay) continue;
    const [told] = waiting.splice(random.integer(waiting.length), 1);
    const patch = operator.learn?.(state, told as Feedback);
    if (patch?.session === null) sessions += 1;
    if (patch !== undefined) state = JSON.parse(JSON.stringify({ ...state, ...patch }));
  }
  return { best, evaluations, sessions };
}

const at = (x: readonly number[], i: number): number => x[i] ?? 0;
const sphere = (x: readonly number[]): number => x.reduce((sum, value, i) => sum + (value - i - 1) ** 2, 0);
const ellipsoid = (x: readonly number[]): number =>
  x.reduce((sum, value, i) => sum + 1e4 ** (i / (x.length - 1)) * (value - 2) ** 2, 0);
const rosenbrock = (x: readonly number[]): number =>
  x.slice(1).reduce((sum, value, i) => sum + 100 * (value - at(x, i) ** 2) ** 2 + (1 - at(x, i)) ** 2, 0);

describe('cma-es on known functions', () => {
  it.each([
    ['the sphere', sphere, [3, 1, 4, 1, 5], 1e-9, 1_200],
    ['the sphere from zero', sphere, [0, 0, 0], 1e-9, 700],
    ['an ellipsoid of condition 10⁴', ellipsoid, [3, 1, 4, 1, 5], 1e-6, 2_500],
    ['Rosenbrock', rosenbrock, [0.5, -0.5, 0.7, 0.2], 1e-8, 4_000],
  ] as const)('solves %s', (_, f, start, goal, slots) => {
    const { best, evaluations } = optimise(f, start, slots);
    expect(best).toBeLessThan(goal);
    expect(evaluations).toBeLessThanOrEqual(slots);
  });

  it.each([
    ['the sphere', sphere, [3, 1, 4, 1, 5], 1e-8, 2_000],
    ['Rosenbrock', rosenbrock, [0.5, -0.5, 0.7, 0.2], 1e-6, 5_000],
  ] as const)('solves %s with feedback that is late, shuffled and partly null', (_, f, start, goal, slots) => {
    expect(optimise(f, start, slots, 6).best).toBeLessThan(goal);
  });

  it('ends when it has converged, and does not tune the same program again', () => {
    const { evaluations, sessions } = optimise(sphere, [3, 1], 5_000);
    expect(sessions).toBe(1);
    expect(evaluations).toBeLessThan(1_500);
  });

  it('gives up soon where literals do not matter', () => {
    const { evaluations, sessions } = optimise(() => 1, [3, 1, 4], 2_000);
    expect(sessions).toBe(1);
    expect(evaluations).toBeLessThan(60);
  });
});

describe('cma-es sessions', () => {
  const operator = cmaEs();
  const program = programOf([3, -1, 0.5]);

  /** The state after feedback on one proposal. */
  function told(state: JsonObject, proposal: Proposal, merit: number | null, parentMerit = 0): JsonObject {
    if (proposal.kind === 'rejected') throw new Error(proposal.reason);
    const patch = operator.learn?.(state, { slot: 1, note: proposal.note ?? {}, merit, parentMerit });
    return { ...state, ...patch };
  }

  it('begin with the first parent whose feedback comes, and stay with it', () => {
    const other = createProgram({ ...program, files: { 'a.js': 'export const other = 7;\n' } });
    const [first, second] = [propose(operator, other, 1, {}), propose(operator, program, 2, {})];
    let state = told({}, second, 1);
    const before = state;
    state = told(state, first, 5);
    expect(state).toEqual(before);
    const next = propose(operator, other, 3, state);
    expect(next.kind === 'proposed' && pointOf(next.program).length).toBe(3);
    expect(next.kind === 'proposed' && next.note).not.toHaveProperty('base');
  });

  it('change literals only, and say in the note what they wrote', () => {
    for (let seed = 0; seed < 30; seed++) {
      const proposal = propose(operator, program, seed, {});
      if (proposal.kind === 'rejected') throw new Error(proposal.reason);
      expect(entryText(proposal.program)).toMatch(
        /^\/\/ größe\nexport const point = \[[-\d.e]+, [-\d.e]+, [-\d.e]+\];\n$/,
      );
      expect(proposal.note?.values).toEqual(pointOf(proposal.program));
    }
  });

  it('scale steps by each literal', () => {
    const wide = programOf([1000, 0.001]);
    const points = Array.from({ length: 200 }, (_, seed) => propose(operator, wide, seed, {})).map((proposal) =>
      proposal.kind === 'proposed' ? pointOf(proposal.program) : [],
    );
    const spread = (i: number): number =>
      Math.sqrt(points.reduce((sum, x) => sum + (at(x, i) - (i === 0 ? 1000 : 0.001)) ** 2, 0) / points.length);
    expect(spread(0)).toBeGreaterThan(200);
    expect(spread(0)).toBeLessThan(400);
    expect(spread(1)).toBeGreaterThan(0.0002);
    expect(spread(1)).toBeLessThan(0.0004);
  });

  it('tune a bounded number of literals, always the same ones', () => {
    const many = programOf(Array.from({ length: 60 }, (_, i) => i + 1));
    const changed = (seed: number): string => {
      const proposal = propose(operator, many, seed, {});
      if (proposal.kind === 'rejected') throw new Error(proposal.reason);
      return pointOf(proposal.program)
        .flatMap((value, i) => (value === i + 1 ? [] : [i]))
        .join(' ');
    };
    expect(changed(1).split(' ')).toHaveLength(24);
    expect(changed(2)).toBe(changed(1));
  });

  it('end when the archive has moved past them', () => {
    let state: JsonObject = {};
    let slot = 0;
    for (; slot < 300; slot++) {
      const proposal = propose(operator, program, slot, state);
      if (proposal.kind === 'rejected') break;
      state = told(state, proposal, slot / 1000, 10);
      if (state.session === null) break;
    }
    expect(slot).toBeGreaterThan(20);
    expect(slot).toBeLessThan(60);
  });

  it('reject programs without literals, and those that were tuned', () => {
    const plain = createProgram({ ...program, files: { 'a.js': 'export const f = (a) => a;' } });
    expect(propose(operator, plain, 1, {})).toEqual({ kind: 'rejected', reason: 'no-literal' });
    const note = propose(operator, program, 1, {});
    const id = note.kind === 'proposed' ? (note.note?.session as string) : '';
    expect(propose(operator, programOf([9, -8, 7]), 1, { finished: [id] })).toEqual({
      kind: 'rejected',
      reason: 'tuned-before',
    });
  });

  it('ignore feedback that is not theirs', () => {
    expect(operator.learn?.({}, { slot: 1, note: {}, merit: 1, parentMerit: 0 })).toBe(undefined);
    expect(operator.learn?.({}, { slot: 1, note: { session: 'x', values: [1] }, merit: 1, parentMerit: 0 })).toBe(
      undefined,
    );
  });

  it('keep a small state', () => {
    let state: JsonObject = {};
    const many = programOf(Array.from({ length: 40 }, (_, i) => i + 1.5));
    for (let slot = 0; slot < 100; slot++) state = told(state, propose(operator, many, slot, state), slot);
    expect(JSON.stringify(state).length).toBeLessThan(12_000);
    const patch = operator.learn?.(state, {
      slot: 1,
      note: { session: state.session as string, values: [] },
      merit: null,
      parentMerit: 0,
    });
    expect(JSON.stringify(patch).length).toBeLessThan(300);
  });
});
