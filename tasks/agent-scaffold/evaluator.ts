import { readFileSync } from 'node:fs';
import { mean } from '../../src/base/statistics.ts';
import type { InvalidAnswer, Measurement } from '../../src/core/evaluation.ts';
import type { CandidateHandle, Evaluate, EvaluationContext } from '../../src/core/task.ts';
import { behaviourOf } from '../shared/behaviour.ts';
import { type Attempt, attemptAll, MOST_CALLS, type ModelOfAgent } from './agent.ts';
import type { Problem } from './problem.ts';
import { generatedProblems, type ProblemSet } from './problem-set.ts';
import { readProblems } from './read-problems.ts';
import { SIMULATED, simulatedSolver } from './simulated-solver.ts';

/** How many problems of its split the screening stage looks at, the first ones. */
const SCREENING = 11;

/**
 * Share of problems that the agent answers right in %, maximised. The model is the one of the context, else the simulated
 * solver; answers are compared here, and the agent never sees one.
 */
export function evaluateAgents(problemsOf: ProblemSet): Evaluate {
  return async (candidate, context) => {
    const { stage, split, repeat } = context;
    const all = problemsOf(split);
    const problems = stage === 'quick' ? all.slice(0, SCREENING) : all;
    const model = modelOf(context, all);
    const attempts = await attemptAll(
      candidate,
      problems,
      model,
      `evaluate/${stage}${repeat === undefined ? '' : `/${repeat}`}`,
    );
    if (typeof attempts === 'string') return { invalid: attempts };
    return measurementOf(problems, attempts, model.name);
  };
}

/** The problems that are generated for this task. */
export function evaluate(candidate: CandidateHandle, context: EvaluationContext): ReturnType<Evaluate> {
  return evaluateAgents(generatedProblems)(candidate, context);
}

/** Problems of one's own: `data.path` is a file of JSON lines (`read-problems.ts`). */
export function createEvaluator(data: unknown): Evaluate {
  const { path } = data as { readonly path: string };
  return evaluateAgents(readProblems(readFileSync(path, 'utf8'), path));
}

function modelOf({ models, model }: EvaluationContext, problems: readonly Problem[]): ModelOfAgent {
  if (model === undefined || model === SIMULATED) return { access: simulatedSolver(problems), name: SIMULATED };
  if (models === undefined) throw new TypeError(`the model ${model} was asked for, but there is no access to models`);
  return { access: models, name: model };
}

function measurementOf(
  problems: readonly Problem[],
  attempts: readonly Attempt[],
  model: string,
): Measurement | InvalidAnswer {
  const scores = problems.map(({ answer }, index) => (attempts[index]?.answer === answer ? 100 : 0));
  const calls = mean(attempts.map((attempt) => attempt.calls));
  const right = attempts.filter(({ ending }) => ending === 'answered').length;
  const many = attempts.filter(({ ending }) => ending === 'too many calls').length;
  return {
    score: mean(scores),
    metrics: {
      calls,
      tokens: mean(attempts.map(({ tokens }) => tokens)),
      answered: (100 * right) / attempts.length,
      tooManyCalls: (100 * many) / attempts.length,
    },
    descriptors: [calls, agreementOfAreas(problems, scores)],
    instances: scores,
    feedback: `${modelLine(model)} Right by area: ${areaReport(problems, scores)}. ${endings(attempts)}`,
    // So that the tables of a report say it too.
    ...(model === SIMULATED ? { privateMetrics: { simulated: 1 } } : {}),
    // What was answered and how many calls it took; two agents that do the same are evaluated once.
    behaviour: behaviourOf(attempts.flatMap((attempt) => [attempt.answer ?? -1, attempt.calls, attempt.tokens])),
    artifacts: { model },
  };
}

function modelLine(model: string): string {
  return model === SIMULATED ? 'SIMULATED solver, no language model.' : `Model ${model}.`;
}

/** Right answers by area; never what the right answers are. */
function areaReport(problems: readonly Problem[], scores: readonly number[]): string {
  const areas = [...new Set(problems.map(({ area }) => area))];
  return areas.map((area) => `${area || 'all'} ${Math.round(shareOf(area, problems, scores))} %`).join(', ');
}

function shareOf(area: string, problems: readonly Problem[], scores: readonly number[]): number {
  return mean(scores.filter((_, index) => problems[index]?.area === area));
}

/** Spread between the best and the worst area, in %: 0 for an agent that is as good everywhere. */
function agreementOfAreas(problems: readonly Problem[], scores: readonly number[]): number {
  const shares = [...new Set(problems.map(({ area }) => area))].map((area) => shareOf(area, problems, scores));
  return Math.max(...shares) - Math.min(...shares);
}

function endings(attempts: readonly Attempt[]): string {
  const calls = mean(attempts.map((attempt) => attempt.calls)).toFixed(1);
  const count = (ending: Attempt['ending']): number => attempts.filter((attempt) => attempt.ending === ending).length;
  const faults = [
    [count('too many calls'), `asked more than ${MOST_CALLS} times`],
    [count('range'), 'answered no whole number from 0 to 999'],
    [count('gave up'), 'gave up'],
  ] as const;
  const told = faults.filter(([times]) => times > 0).map(([times, what]) => `${times} times it ${what}.`);
  return [`${calls} calls for each problem.`, ...told].join(' ');
}
