import type { Task } from '../core/task.ts';
import { type RunReport, type SplitScores, testResultOf } from '../engine/results.ts';
import type { Workspace } from '../store/contract.ts';
import { costRows, formatCount, formatScore } from './render/format.ts';
import { paint } from './render/paint.ts';
import { programDiff } from './render/program-diff.ts';
import { table } from './render/table.ts';

/** Which run, how it ended, and whether its candidates were isolated. */
export function heading({ run, task, seed, status, reason, sandboxes }: RunReport): string {
  const warning = sandboxes.includes('none')
    ? paint('red', '\nran with --sandbox none: candidates were not isolated')
    : '';
  return `${paint('bold', `${task}  ${run}  seed ${seed}`)}  ${status}${reason === null ? '' : ` (${reason})`}${warning}`;
}

/** The screen at the end of a run: seed against best on held-out data, the diff, the ledger, and what to type next, where `command` starts Kaizen. */
export function finalReport(workspace: Workspace, report: RunReport, task: Task, command: string): string {
  const { run, best, initial } = report;
  const sections = [heading(report), scoreTable(initial, best, task, best.candidate)];
  const extra = privateMetrics(workspace, report);
  if (extra !== '') sections.push(extra);
  if (best.candidate !== null && best.candidate !== 0) {
    const before = workspace.program(workspace.candidate(run, 0).program as string);
    const after = workspace.program(workspace.candidate(run, best.candidate).program as string);
    sections.push(programDiff(before, after, ['seed', `candidate-${best.candidate}`]));
  } else {
    sections.push(
      best.candidate === null
        ? 'no program has a score, neither the seed program nor what was made of it'
        : 'no candidate beat the seed program on validation',
    );
  }
  sections.push(
    `${paint('bold', 'cost')}\n${table(
      costRows(report.cost).map(([label, amount]) => [`  ${label}`, amount]),
      [1],
    )}${testsLine(report)}`,
  );
  sections.push(
    `${paint('bold', 'stored in')} ${workspace.databasePath}\n${paint('bold', 'log hash')}  ${report.logHash}`,
  );
  sections.push(nextSteps(report, command));
  return sections.join('\n\n');
}

/** Tests are no part of the budget, nor of the table of what it bought; their time is. */
function testsLine({ tests }: RunReport): string {
  if (tests === null) return '';
  const steps = tests.steps > 0 ? ` and ${formatCount(tests.steps)} steps` : '';
  return `\n  beside the budget, final tests: ${formatCount(tests.evaluations)} evaluations${steps}`;
}

function scoreTable(initial: SplitScores, best: SplitScores, task: Task, candidate: number | null): string {
  const cells = (scores: SplitScores): string[] => [
    formatScore(scores.train, task.unit),
    formatScore(scores.validation, task.unit),
    formatScore(scores.test, task.unit),
  ];
  const rows = [
    ['', 'train', 'validation', 'test (held out)'],
    ['seed program', ...cells(initial)],
    [candidate === null ? 'best' : `best, candidate ${candidate}`, ...cells(best)],
  ];
  const known = task.bestKnown.map(({ instance, score, source }) => [
    `  ${instance}`,
    formatScore(score, task.unit),
    paint('dim', source),
  ]);
  const scores = table(rows, [1, 2, 3]);
  return known.length === 0 ? scores : `${scores}\n\n${paint('bold', 'published')}\n${table(known, [1])}`;
}

/** Metrics that the evaluator reports on the test split only, seed against best. */
function privateMetrics(workspace: Workspace, { run, best }: RunReport): string {
  const of = (candidate: number | null): Readonly<Record<string, number>> => {
    const result = candidate === null ? null : testResultOf(workspace, run, candidate);
    return result?.status === 'ok' ? (result.measurement.privateMetrics ?? {}) : {};
  };
  const seed = of(0);
  const champion = of(best.candidate);
  const names = Object.keys(champion);
  if (names.length === 0) return '';
  const rows = names.map((name) => [name, formatScore(seed[name]), formatScore(champion[name])]);
  return table([['test metrics', 'seed', 'best'], ...rows], [1, 2]);
}

function nextSteps({ run, status, best }: RunReport, command: string): string {
  const lines =
    status === 'finished'
      ? [
          [`best ${run}`, 'print the best program'],
          [`show ${run} ${best.candidate ?? 0}`, 'how the best one came about'],
          [`verify ${run}`, 'check the log and score the best again in a fresh sandbox'],
          [`run --from ${run} --wall 5m`, 'go on from the best program'],
        ]
      : [[`resume ${run}`, 'go on where it stopped']];
  return `${paint('bold', 'next')}\n${table(lines.map(([words, what]) => [`  ${command} ${words}`, what as string]))}`;
}
