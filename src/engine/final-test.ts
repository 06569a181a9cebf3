import type { CandidateId, Member } from '../core/candidate.ts';
import { costOf } from '../core/cost.ts';
import type { EngineContext } from './engine-context.ts';
import { testProgram } from './test-program.ts';

/**
 * Scores the first seed program and the champion on the test split, each in a fresh sandbox process: the only scores
 * that a report may compare. Nothing of this flows back into the search. Unlike those of the search, these few results keep
 * their artifacts in the log: there they are part of its hash.
 */
export async function testFinalists({
  recorder,
  executor,
  task,
  desk,
  meter,
  programOf,
}: EngineContext): Promise<void> {
  const { state } = recorder;
  if (!task.splits.includes('test') || state.champion === null) return;
  const { noise } = state.spec;
  const done = new Set<CandidateId>(state.tested.map(({ candidate }) => candidate));
  for (const member of new Set([state.members.get(0) as Member | undefined, state.champion])) {
    if (member === undefined || done.has(member.id)) continue;
    const evaluator = desk?.evaluator(member.id, 'final', noise?.most ?? 1);
    const stage = { name: 'test', split: 'test' } as const;
    const options = { noise, fresh: true, asking: evaluator?.asking };
    const { result, evaluations, usage } = await testProgram(executor, programOf(member.program), stage, options);
    meter.addChildCpu(usage.cpuMs);
    recorder.emit({
      type: 'candidate.tested',
      candidate: member.id,
      split: 'test',
      result,
      ...(evaluator && { cost: costOf(evaluator.cost) }),
      measured: { ...meter.final(), evaluations, steps: usage.steps },
    });
  }
}
