import type { CandidateId, Member } from '../../../core/candidate.ts';
import type { CandidateRow, Workspace } from '../../../store/contract.ts';

/** A candidate that a champion comes from. */
export interface Ancestor {
  readonly run: string;
  readonly candidate: CandidateRow;
}

/**
 * The line from a champion back to the first program that it comes from, the champion first: parent by parent within a
 * run, and from a program that a round was started with to the candidate of an earlier round that left it behind.
 * Mates, which gave material only, are not followed.
 *
 * @param runs of one coevolution, in the order of their rounds; the champion is that of the last one
 * @param archiveOf what a run's archive holds at its end
 */
export function ancestryOf(
  workspace: Workspace,
  runs: readonly string[],
  archiveOf: (run: string) => readonly Member[],
): Ancestor[] {
  const line: Ancestor[] = [];
  let earlier = runs.length - 1;
  let at = championAt(workspace, runs[earlier]);
  while (at !== null) {
    line.push(at);
    const { run, candidate } = at;
    if (candidate.parent !== null) {
      at = { run, candidate: workspace.candidate(run, candidate.parent) };
      continue;
    }
    at = null;
    while (at === null && earlier > 0) {
      earlier -= 1;
      const before = runs[earlier] as string;
      at = ownerOf(workspace, before, candidate.program, archiveOf);
    }
  }
  return line;
}

function championAt(workspace: Workspace, run: string | undefined): Ancestor | null {
  const id = run === undefined ? null : workspace.run(run).championCandidate;
  return id === null ? null : { run: run as string, candidate: workspace.candidate(run as string, id) };
}

/** The candidate with that program which a round left behind: its champion, or a member of its archive. */
function ownerOf(
  workspace: Workspace,
  run: string,
  program: string | null,
  archiveOf: (run: string) => readonly Member[],
): Ancestor | null {
  const champion = championAt(workspace, run);
  if (champion?.candidate.program === program) return champion;
  const id: CandidateId | undefined = archiveOf(run).find((member) => member.program === program)?.id;
  return id === undefined ? null : { run, candidate: workspace.candidate(run, id) };
}
