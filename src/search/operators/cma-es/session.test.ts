import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../base/json.ts';
import { initialDistribution } from './distribution.ts';
import { endPatch, finishedSessions, readSession, type Session, sessionPatch } from './session.ts';

const SESSION: Session = {
  id: 'abc',
  base: {
    program: { language: 'javascript', entry: 'a.js', files: { 'a.js': 'let a = 1;' } },
    path: 'a.js',
    literals: [0],
    origin: [1],
  },
  distribution: initialDistribution(1, 0.3),
  samples: [{ values: [1.25], merit: 3 }],
  evaluations: 1,
  baseMerit: 2,
  best: 3,
  bestGeneration: 0,
  parentSum: 2,
};

/** As the state comes back from the log. */
function stored(state: JsonObject): JsonObject {
  return JSON.parse(JSON.stringify(state));
}

describe('session state', () => {
  it('comes back as it was', () => {
    expect(readSession(stored(sessionPatch(null, SESSION)))).toEqual(SESSION);
  });

  it('is empty at the start of a run, and after a session', () => {
    expect(readSession({})).toBe(null);
    const state = { ...sessionPatch(null, SESSION) };
    expect(readSession(stored({ ...state, ...endPatch(state, SESSION) }))).toBe(null);
  });

  it('changes by small patches', () => {
    const next: Session = { ...SESSION, samples: [...SESSION.samples, { values: [0.5], merit: null }], evaluations: 2 };
    const patch = sessionPatch(SESSION, next);
    expect(Object.keys(patch).sort()).toEqual(
      ['best', 'bestGeneration', 'collected', 'evaluations', 'parentSum', 'sample1'].sort(),
    );
    expect(readSession(stored({ ...sessionPatch(null, SESSION), ...patch }))).toEqual(next);
  });

  it('forgets the samples of a generation that is over', () => {
    const distribution = { ...SESSION.distribution, generation: 1, sigma: 0.123456789012345 };
    const state = {
      ...sessionPatch(null, SESSION),
      ...sessionPatch(SESSION, { ...SESSION, distribution, samples: [] }),
    };
    expect(readSession(stored(state))).toMatchObject({
      samples: [],
      distribution: { generation: 1, sigma: 0.123456789 },
    });
  });

  it('remembers a dozen finished sessions', () => {
    let state: JsonObject = {};
    for (let i = 0; i < 20; i++) state = { ...state, ...endPatch(state, { ...SESSION, id: `s${i}` }) };
    expect(finishedSessions(state)).toHaveLength(12);
    expect(finishedSessions(state).at(-1)).toBe('s19');
    expect(finishedSessions({})).toEqual([]);
  });
});
