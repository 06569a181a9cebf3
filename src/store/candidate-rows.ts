import type { Event } from '../core/event.ts';
import type { CandidateRow } from './contract.ts';

type EventOf<T extends Event['type']> = Extract<Event, { type: T }>;

/** What the end of a slot writes into its row. */
export type CandidateEnd = Pick<
  CandidateRow,
  'state' | 'reason' | 'trainScore' | 'validationScore' | 'steps' | 'isBest' | 'isChampion'
>;

/** The row of a slot that was just opened. */
export function openedRow(event: EventOf<'slot.opened'>): CandidateRow {
  const { slot, operator, island } = event;
  return {
    slot,
    operator: storable(operator),
    island,
    ...proposedColumns(event),
    state: 'open',
    reason: null,
    trainScore: null,
    validationScore: null,
    testScore: null,
    steps: 0,
    isBest: false,
    isChampion: false,
  };
}

/** What a proposal says of its candidate; nothing yet where a model is still asked. */
export function proposedColumns({
  parents,
  proposal,
}: EventOf<'slot.opened' | 'candidate.proposed'>): Pick<CandidateRow, 'program' | 'parent' | 'generation' | 'size'> {
  const proposed = 'program' in proposal ? proposal : null;
  return {
    program: proposed?.program ?? null,
    parent: parents.find(({ role }) => role === 'parent')?.id ?? null,
    generation: proposed?.generation ?? null,
    size: proposed?.size ?? null,
  };
}

/**
 * What the end of a slot writes into its row. Scores of different stages cannot be compared, so `trainScore` comes from
 * the task's score stage only, and `validationScore` from the first validation stage, as `reduce` has it.
 */
export function slotEnd(
  event: EventOf<'candidate.rejected'> | EventOf<'candidate.evaluated'>,
  scoreStage: string,
): CandidateEnd {
  const { steps } = event.cost;
  if (event.type === 'candidate.rejected') {
    const reason = storable(event.reason);
    return {
      state: 'rejected',
      reason,
      trainScore: null,
      validationScore: null,
      steps,
      isBest: false,
      isChampion: false,
    };
  }
  const { results, isBest, isChampion, estimate } = event;
  let trainScore: number | null = null;
  let validationScore: number | null = null;
  for (const result of results) {
    if (result.status !== 'ok') continue;
    if (result.stage === scoreStage) trainScore = storableScore(estimate ?? result.measurement.score);
    else if (result.split === 'validation') validationScore ??= storableScore(result.measurement.score);
  }
  const last = results.at(-1);
  const isScreened = last === undefined || (last.status === 'ok' && trainScore === null);
  return {
    state: isScreened ? 'screened' : last.status,
    reason: last === undefined || last.status === 'ok' ? null : storable(last.reason),
    trainScore,
    validationScore,
    steps,
    isBest,
    isChampion,
  };
}

/** What the row of a noisy task's candidate holds after fresh repeats: only what changes. */
export function estimateColumns(
  event: EventOf<'candidate.remeasured'> | EventOf<'champion.chosen'>,
): Pick<Partial<CandidateRow>, 'trainScore' | 'validationScore'> {
  if (event.type === 'candidate.remeasured') {
    return event.outcome === undefined ? {} : { trainScore: storableScore(event.outcome.estimate) };
  }
  const score = storableScore(event.estimate);
  return event.split === 'validation' ? { validationScore: score } : { trainScore: score };
}

/** The score of a final test, for the row; null when the event says nothing about the test split. */
export function testScoreOf(event: EventOf<'candidate.tested'>): number | null {
  const { split, result } = event;
  return split === 'test' && result.status === 'ok' ? storableScore(result.measurement.score) : null;
}

/** A column holds no half surrogate pairs; the event keeps them. */
export function storable(text: string): string {
  return text.toWellFormed();
}

/** A column holds neither NaN nor negative zero; the event does keep NaN. */
function storableScore(score: number): number | null {
  return Number.isNaN(score) ? null : score + 0;
}
