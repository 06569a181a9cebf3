import { hashOf } from '../src/base/hash.ts';
import type { InvalidAnswer, Measurement, Split } from '../src/core/evaluation.ts';
import type { CandidateHandle, EvaluationContext, Task } from '../src/core/task.ts';
import { defineTask } from '../src/tasks/define-task.ts';
import { sampleText } from './sample-program.ts';

const POINTS: Readonly<Record<Split, readonly (readonly [number])[]>> = {
  train: [-4, -3, -2, -1, 0, 1, 2, 3, 4].map((x) => [x] as const),
  validation: [-3.5, -1.5, 0.5, 2.5].map((x) => [x] as const),
  test: [-2.75, 0.25, 3.25].map((x) => [x] as const),
};

const target = (x: number): number => x * x + 3 * x + 1;

/** Mean absolute error against x² + 3x + 1. */
export async function evaluateQuadratic(
  candidate: CandidateHandle,
  { split }: EvaluationContext,
): Promise<Measurement | InvalidAnswer> {
  const answers = await candidate.call('f', POINTS[split]);
  if (!answers.every((answer) => typeof answer === 'number' && Number.isFinite(answer))) {
    return { invalid: 'f must return finite numbers' };
  }
  const errors = (answers as number[]).map((answer, i) => Math.abs(answer - target((POINTS[split][i] as [number])[0])));
  const score = errors.reduce((sum, error) => sum + error, 0) / errors.length;
  return { score, instances: errors, behaviour: hashOf(answers) };
}

/** A small task whose evaluation takes well under a millisecond: for tests and benches of the engine. */
export function sampleTask(overrides: Partial<Parameters<typeof defineTask>[0]> = {}): Task {
  return defineTask({
    name: 'quadratic',
    direction: 'minimize',
    seedProgram: sampleText('x'),
    evaluate: evaluateQuadratic,
    stages: [
      { name: 'train', split: 'train', pass: { improves: 'best' } },
      { name: 'validation', split: 'validation' },
    ],
    limits: { steps: 10_000, wallMs: 2_000 },
    functionSet: ['Math.abs', 'Math.max'],
    ...overrides,
  });
}
