/**
 * Runs the project's checks one after another and reports all of them: `node scripts/checks.ts [--fast]`.
 * The last line is `N passed, N failed` over the tests; a check other than the tests that fails adds one to `failed`.
 * With `--fast`: format, lint, types, and the tests of the house only.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

interface Check {
  readonly title: string;
  readonly command: readonly [string, ...string[]];
  readonly isFast: boolean;
}

interface Outcome {
  readonly title: string;
  readonly isOk: boolean;
  readonly seconds: number;
}

interface TestCounts {
  readonly passed: number;
  readonly failed: number;
}

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const binaries = join(root, 'node_modules', '.bin');
const isFast = process.argv.includes('--fast');
const scratch = mkdtempSync(join(tmpdir(), 'kaizen-checks-'));
const testReport = join(scratch, 'tests.json');

const environment: NodeJS.ProcessEnv = {
  ...process.env,
  // The project's own Node and tools first, however this script was started.
  PATH: `${binaries}${delimiter}${process.env.PATH ?? ''}`,
  // Plain text where programs read the output.
  ...(process.stdout.isTTY ? {} : { NO_COLOR: '1' }),
};

// The build comes before the tests: examples in the documentation import the package by its name, which means dist/.
const checks: readonly Check[] = [
  {
    title: 'Format and lint',
    command: ['biome', 'ci', '--error-on-warnings', ...(process.stdout.isTTY ? [] : ['--colors=off']), '.'],
    isFast: true,
  },
  { title: 'Build', command: ['node', 'scripts/build.ts'], isFast: true },
  { title: 'Types', command: ['tsc', '-p', '.'], isFast: true },
  { title: 'Dead code', command: ['knip', '--no-progress'], isFast: false },
  {
    title: 'Tests',
    command: [
      ...(['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${testReport}`] as const),
      ...(isFast ? ['test/floors.test.ts', 'test/house.test.ts'] : []),
    ],
    isFast: true,
  },
];

function run(check: Check): Outcome {
  process.stdout.write(`\n=== ${check.title}: ${check.command.slice(0, 3).join(' ')}\n`);
  const started = performance.now();
  const [command, ...args] = check.command;
  const result = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: environment,
  });
  if (result.error !== undefined) process.stdout.write(`${result.error.message}\n`);
  return { title: check.title, isOk: result.status === 0, seconds: (performance.now() - started) / 1000 };
}

/** Counts from vitest's own report; a run that failed without a failed test (a file that did not load) counts as one. */
function testCounts(outcomes: readonly Outcome[]): TestCounts {
  const otherFailures = outcomes.filter((outcome) => !outcome.isOk && outcome.title !== 'Tests').length;
  const areTestsOk = outcomes.some((outcome) => outcome.isOk && outcome.title === 'Tests');
  let passed = 0;
  let failed = 0;
  try {
    const report = JSON.parse(readFileSync(testReport, 'utf8')) as { numPassedTests: number; numFailedTests: number };
    passed = report.numPassedTests;
    failed = report.numFailedTests;
  } catch {
    // vitest died before it wrote a report: the exit status below says so.
  }
  return { passed, failed: (areTestsOk ? failed : Math.max(failed, 1)) + otherFailures };
}

const outcomes = checks.filter((check) => check.isFast || !isFast).map(run);
const counts = testCounts(outcomes);
rmSync(scratch, { recursive: true, force: true });

process.stdout.write('\n=== Summary\n');
for (const { title, isOk, seconds } of outcomes) {
  process.stdout.write(`${isOk ? 'ok    ' : 'FAILED'}  ${title.padEnd(16)} ${seconds.toFixed(1).padStart(6)} s\n`);
}
process.stdout.write(`${counts.passed} passed, ${counts.failed} failed\n`);
process.exitCode = outcomes.every((outcome) => outcome.isOk) && counts.failed === 0 ? 0 : 1;
