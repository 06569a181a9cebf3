import type { Json } from '../base/json.ts';
import type { InvalidAnswer, Measurement } from '../core/evaluation.ts';

/**
 * What a command said, as a measurement: `{"score", "metrics"?, "privateMetrics"?, "descriptors"?, "instances"?,
 * "feedback"?, "artifacts"?, "behaviour"?}` or `{"invalid", "feedback"?}`. Members of a wrong kind make it invalid, and the
 * reason names the member. Whether the score is finite is checked where all evaluators are.
 */
export function measurementOf(answer: unknown): Measurement | InvalidAnswer {
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) {
    return { invalid: `[KAIZEN_METRIC_INVALID] the evaluator said ${show(answer)}, not {"score": a number}` };
  }
  const given = answer as Record<string, unknown>;
  const feedback = typeof given.feedback === 'string' ? { feedback: given.feedback } : {};
  if (typeof given.invalid === 'string') return { invalid: given.invalid, ...feedback };
  if (typeof given.score !== 'number') {
    return { invalid: `[KAIZEN_METRIC_INVALID] score is ${show(given.score)}, not a number`, ...feedback };
  }
  for (const name of ['metrics', 'privateMetrics'] as const) {
    if (given[name] !== undefined && !isNumberRecord(given[name]))
      return wrong(name, 'an object of numbers', given[name]);
  }
  for (const name of ['descriptors', 'instances'] as const) {
    if (given[name] !== undefined && !isNumberList(given[name])) return wrong(name, 'a list of numbers', given[name]);
  }
  return {
    score: given.score,
    ...feedback,
    ...(given.metrics !== undefined && { metrics: finite(given.metrics) }),
    ...(given.privateMetrics !== undefined && { privateMetrics: finite(given.privateMetrics) }),
    ...(given.descriptors !== undefined && { descriptors: given.descriptors as number[] }),
    ...(given.instances !== undefined && { instances: given.instances as number[] }),
    ...(typeof given.behaviour === 'string' && { behaviour: given.behaviour }),
    ...(isRecord(given.artifacts) && { artifacts: given.artifacts as Record<string, Json> }),
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A metric without a value is left out; the score is what must be finite. */
function finite(value: unknown): Record<string, number> {
  return Object.fromEntries(
    Object.entries(value as Record<string, number>).filter(([, item]) => Number.isFinite(item)),
  );
}

function isNumberRecord(value: unknown): boolean {
  return isRecord(value) && Object.values(value).every((item) => typeof item === 'number');
}

function isNumberList(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'number');
}

function wrong(name: string, wanted: string, got: unknown): InvalidAnswer {
  return { invalid: `[KAIZEN_METRIC_INVALID] ${name} is ${show(got)}, not ${wanted}` };
}

function show(value: unknown): string {
  return (JSON.stringify(value) ?? 'nothing').slice(0, 200);
}
