import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CandidateFault } from '../../sandbox/contract.ts';
import { measurementOf } from '../measurement-of.ts';
import { openEvolveMeasurement } from './openevolve-outcome.ts';
import { shinkaMeasurement } from './shinka-outcome.ts';

describe('shinkaMeasurement', () => {
  const good = {
    combined_score: 2,
    public: { a: 1, b: true, c: 'x', d: { e: 3 } },
    private: { f: 4 },
    text_feedback: 'hm',
    note: 5,
  };

  it.each([
    [
      { metrics: good, correct: { correct: true } },
      { score: 2, metrics: { a: 1, b: 1, 'd.e': 3, note: 5 }, privateMetrics: { f: 4 }, feedback: 'hm' },
    ],
    [
      { metrics: good, correct: { correct: false, error: 'bad' } },
      { invalid: 'bad', feedback: 'hm' },
    ],
    [{ metrics: good, correct: { correct: 'yes' } }, { invalid: 'the evaluator says: not correct' }],
    [{ metrics: good, correct: null }, { invalid: expect.stringMatching(/no correct\.json/) }],
    [{ metrics: null, correct: { correct: true }, exit: 0 }, { invalid: expect.stringMatching(/no metrics\.json/) }],
    [{ metrics: {}, correct: { correct: true } }, { invalid: expect.stringMatching(/combined_score is not there/) }],
    [
      { metrics: { combined_score: true }, correct: { correct: true } },
      { invalid: expect.stringMatching(/combined_score is true/) },
    ],
    [
      { metrics: { combined_score: 1, execution_time_mean: 0.3 }, correct: { correct: true }, picture: '<svg/>' },
      { score: 1, metrics: {}, artifacts: { picture: '<svg/>' } },
    ],
  ])('case %#', (outcome, expected) => {
    expect(shinkaMeasurement({ exit: 0, picture: null, ...outcome })).toMatchObject(expected);
  });

  it('is the crash of a program when the evaluator ended without a word', () => {
    expect(() => shinkaMeasurement({ exit: 1, metrics: null, correct: null })).toThrow(CandidateFault);
  });
});

describe('openEvolveMeasurement', () => {
  it.each([
    [
      { combined_score: 0.5, other: 3 },
      { score: 0.5, metrics: { combined_score: 0.5, other: 3 } },
    ],
    [{ a: 1, b: 2, size: 100 }, { score: 1.5 }],
    [{ size: 100 }, { score: 100 }],
    [{ a: true, b: false }, { score: 0.5 }],
    [{ a: 1, b: Number.NaN }, { score: 1 }],
    [{ error: 0 }, { invalid: expect.stringMatching(/no number/) }],
    [{ combined_score: 0, error: 'boom' }, { invalid: 'boom' }],
    [{ combined_score: '0.5' }, { invalid: expect.stringMatching(/"0.5"/) }],
    [{ combined_score: null, a: 4 }, { score: 4 }],
  ])('case %#', (metrics, expected) => {
    expect(openEvolveMeasurement({ metrics, artifacts: {} }, ['size'])).toMatchObject(expected);
  });

  it('takes a drawing among the artifacts as the picture', () => {
    const artifacts = { plot: ' <svg viewBox="0 0 1 1"/>', note: 'text' };
    expect(openEvolveMeasurement({ metrics: { combined_score: 1 }, artifacts }, [])).toMatchObject({
      artifacts: { picture: artifacts.plot, note: 'text' },
    });
  });
});

describe('whatever a program writes in the place of an outcome', () => {
  const anything = fc.anything({
    values: [fc.double(), fc.string(), fc.boolean(), fc.constantFrom('metrics', 'correct')],
  });
  const members = fc.record(
    { metrics: anything, artifacts: anything, correct: anything, exit: anything, score: anything },
    { requiredKeys: [] },
  );

  it.each([
    ['shinkaMeasurement', shinkaMeasurement],
    ['openEvolveMeasurement', (outcome: unknown) => openEvolveMeasurement(outcome, [])],
    ['measurementOf', measurementOf],
  ])('%s gives a measurement, a reason, or the fault of the program', (_, read) => {
    fc.assert(
      fc.property(fc.oneof(members, anything), (outcome) => {
        try {
          const answer = read(outcome);
          expect('invalid' in answer ? typeof answer.invalid : typeof answer.score).toMatch(/string|number/);
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(CandidateFault);
        }
      }),
    );
  });
});
