import type { Command } from 'commander';
import { systemClock } from '../../base/clock.ts';
import { KaizenError } from '../../base/errors.ts';
import type { CostUnit } from '../../core/cost.ts';
import type { Task } from '../../core/task.ts';
import { ARM_NAMES } from '../../study/built-in-arms.ts';
import { concludeStudy, type StudyReport } from '../../study/conclude.ts';
import { type Preflight, preflight } from '../../study/preflight.ts';
import { listStudies, openStudy, preregister, type StoredStudy } from '../../study/preregistration.ts';
import { readArm } from '../../study/read-arm.ts';
import { amount, reportTables } from '../../study/report/tables.ts';
import { writeReport } from '../../study/report/write-report.ts';
import { runStudy } from '../../study/run-study.ts';
import { requireSound, type StudySpec } from '../../study/study-spec.ts';
import { findTask } from '../../tasks/find-task.ts';
import { loadTask } from '../../tasks/load-task.ts';
import { type BudgetOptions, budgetOf } from '../budget-options.ts';
import { type CommonOptions, print, withWorkspace } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { createInterruptSignal } from '../interrupt-signal.ts';
import { addEvaluationOptions, type EvaluationOptions } from '../machine-options.ts';
import { parseCount, parseDuration, parsePositive } from '../parse-amount.ts';
import { formatDuration } from '../render/format.ts';
import { paint } from '../render/paint.ts';
import { writeScreen } from '../render/screen.ts';
import { table } from '../render/table.ts';
import { createStudyProgress } from '../study-progress.ts';
import { taskSource } from '../task-source.ts';
import { typedCommand } from '../typed-command.ts';

interface StudyOptions extends CommonOptions, EvaluationOptions, Pick<BudgetOptions, 'steps' | 'evaluations' | 'cpu'> {
  readonly arms: string;
  readonly baseline: string;
  readonly primary?: string;
  readonly seeds: number;
  readonly firstSeed: number;
  readonly lag: number;
  readonly resume?: string;
  readonly list?: boolean;
  readonly dryRun?: boolean;
  readonly preflight: boolean;
  readonly quiet?: boolean;
}

const SIGNIFICANCE = 0.05;
const LEVEL = 0.95;
const RESAMPLES = 10_000;

export function addStudyCommand(program: Command): void {
  addEvaluationOptions(
    program
      .command('study')
      .description(
        'compare arms at equal total cost: arms × seeds × tasks, with a rule that is stored before the first run',
      )
      .argument('[task...]', 'built-in tasks or task folders'),
  )
    .option('--arms <names>', 'arms, by commas: built-in names or JSON files', 'brute-force,evolution,compounding')
    .option('--baseline <arm>', 'arm that the others are compared with', 'brute-force')
    .option('--primary <arm>', 'arm of the verdict (default: the last one)')
    .option('--seeds <n>', 'paired seeds', parsePositive, 10)
    .option('--first-seed <n>', 'the first of them', parsePositive, 1)
    .option('--steps <n>', 'total cost of each run: steps of candidates, such as 20M', parseCount)
    .option('--evaluations <n>', 'or: candidates evaluated', parseCount)
    .option('--cpu <time>', 'or: CPU time', parseDuration)
    .option('--lag <n>', 'slots in flight in each run', parsePositive, 4)
    .option('--resume <study>', 'go on with a stored study, or make its report again')
    .option('--list', 'list the stored studies')
    .option('--dry-run', 'estimate the cost, check the headroom, and stop')
    .option('--no-preflight', 'begin without a probe of the tasks')
    .option('--quiet', 'no progress')
    .addHelpText(
      'after',
      `
Arms: ${ARM_NAMES.join(', ')}.

--workers is the number of runs at a time. A study that was stopped, or killed, goes on with the same command.

Examples:
  kaizen study online-bin-packing circle-packing --steps 10M
  kaizen study online-bin-packing --arms brute-force,hill-climb,my-arm.json --seeds 6 --evaluations 2k --dry-run
  kaizen study --resume latest`,
    )
    .action(studyCommand);
}

async function studyCommand(names: readonly string[], _: unknown, command: Command): Promise<void> {
  const options = command.optsWithGlobals<StudyOptions>();
  await withWorkspace(options, async (workspace) => {
    if (options.list) {
      const ids = listStudies(workspace.folder);
      return print(options, ids, () => (ids.length === 0 ? 'no studies here yet' : ids.join('\n')));
    }
    const isNew = options.resume === undefined;
    const given = options.resume === undefined ? await plan(names, options) : null;
    const stored = given === null ? openStudy(workspace.folder, options.resume as string) : null;
    const tasks = given?.tasks ?? (await loadTasks(stored as StoredStudy));
    const { sandbox, workers } = options;
    const spec = given?.spec ?? (stored as StoredStudy).spec;
    if (isNew && (options.preflight || options.dryRun)) {
      const check = await preflight(spec, { tasks, sandbox, workers, clock: systemClock });
      if (options.dryRun) return print(options, check, () => describe(check, spec));
      if (!options.quiet) writeScreen(`${describe(check, spec)}\n\n`, process.stderr);
    }
    const study = stored ?? preregister(workspace.folder, spec, given?.sources ?? {});
    const progress = createStudyProgress(study.id, options.quiet === true);
    const interrupt = createInterruptSignal();
    try {
      const status = await runStudy(study, {
        workspace,
        tasks,
        workers,
        sandbox,
        clock: systemClock,
        signal: interrupt.signal,
        onProgress: progress.update,
      });
      progress.end();
      if (status === 'paused') {
        process.exitCode = EXIT.paused;
        return print(
          options,
          { study: study.id, status },
          () => `paused; go on with: ${typedCommand(options)} study --resume ${study.id}`,
        );
      }
      const machine = { workers, sandbox, clock: systemClock };
      const report = await concludeStudy(study, { workspace, tasks, machine }, progress.measuring);
      progress.end();
      const files = await writeReport(report, study.folder);
      print(options, { ...report, files }, () => terminalReport(report, files));
    } finally {
      progress.end();
      interrupt.dispose();
    }
  });
}

