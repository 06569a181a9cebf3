import { KaizenError } from '../base/errors.ts';

/** Every arm is measured against the seed program, so there has to be something to measure. */
export function seedFailed(task: string, got: string): KaizenError {
  return new KaizenError('KAIZEN_STUDY_SEED_FAILED', `the seed program of task '${task}' fails on held-out data`, {
    wanted: 'a seed program that every arm can be measured against',
    got,
    next: 'repair the seed program or the held-out data and make the study anew, or leave the task out',
  });
}
