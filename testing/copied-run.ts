import type { Event } from '../src/core/event.ts';
import type { Program } from '../src/core/program.ts';
import { summarize } from '../src/engine/recorder.ts';
import { foldEvents } from '../src/engine/replay.ts';
import type { RunWriter, Workspace } from '../src/store/contract.ts';

/** All programs that a log refers to. */
function programsOf(source: Workspace, events: readonly Event[]): Program[] {
  const hashes = new Set<string>();
  for (const event of events) {
    if (event.type === 'run.created') for (const hash of event.spec.seeds) hashes.add(hash);
    if ('proposal' in event && 'program' in event.proposal) hashes.add(event.proposal.program);
  }
  return [...hashes].map((hash) => source.program(hash));
}

/** Writes the first `count` of these events as a new run. The rest may follow by `append`, as if the run went on. */
export function copyRun(
  source: Workspace,
  target: Workspace,
  events: readonly Event[],
  count = events.length,
): { readonly writer: RunWriter; readonly append: () => void } {
  const programs = programsOf(source, events);
  const summary = summarize(foldEvents(events.slice(0, count)));
  const writer = target.createRun({ events: events.slice(0, count), programs, summary });
  return {
    writer,
    append: () => writer.append({ events: events.slice(count), programs: [], summary: summarize(foldEvents(events)) }),
  };
}
