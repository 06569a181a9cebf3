import type { Command } from 'commander';
import { systemClock } from '../../base/clock.ts';
import { KaizenError } from '../../base/errors.ts';
import type { Task } from '../../core/task.ts';
import { verifyRun } from '../../engine/verify.ts';
import type { RunRow, Workspace } from '../../store/contract.ts';
import { type CommonOptions, print, withWorkspace } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { addSandboxOption, type SandboxOption } from '../machine-options.ts';
import { formatCount } from '../render/format.ts';
import { loadTaskOf } from '../task-source.ts';

export function addVerifyCommand(program: Command): void {
  addSandboxOption(
    program
      .command('verify')
      .description('refold a run, check its ledger and hashes, and score its best program again in a fresh sandbox')
      .argument('[run]', 'run number, or latest', 'latest'),
  )
    .option('--task <folder>', 'where the task is now, when it was run from a folder')
    .addHelpText('after', '\nExample:\n  kaizen verify r0003')
    .action(async (name: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<CommonOptions & SandboxOption & { task?: string }>();
      await withWorkspace(options, async (workspace) => {
        const run = workspace.run(name);
        const task = await taskOf(workspace, run, options.task);
        const machine = { workers: 1, sandbox: options.sandbox, clock: systemClock };
        const report = await verifyRun(workspace, run.id, task, machine);
        if (report.findings.length > 0) process.exitCode = EXIT.unverified;
        print(options, report, () => {
          const scores = report.rescored.map(
            ({ stage, recorded, again }) =>
              `  ${again === recorded ? 'same' : 'DIFFERS'}  ${stage}: ${recorded} → ${again ?? 'failed'}`,
          );
          const findings = report.findings.map(({ code, message }) => `  [${code}] ${message}`);
          return [
            `${report.run}: ${formatCount(report.events)} events, log hash ${run.logHash}`,
            'best program, scored again in a fresh sandbox:',
            ...(scores.length > 0 ? scores : ['  (nothing to score)']),
            findings.length === 0 ? 'everything holds' : 'what does not hold, or could not be checked:',
            ...findings,
          ].join('\n');
        });
      });
    });
}

/** The rounds of a lab's coevolution, and tasks made in code, are in no folder: their logs can be checked all the same. */
async function taskOf(workspace: Workspace, run: RunRow, folder: string | undefined): Promise<Task | null> {
  try {
    return (await loadTaskOf(workspace, run, folder)).task;
  } catch (error) {
    if (folder === undefined && error instanceof KaizenError && error.code === 'KAIZEN_TASK_NOT_FOUND') return null;
    throw error;
  }
}
