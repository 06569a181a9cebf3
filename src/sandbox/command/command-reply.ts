import { messageOf } from '../../base/errors.ts';
import { CandidateFault } from '../contract.ts';
import { parseLooseJson } from './loose-json.ts';

const STATUSES = ['crash', 'invalid', 'timeout'] as const;
const SHOWN = 200;

/** A line of a candidate's process as an object. Throws CandidateFault. */
function objectIn(line: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = parseLooseJson(line);
  } catch (thrown) {
    throw new CandidateFault('invalid', `no JSON: ${messageOf(thrown)}: ${line.slice(0, SHOWN)}`);
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new CandidateFault('invalid', `an object was wanted, not ${line.slice(0, SHOWN)}`);
}

/**
 * The answers in a line `{"answers": […]}`, as many as there were argument lists; a line `{"fault": {"status", "reason"}}`
 * is the candidate's failure in its own words. Throws CandidateFault.
 */
export function answersIn(line: string, count: number): readonly unknown[] {
  const { answers, fault } = objectIn(line);
  if (typeof fault === 'object' && fault !== null) {
    const { status, reason } = fault as Record<string, unknown>;
    const known = STATUSES.find((name) => name === status) ?? 'crash';
    throw new CandidateFault(known, typeof reason === 'string' ? reason.slice(0, 2_000) : 'it says that it failed');
  }
  if (Array.isArray(answers) && answers.length === count) return answers;
  throw new CandidateFault('invalid', `{"answers": [${count} of them]} was wanted, not ${line.slice(0, SHOWN)}`);
}
