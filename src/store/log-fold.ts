import { addCost, type Cost, ZERO_COST } from '../core/cost.ts';
import type { Event, Measured } from '../core/event.ts';
import { estimateColumns, openedRow, proposedColumns, slotEnd, storable, testScoreOf } from './candidate-rows.ts';
import type { CandidateRow, RunStatus, RunSummary } from './contract.ts';

/** The read models that events lead to, made apart from the tables so that the tables can be checked against it. */
export class LogFold {
  readonly rows = new Map<number, CandidateRow>();
  /** Every program that an event refers to, and the first sequence that does. */
  readonly programs = new Map<string, number>();
  #scoreStage = '';
  #hasValidation = false;
  #status: RunStatus = 'running';
  #reason: string | null = null;
  #committed = 0;
  #best: number | null = null;
  #champion: number | null = null;
  #cost: Cost = ZERO_COST;

  add(event: Event, sequence: number): void {
    if ('cost' in event) this.#cost = addCost(this.#cost, event.cost);
    if ('measured' in event) this.#cost = addCost(this.#cost, timeOf(event.measured));
    switch (event.type) {
      case 'run.created':
        this.#scoreStage = event.spec.task.scoreStage;
        this.#hasValidation = event.spec.task.hasValidation;
        for (const hash of event.spec.seeds) this.#refer(hash, sequence);
        if (event.spec.experience !== undefined) {
          this.#refer(event.spec.experience.hash, sequence);
          this.#cost = addCost(this.#cost, event.spec.experience.charged);
        }
        return;
      case 'run.started':
        this.#status = 'running';
        this.#reason = null;
        return;
      case 'run.paused':
      case 'run.finished':
        this.#status = event.type === 'run.paused' ? 'paused' : 'finished';
        this.#reason = storable(event.reason);
        return;
      case 'slot.opened':
        if (event.phase !== 'reflect') this.rows.set(event.slot, openedRow(event));
        if ('program' in event.proposal) this.#refer(event.proposal.program, sequence);
        return;
      case 'candidate.proposed':
        this.#change(event.slot, proposedColumns(event));
        if ('program' in event.proposal) this.#refer(event.proposal.program, sequence);
        return;
      case 'slot.reflected':
        this.#committed += 1;
        return;
      case 'candidate.rejected':
      case 'candidate.evaluated': {
        const end = slotEnd(event, this.#scoreStage);
        this.#committed += 1;
        this.#change(event.slot, end);
        if (end.isBest) this.#best = event.slot;
        if (end.isChampion) this.#champion = event.slot;
        return;
      }
      case 'candidate.remeasured':
      case 'champion.chosen': {
        this.#change(event.candidate, estimateColumns(event));
        if (event.type === 'champion.chosen') this.#champion = event.candidate;
        const best = event.type === 'champion.chosen' ? event.candidate : event.outcome?.best;
        if (best === undefined || (event.type === 'champion.chosen' && event.split === 'validation')) return;
        this.#best = best;
        if (!this.#hasValidation) this.#champion = best;
        return;
      }
      case 'run.steered':
        if (event.order.kind === 'inject') this.#refer(event.order.program, sequence);
        if (event.standing === undefined) return;
        this.#best = event.standing.best.id;
        this.#champion = event.standing.champion.id;
        return;
      case 'candidate.tested': {
        const testScore = testScoreOf(event);
        if (testScore !== null) this.#change(event.candidate, { testScore });
        return;
      }
      default:
        return;
    }
  }

  summary(): RunSummary {
    const scoreOf = (slot: number | null): CandidateRow | undefined =>
      slot === null ? undefined : this.rows.get(slot);
    return {
      status: this.#status,
      reason: this.#reason,
      committed: this.#committed,
      bestCandidate: this.#best,
      trainScore: scoreOf(this.#best)?.trainScore ?? null,
      championCandidate: this.#champion,
      validationScore: this.#hasValidation ? (scoreOf(this.#champion)?.validationScore ?? null) : null,
      cost: this.#cost,
    };
  }

  #refer(hash: string, sequence: number): void {
    if (!this.programs.has(hash)) this.programs.set(hash, sequence);
  }

  #change(slot: number, change: Partial<CandidateRow>): void {
    const row = this.rows.get(slot);
    if (row !== undefined) this.rows.set(slot, { ...row, ...change });
  }
}

function timeOf({ cpuMs, wallMs }: Measured): Cost {
  return { ...ZERO_COST, cpuMs, wallMs };
}
