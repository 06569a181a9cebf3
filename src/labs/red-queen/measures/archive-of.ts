import type { Member } from '../../../core/candidate.ts';
import { foldEvents } from '../../../engine/replay.ts';
import type { Workspace } from '../../../store/contract.ts';

/** The members that a run's archive holds at its end, in any order, each once. */
export function archiveOf(workspace: Workspace, run: string): Member[] {
  const { regions } = foldEvents(workspace.events(run));
  return [...new Set(regions.flatMap(({ members }) => [...members]))];
}
