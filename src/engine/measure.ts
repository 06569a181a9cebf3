import { messageOf } from '../base/errors.ts';
import type { InvalidAnswer, Measurement, StageResult } from '../core/evaluation.ts';
import { ModelFault } from '../core/model-fault.ts';
import { scoreStageOf } from '../core/score-stage.ts';
import type { CandidateHandle, EvaluationContext, Stage, Task } from '../core/task.ts';
import { CandidateFault } from '../sandbox/contract.ts';

/**
 * Runs one stage of a task's evaluator and turns whatever happens into a result: a bad program is a result, not an
 * exception, and so is a defect of the evaluator (`error`), which the engine reports as such.
 */
export async function measure(
  task: Pick<Task, 'evaluate'> & Partial<Pick<Task, 'descriptors' | 'stages'>>,
  candidate: CandidateHandle,
  stage: Pick<Stage, 'name' | 'split'>,
  seed: number,
  more: Pick<EvaluationContext, 'repeat' | 'models' | 'model'> = {},
): Promise<StageResult> {
  const at = { stage: stage.name, split: stage.split };
  try {
    const answer = await task.evaluate(candidate, { ...at, seed, ...more });
    if (isInvalid(answer)) {
      return {
        status: 'invalid',
        ...at,
        reason: answer.invalid,
        ...(answer.feedback && { feedback: answer.feedback }),
      };
    }
    const defect = defectOf(answer) ?? gridDefectOf(task, stage, answer);
    if (defect !== null) return { status: defect.status, ...at, reason: defect.reason };
    return { status: 'ok', ...at, measurement: answer };
  } catch (thrown) {
    if (thrown instanceof CandidateFault) return { status: thrown.status, ...at, reason: thrown.message };
    // The evaluator is not to blame for a model that gives no reply.
    if (thrown instanceof ModelFault) return { status: 'error', ...at, reason: messageOf(thrown) };
    return { status: 'error', ...at, reason: `[KAIZEN_EVALUATOR_FAILED] ${messageOf(thrown)}` };
  }
}

function isInvalid(answer: Measurement | InvalidAnswer): answer is InvalidAnswer {
  return typeof answer === 'object' && answer !== null && 'invalid' in answer;
}

/** An evaluator is trusted but not infallible: only finite numbers may enter the search. */
function defectOf(answer: Measurement): { status: 'invalid' | 'error'; reason: string } | null {
  if (typeof answer !== 'object' || answer === null || typeof answer.score !== 'number') {
    return { status: 'error', reason: '[KAIZEN_EVALUATOR_FAILED] the evaluator did not return {score: number}' };
  }
  if (!Number.isFinite(answer.score))
    return { status: 'invalid', reason: `score is ${answer.score}, not a finite number` };
  const { steps = 0 } = answer;
  if (!Number.isSafeInteger(steps) || steps < 0) {
    return { status: 'error', reason: `[KAIZEN_EVALUATOR_FAILED] the evaluator reported ${steps} steps` };
  }
  const numbers = [...(answer.instances ?? []), ...(answer.descriptors ?? [])];
  if (!numbers.every(Number.isFinite)) {
    return { status: 'invalid', reason: 'an instance score or a descriptor is not a finite number' };
  }
  return null;
}

/**
 * A candidate that stands beside its evaluator can take descriptors away or add some; no grid has a place for it. The score
 * stage has to report all of them, the others none or all.
 */
function gridDefectOf(
  { descriptors = [], stages = [] }: Partial<Pick<Task, 'descriptors' | 'stages'>>,
  { name }: Pick<Stage, 'name'>,
  answer: Measurement,
): { status: 'invalid'; reason: string } | null {
  const isScore = scoreStageOf({ stages })?.name === name;
  const count = answer.descriptors?.length;
  if (descriptors.length === 0 || count === descriptors.length || (count === undefined && !isScore)) return null;
  return { status: 'invalid', reason: `it has ${count ?? 0} descriptors, and the task ${descriptors.length}` };
}