interface Plan {
  readonly spec: StudySpec;
  readonly tasks: ReadonlyMap<string, Task>;
  readonly sources: Readonly<Record<string, string>>;
}

/** The study that the options describe, not stored yet. */
async function plan(names: readonly string[], options: StudyOptions): Promise<Plan> {
  if (names.length === 0) {
    throw new KaizenError('KAIZEN_TASK_MISSING', 'which tasks?', {
      wanted: 'names of tasks, or task folders',
      next: 'kaizen tasks lists the built-in ones',
    });
  }
  const tasks = new Map<string, Task>();
  const sources: Record<string, string> = {};
  for (const name of names) {
    const source = taskSource(name);
    const task = await loadTask(findTask(source));
    tasks.set(task.name, task);
    sources[task.name] = source;
  }
  const arms = options.arms.split(',').map((name) => readArm(name.trim()));
  const spec: StudySpec = {
    format: 1,
    tasks: [...tasks.values()].map(({ name, version }) => ({ name, version })),
    arms,
    seeds: Array.from({ length: options.seeds }, (_, index) => options.firstSeed + index),
    budget: budgetInOneUnit(options),
    lag: options.lag,
    rule: {
      baseline: options.baseline,
      primary: options.primary ?? arms.findLast(({ name }) => name !== options.baseline)?.name ?? '',
      significance: SIGNIFICANCE,
      level: LEVEL,
      resamples: RESAMPLES,
    },
  };
  requireSound(spec);
  return { spec, tasks, sources };
}

function budgetInOneUnit(options: StudyOptions): StudySpec['budget'] {
  const given = Object.entries(budgetOf(options)).map(([unit, amount]) => ({ unit: unit as CostUnit, amount }));
  const [budget] = given;
  if (budget !== undefined && given.length === 1) return budget;
  throw new KaizenError('KAIZEN_STUDY_INVALID', 'a study has a budget in one unit', {
    wanted: 'one of --steps, --evaluations, --cpu',
    got: given.length === 0 ? 'none' : given.map(({ unit }) => unit).join(' and '),
  });
}

async function loadTasks({ spec, sources }: StoredStudy): Promise<ReadonlyMap<string, Task>> {
  const tasks = new Map<string, Task>();
  for (const { name, version } of spec.tasks) {
    const task = await loadTask(findTask(sources[name] ?? name));
    if (task.version !== version) {
      throw new KaizenError('KAIZEN_TASK_CHANGED', `task '${name}' is not the one that the study began with`, {
        wanted: `version ${version.slice(0, 12)}`,
        got: `version ${task.version.slice(0, 12)}`,
        next: 'scores of different task versions cannot be compared: undo the change, or start a new study',
      });
    }
    tasks.set(name, task);
  }
  return tasks;
}

function describe(check: Preflight, { budget, seeds, arms, tasks }: StudySpec): string {
  const rows = check.probes.map(({ task, seedScore, bestKnown, scores, candidates, unitsPerCandidate }) => [
    task,
    seedScore === null ? '–' : String(seedScore),
    bestKnown === null ? '–' : String(bestKnown),
    `${scores} of ${candidates}`,
    amount(unitsPerCandidate),
  ]);
  const header = ['task', 'seed program', 'best known', 'different scores', `${budget.unit} per candidate`];
  const size = `${tasks.length} tasks × ${arms.length} arms × ${seeds.length} seeds: ${check.runs} runs, those to learn from included, `;
  const cost = `${amount(check.total)} ${budget.unit}, about ${formatDuration(check.cpuMs)} of CPU time, ${formatDuration(check.wallMs)} here`;
  const warnings = check.warnings.map((warning) => paint('red', `\nnote: ${warning}`)).join('');
  return `${table([header, ...rows], [1, 2, 3, 4])}\n\n${size}${cost}${warnings}`;
}

function terminalReport(report: StudyReport, files: readonly string[]): string {
  const tables = reportTables(report.analysis).map(
    ({ title, rows, numeric }) => `${paint('bold', title)}\n${table(rows, numeric)}`,
  );
  const others = report.findings.filter((finding) => finding !== report.verdict);
  const failed = report.failedOnHeldOut;
  return [
    ...tables,
    ...(report.exhausted.length > 0 ? [`ran out of new proposals early: ${report.exhausted.join(' ')}`] : []),
    ...(failed.length > 0 ? [`${failed.length} champions failed on held-out data: ${failed.join(', ')}`] : []),
    [paint('bold', report.verdict), ...others].join('\n'),
    `${paint('bold', 'study')} ${report.id}\n${files.map((file) => `  ${file}`).join('\n')}`,
  ].join('\n\n');
}
