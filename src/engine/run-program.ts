import type { Cost } from '../core/cost.ts';
import { type CascadeInput, type CascadeOutcome, runCascade } from './cascade.ts';
import type { Executor } from './executor.ts';
import type { Meter } from './meter.ts';

export interface ProgramOutcome extends Pick<CascadeOutcome, 'results' | 'twin'> {
  /** All that it took, calls of models apart. */
  readonly cost: Pick<Cost, 'evaluations' | 'steps'>;
}

/** Sends a program through a cascade and counts what that took: a slot's candidate, or what an operator tries out. */
export async function runProgram(
  { executor, meter }: { readonly executor: Executor; readonly meter: Meter },
  input: CascadeInput,
): Promise<ProgramOutcome> {
  const { results, twin, evaluations, usage } = await runCascade(executor, input);
  meter.addChildCpu(usage.cpuMs);
  return { results, twin, cost: { evaluations, steps: usage.steps } };
}
