import type { CandidateId, Member } from '../../core/candidate.ts';
import type { StageResult } from '../../core/evaluation.ts';
import type { Event } from '../../core/event.ts';
import type { ShownCandidate } from '../../core/model-operator.ts';
import type { Program } from '../../core/program.ts';

/** Where a slot's own events and its program come from. */
export interface CandidateSource {
  readonly eventsOfSlot: (slot: CandidateId) => readonly Event[];
  readonly programOf: (hash: string) => Program;
}

/** A candidate as a model may see it; null when it has no program. */
export function showCandidate(
  source: CandidateSource,
  id: CandidateId,
  member: Member | null,
  neighbours: readonly Member[],
): ShownCandidate | null {
  let program: string | null = null;
  let note = {};
  let results: readonly StageResult[] = [];
  for (const event of source.eventsOfSlot(id)) {
    if ((event.type === 'slot.opened' || event.type === 'candidate.proposed') && 'program' in event.proposal) {
      program = event.proposal.program;
      note = event.proposal.note;
    }
    if (event.type === 'candidate.evaluated') results = event.results;
  }
  if (program === null) return null;
  const better = member === null ? null : neighbours.filter(({ merit }) => merit > member.merit).length;
  return {
    id,
    program: source.programOf(program),
    member,
    results: results.filter(({ split }) => split === 'train').map(withoutPrivateMetrics),
    rank: better === null ? null : better + 1,
    note,
  };
}

function withoutPrivateMetrics(result: StageResult): StageResult {
  if (result.status !== 'ok') return result;
  const { privateMetrics: _, ...measurement } = result.measurement;
  return { ...result, measurement };
}
