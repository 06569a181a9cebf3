import { KaizenError, messageOf } from '../base/errors.ts';
import { COST_UNITS, type CostUnit, MEASURED_UNITS } from '../core/cost.ts';
import type { EventType } from '../core/event.ts';
import { createProgram } from '../core/program.ts';
import type { CandidateRow, RunRow, RunSummary, Workspace } from './contract.ts';
import { decodeEvent } from './event-codec.ts';
import { type Finding, findingOf } from './finding.ts';
import { EMPTY_LOG_HASH, extendHash } from './hash-chain.ts';
import { LogFold } from './log-fold.ts';

/**
 * Checks a run against itself: the hash chain over the stored text, gaps, the content of every program that is referred
 * to, and the read models against what the events lead to. Empty means all is well. Works on one state of the database,
 * so a run may be verified while it is written.
 */
export function verifyLog(workspace: Workspace, id: string): Finding[] {
  return workspace.snapshot(() => {
    const run = workspace.run(id);
    const findings: Finding[] = [];
    const fold = new LogFold();
    readLog(workspace, run, fold, findings);
    checkPrograms(workspace, fold, findings);
    checkRun(run, fold.summary(), findings);
    checkCandidates(workspace.candidates(run.id), fold, findings);
    return findings;
  });
}

function readLog(workspace: Workspace, run: RunRow, fold: LogFold, findings: Finding[]): void {
  let logHash = EMPTY_LOG_HASH;
  let expected = 1;
  for (const stored of workspace.storedEvents(run.id)) {
    const { sequence } = stored;
    if (sequence !== expected) {
      findings.push({
        code: 'KAIZEN_EVENTS_MISSING',
        message: `events ${expected} to ${sequence - 1} are missing`,
        sequence,
      });
    }
    expected = sequence + 1;
    logHash = extendHash(logHash, { ...stored, type: stored.type as EventType });
    try {
      fold.add(decodeEvent(stored), sequence);
    } catch (error) {
      const message = error instanceof KaizenError ? findingOf(error).message : messageOf(error);
      findings.push({ code: 'KAIZEN_EVENT_UNREADABLE', message, sequence });
    }
  }
  if (expected - 1 !== run.lastSequence) {
    const message = `the log ends at event ${expected - 1}, but ${run.lastSequence} were acknowledged`;
    findings.push({ code: 'KAIZEN_EVENTS_MISSING', message, sequence: expected - 1 });
  }
  if (logHash !== run.logHash) {
    const message = `the events hash to ${logHash}, but ${run.logHash} was recorded: a semantic event was changed`;
    findings.push({ code: 'KAIZEN_LOG_CHANGED', message });
  }
}

function checkPrograms(workspace: Workspace, fold: LogFold, findings: Finding[]): void {
  for (const [hash, sequence] of fold.programs) {
    try {
      const content = createProgram(workspace.program(hash)).hash;
      if (content === hash) continue;
      findings.push({
        code: 'KAIZEN_PROGRAM_CHANGED',
        message: `program ${hash} holds the text of ${content}`,
        sequence,
      });
    } catch (error) {
      const code = error instanceof KaizenError ? error.code : undefined;
      if (code === 'KAIZEN_PROGRAM_NOT_FOUND') {
        findings.push({ code: 'KAIZEN_PROGRAM_NOT_FOUND', message: `program ${hash} is not stored`, sequence });
      } else if (code === 'KAIZEN_LOG_INCOMPATIBLE') {
        findings.push({ code: 'KAIZEN_PROGRAM_CHANGED', message: `program ${hash} cannot be read`, sequence });
      } else {
        throw error;
      }
    }
  }
}

function checkRun(run: RunRow, summary: RunSummary, findings: Finding[]): void {
  for (const name of SUMMARY_FIELDS) {
    if (run[name] === summary[name]) continue;
    const message = `the run's ${name} is ${run[name]}, the events give ${summary[name]}`;
    findings.push({ code: 'KAIZEN_SUMMARY_WRONG', message });
  }
  for (const unit of COST_UNITS) {
    if (isSameCost(unit, run.cost[unit], summary.cost[unit])) continue;
    const message = `the run's ${unit} is ${run.cost[unit]}, the events sum to ${summary.cost[unit]}`;
    findings.push({ code: 'KAIZEN_COST_WRONG', message });
  }
}

const SUMMARY_FIELDS = [
  'status',
  'reason',
  'committed',
  'bestCandidate',
  'trainScore',
  'championCandidate',
  'validationScore',
] as const satisfies readonly (keyof RunSummary)[];

/** Exact units are exact; sums of measured times may differ by rounding. */
function isSameCost(unit: CostUnit, a: number, b: number): boolean {
  return MEASURED_UNITS.includes(unit) ? Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(a), Math.abs(b)) : a === b;
}

function checkCandidates(rows: readonly CandidateRow[], fold: LogFold, findings: Finding[]): void {
  const left = new Set(fold.rows.keys());
  for (const row of rows) {
    left.delete(row.slot);
    const difference = differenceOf(row, fold.rows.get(row.slot));
    if (difference === null) continue;
    findings.push({ code: 'KAIZEN_CANDIDATE_WRONG', message: `candidate ${row.slot}: ${difference}` });
  }
  for (const slot of left) findings.push({ code: 'KAIZEN_CANDIDATE_WRONG', message: `candidate ${slot} has no row` });
}

function differenceOf(row: CandidateRow, expected: CandidateRow | undefined): string | null {
  if (expected === undefined) return 'no event opened it';
  for (const name of Object.keys(row) as (keyof CandidateRow)[]) {
    if (row[name] !== expected[name]) return `${name} is ${row[name]}, the events give ${expected[name]}`;
  }
  return null;
}
