import { KaizenError } from '../base/errors.ts';
import type { Noise } from '../core/noise.ts';
import type { Stage } from '../core/task.ts';

/**
 * The stages of a noisy task: each is repeated as the task says, unless it says otherwise itself. Throws
 * KAIZEN_TASK_MANIFEST_INVALID where stages have repeats but the task no noise, or `most` is below `least`.
 */
export function withRepeats(stages: readonly Stage[], noise: Noise | undefined): Stage[] {
  return stages.map((stage) => {
    const { repeats } = stage;
    if (noise === undefined) {
      if (repeats === undefined) return stage;
      throw invalid(`stage '${stage.name}' has repeats, but the task has no noise`, 'noise: {least, most}');
    }
    const { least, most } = repeats ?? noise;
    for (const value of [least, most]) {
      if (!Number.isSafeInteger(value) || value < 1) throw invalid(`${value} repeats`, 'whole numbers of at least 1');
    }
    if (most < least) throw invalid(`at least ${least} and at most ${most} repeats`, 'most of at least least');
    return { ...stage, repeats: { least, most } };
  });
}

function invalid(got: string, wanted: string): KaizenError {
  return new KaizenError('KAIZEN_TASK_MANIFEST_INVALID', 'The repeats of a noisy task make no sense.', {
    wanted,
    got,
    next: 'Say in the task\'s noise how often a candidate is evaluated, for example {"least": 2, "most": 8, "draws": "own"}.',
  });
}
