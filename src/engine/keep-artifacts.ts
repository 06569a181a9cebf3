import type { StageResult } from '../core/evaluation.ts';
import type { SlotEnd } from '../core/event.ts';
import type { Recorder } from './recorder.ts';

/**
 * Takes artifacts (pictures, packings) out of the event, so that the log stays small, and keeps those of candidates that
 * became best or champion beside it.
 */
export function keepArtifacts(recorder: Recorder, event: SlotEnd): SlotEnd {
  if (event.type === 'candidate.rejected') return event;
  const isWorthKeeping = event.isBest || event.isChampion;
  const results = event.results.map((result): StageResult => {
    if (result.status !== 'ok' || result.measurement.artifacts === undefined) return result;
    const { artifacts, ...measurement } = result.measurement;
    if (isWorthKeeping) {
      for (const [name, value] of Object.entries(artifacts)) {
        recorder.keepArtifact(event.slot, `${result.stage}/${name}`, value);
      }
    }
    return { ...result, measurement };
  });
  return { ...event, results };
}
