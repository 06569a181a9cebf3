import type { Command } from 'commander';
import { Option } from 'commander';
import { KaizenError } from '../../base/errors.ts';
import type { Budget } from '../../core/cost.ts';
import type { Program } from '../../core/program.ts';
import type { StopRules } from '../../core/run-spec.ts';
import { createSpec } from '../../engine/create-spec.ts';
import { PRESET_NAMES } from '../../engine/presets.ts';
import { startRun } from '../../engine/run.ts';
import type { Workspace } from '../../store/contract.ts';
import { findTask } from '../../tasks/find-task.ts';
import { loadTask } from '../../tasks/load-task.ts';
import { readPopulation } from '../../tasks/population/read-population.ts';
import { addBudgetOptions, type BudgetOptions, budgetOf } from '../budget-options.ts';
import { print, withWorkspace } from '../context.ts';
import { readExperiences } from '../experience-files.ts';
import { addModelChoice, type ModelChoice, modelRequestOf } from '../model-options.ts';
import { parseCount, parseInteger, parseNumber, parsePositive } from '../parse-amount.ts';
import { requireProgram } from '../require-program.ts';
import { parseRunReference, type RunReference } from '../run-reference.ts';
import { taskSource, taskSourceOf } from '../task-source.ts';
import { addWorkOptions, type WorkOptions, workOnRun } from '../work-on-run.ts';

interface RunOptions extends WorkOptions, ModelChoice, BudgetOptions {
  readonly seed: number;
  readonly preset: string;
  readonly lag?: number;
  readonly commit: 'in-order' | 'arrival';
  readonly from?: RunReference;
  readonly seedsFrom?: string;
  readonly seedsLimit: number;
  readonly experience?: readonly [string, ...string[]];
  readonly experienceUses?: number;
  readonly dryRun?: boolean;
  readonly simplify: boolean;
  readonly target?: number;
  readonly patience?: number;
}

/** Without any limit a run takes this long: enough to see something happen. */
const DEFAULT_WALL_MS = 120_000;

export function addRunCommand(program: Command): void {
  const command = program
    .command('run')
    .description('search for a better program')
    .argument('[task]', 'a built-in task (see `kaizen tasks`) or a task folder; with --from, the task of that run');
  addBudgetOptions(addModelChoice(addWorkOptions(command)), 'budget')
    .option('--seed <n>', 'seed of all randomness; the same seed gives the same log', parseInteger, 1)
    .addOption(new Option('--preset <name>', 'configuration of the search').choices(PRESET_NAMES).default('evolution'))
    .option(
      '--from <run[:candidate]>',
      'start from the best program, or a candidate, of another run',
      parseRunReference,
    )
    .option('--seeds-from <path>', 'more seed programs: a run of ShinkaEvolve or OpenEvolve, a folder, or a file')
    .option('--seeds-limit <n>', 'seed programs to take from there, best first', parsePositive, 16)
    .option(
      '--experience <file>',
      'what earlier runs left (see `kaizen experience`), charged to the budget; may be given several times',
      (file: string, files: readonly string[] = []) => [...files, file],
    )
    .option('--experience-uses <n>', 'runs that share the cost of the experience (default: 1)', parsePositive)
    .option('--target <score>', 'stop once the best validation score is at least this good', parseNumber)
    .option('--patience <slots>', 'stop after this many slots without a better best', parseCount)
    .option('--lag <n>', 'slots open at a time; part of what the seed decides', parsePositive)
    .addOption(new Option('--commit <order>', 'how slots end').choices(['in-order', 'arrival']).default('in-order'))
    .option('--no-simplify', 'leave the best program as the search found it')
    .option('--dry-run', 'show what would be run, and stop')
    .addHelpText(
      'after',
      `
Without any budget a run takes ${DEFAULT_WALL_MS / 1000} s of wall time.

Examples:
  kaizen run online-bin-packing
  kaizen run circle-packing --cpu 5m --seed 3
  kaizen run ./my-task --evaluations 20k --preset hill-climb --json
  kaizen run --from latest --wall 5m
  kaizen run circle-packing --model openai/gpt-5-mini --usd 2
  kaizen run circle-packing --model qwen3@http://127.0.0.1:8000/v1 --record calls.jsonl
  kaizen run agent-scaffold --task-model openai/gpt-5-nano --usd 20
  kaizen run ./shinka-task --seeds-from ./shinka-task/results/programs.sqlite`,
    )
    .action(runCommand);
}

async function runCommand(taskName: string | undefined, _: unknown, command: Command): Promise<void> {
  const options = command.optsWithGlobals<RunOptions>();
  await withWorkspace(options, async (workspace) => {
    const fork = options.from === undefined ? null : findFork(workspace, options.from);
    const source = taskName === undefined ? fork?.taskSource : taskSource(taskName);
    if (source === undefined) {
      throw new KaizenError('KAIZEN_TASK_MISSING', 'which task?', {
        wanted: 'the name of a task, or a task folder',
        next: 'kaizen tasks lists the built-in ones; the main one is: kaizen run online-bin-packing',
      });
    }
    const task = await loadTask(findTask(source));
    const ownSeeds = fork === null ? task.seeds : [fork.program];
    const { seedsFrom, seedsLimit } = options;
    const moreSeeds =
      seedsFrom === undefined ? [] : readPopulation(seedsFrom, { ...task, seeds: ownSeeds }, seedsLimit);
    const seedPrograms = [...ownSeeds, ...moreSeeds];
    const experience = options.experience && readExperiences(options.experience);
    const models = modelRequestOf(options);
    const spec = createSpec({
      task,
      seedPrograms,
      budget: budgetOrDefault(options),
      seed: options.seed,
      preset: options.preset,
      stop: stopRulesOf(options),
      commit: options.commit,
      simplify: options.simplify,
      ...(options.lag !== undefined && { lag: options.lag }),
      ...(models && { models }),
      ...(experience && { experience }),
      ...(options.experienceUses !== undefined && { experienceUses: options.experienceUses }),
      ...(fork && { parent: { run: fork.run, candidate: fork.candidate } }),
    });
    if (options.dryRun) return print(options, spec, () => JSON.stringify(spec, null, 2));
    await workOnRun(workspace, task, source, options, (context) =>
      startRun(spec, seedPrograms, { ...context, ...(experience && { experience }) }),
    );
  });
}

function budgetOrDefault(options: RunOptions): Budget {
  const budget = budgetOf(options);
  return Object.keys(budget).length > 0 ? budget : { wallMs: DEFAULT_WALL_MS };
}

function stopRulesOf({ target, patience }: RunOptions): StopRules {
  return {
    ...(target !== undefined && { targetScore: target }),
    ...(patience !== undefined && { noImprovementSlots: patience }),
  };
}

interface Fork {
  readonly run: string;
  readonly candidate: number;
  readonly taskSource: string;
  readonly program: Program;
}

function findFork(workspace: Workspace, reference: RunReference): Fork {
  const run = workspace.run(reference.run);
  const candidate = reference.candidate ?? run.championCandidate ?? 0;
  const program = requireProgram(workspace, run.id, candidate);
  return { run: run.id, candidate, taskSource: taskSourceOf(workspace, run), program };
}
