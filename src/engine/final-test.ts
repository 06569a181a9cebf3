import type { CandidateId, Member } from '../core/candidate.ts';
import type { EngineContext } from './engine.ts';

/**
 * Scores the first seed program and the champion on the test split, each in a fresh sandbox process: the only scores
 * that a report may compare. Nothing of this flows back into the search.
 */
export async function testFinalists({ recorder, executor, task, meter, programOf }: EngineContext): Promise<void> {
  const { state } = recorder;
  if (!task.splits.includes('test') || state.champion === null) return;
  const done = new Set<CandidateId>(state.tested.map(({ candidate }) => candidate));
  for (const member of new Set([state.members.get(0) as Member | undefined, state.champion])) {
    if (member === undefined || done.has(member.id)) continue;
    const session = executor.begin(programOf(member.program), { fresh: true });
    const result = await session.evaluate({ name: 'test', split: 'test' });
    session.close();
    meter.addChildCpu(session.usage.cpuMs);
    recorder.emit({
      type: 'candidate.tested',
      candidate: member.id,
      split: 'test',
      result,
      measured: meter.final(),
    });
  }
}
