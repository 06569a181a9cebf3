import { costOf } from '../../../core/cost.ts';
import {
  createExperience,
  type Experience,
  type ExperienceSource,
  type OperatorEvidence,
} from '../../../core/experience.ts';
import { mineIdioms } from '../mine-idioms.ts';
import { term } from './terms.ts';

export function evidence(operator: string, trials: number, gain: number, compute: number): OperatorEvidence {
  const learned = operator === 'numeric-tuning' ? { initialSigma: 0.07 } : {};
  return {
    operator,
    trials,
    improvements: Math.floor(trials / 10),
    gain,
    compute,
    cost: costOf({ steps: 5 * trials }),
    learned,
  };
}

export function source(run: string, steps: number): ExperienceSource {
  const logHash = run.slice(1).padStart(64, 'a');
  const cost = costOf({ evaluations: 10, steps });
  return { run, task: 'one', taskVersion: 'v1', seed: 1, logHash, cost, role: 'learned' };
}

/** A small experience of one run with two idioms. */
export function sampleExperience(run = 'r0001', steps = 5_000): Experience {
  const texts = [
    'Math.exp(-Math.abs(a))',
    'Math.exp(-Math.abs(b - 1))',
    'a * Math.max(b, 0.5)',
    'c * Math.max(d, 0.5)',
  ];
  const edits = texts.map((text, candidate) => ({
    run,
    task: 'one',
    candidate,
    gain: 0.5,
    cost: costOf({ evaluations: 1, steps: 100 }),
    stepsRatio: 1,
    terms: [term(text)],
  }));
  return createExperience({
    sources: [source(run, steps)],
    operators: [evidence('numeric-tuning', 100, 20, 80), evidence('expression-mutation', 200, 10, 220)],
    idioms: mineIdioms(edits),
  });
}
