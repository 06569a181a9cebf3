import { KaizenError } from '../base/errors.ts';
import type { Program } from '../core/program.ts';
import type { Workspace } from '../store/contract.ts';

/** The program of a candidate; an error where its operator proposed none. */
export function requireProgram(workspace: Workspace, run: string, candidate: number): Program {
  const { program, reason } = workspace.candidate(run, candidate);
  if (program !== null) return workspace.program(program);
  throw new KaizenError('KAIZEN_CANDIDATE_NOT_FOUND', `candidate ${candidate} of ${run} has no program`, {
    got: `its proposal was rejected: ${reason ?? 'no reason given'}`,
    next: `kaizen show ${run} lists the candidates that improved`,
  });
}
