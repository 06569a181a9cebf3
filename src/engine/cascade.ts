import { type CandidateId, isBetter } from '../core/candidate.ts';
import { type Direction, meritOf, type StageResult } from '../core/evaluation.ts';
import type { Thresholds } from '../core/event.ts';
import type { Program } from '../core/program.ts';
import { behaviourOf } from '../core/reduce.ts';
import type { Stage } from '../core/task.ts';
import type { SandboxUsage } from '../sandbox/contract.ts';
import type { Executor } from './executor.ts';

export interface CascadeInput {
  readonly program: Program;
  readonly size: number;
  readonly stages: readonly Stage[];
  readonly direction: Direction;
  readonly thresholds: Thresholds;
  /** The candidate that this slot knows to have behaved so before; null when there is none. */
  readonly twinOf: (behaviour: string) => CandidateId | null;
}

export interface CascadeOutcome {
  readonly results: readonly StageResult[];
  /** Set when the evaluation was cut short because another candidate behaves the same. */
  readonly twin: CandidateId | null;
  readonly usage: SandboxUsage;
}

/** Runs the stages in order until one fails, is not passed, or shows that the behaviour is already known. */
export async function runCascade(executor: Executor, input: CascadeInput): Promise<CascadeOutcome> {
  const session = executor.begin(input.program);
  const results: StageResult[] = [];
  let twin: CandidateId | null = null;
  try {
    for (const stage of input.stages) {
      const result = await session.evaluate(stage);
      results.push(result);
      if (result.status !== 'ok') break;
      if (results.length === 1) {
        const behaviour = behaviourOf(results);
        twin = behaviour === null ? null : input.twinOf(behaviour);
        if (twin !== null) break;
      }
      if (!passes(stage, meritOf(result.measurement.score, input.direction), input)) break;
    }
    return { results, twin, usage: session.usage };
  } finally {
    session.close();
  }
}

function passes(stage: Stage, merit: number, { thresholds, size }: CascadeInput): boolean {
  if (stage.pass === undefined) return true;
  if ('quantile' in stage.pass) return merit >= (thresholds.stages[stage.name] ?? Number.NEGATIVE_INFINITY);
  return thresholds.incumbent === null || isBetter({ merit, size }, thresholds.incumbent);
}
