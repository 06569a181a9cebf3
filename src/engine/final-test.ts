import type { CandidateId, Member } from '../core/candidate.ts';
import { costOf } from '../core/cost.ts';
import type { StageResult } from '../core/evaluation.ts';
import type { EngineContext } from './engine-context.ts';
import type { AskingOptions } from './models/named-models.ts';
import { repeatStage } from './repeat-stage.ts';

/**
 * Scores the first seed program and the champion on the test split, each in a fresh sandbox process: the only scores
 * that a report may compare. Nothing of this flows back into the search.
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
  const done = new Set<CandidateId>(state.tested.map(({ candidate }) => candidate));
  for (const member of new Set([state.members.get(0) as Member | undefined, state.champion])) {
    if (member === undefined || done.has(member.id)) continue;
    const evaluator = desk?.evaluator(member.id, 'final', state.spec.noise?.most ?? 1);
    const result = await testOne(member, evaluator?.asking);
    recorder.emit({
      type: 'candidate.tested',
      candidate: member.id,
      split: 'test',
      result,
      ...(evaluator && { cost: costOf(evaluator.cost) }),
      measured: meter.final(),
    });
  }

  async function testOne({ program: hash }: Member, asking: AskingOptions | undefined): Promise<StageResult> {
    const stage = { name: 'test', split: 'test' } as const;
    const program = programOf(hash);
    const { noise } = state.spec;
    if (noise !== undefined) {
      const options = { draws: noise.draws, first: 0, count: noise.most, fresh: true, asking };
      const { result, usage } = await repeatStage(executor, program, stage, options);
      meter.addChildCpu(usage.cpuMs);
      return result;
    }
    const session = executor.begin(program, { fresh: true, ...asking });
    const result = await session.evaluate(stage);
    session.close();
    meter.addChildCpu(session.usage.cpuMs);
    return result;
  }
}
