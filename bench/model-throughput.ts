/**
 * Proposals per second by a language model that answers at once, after 2 s, and with 200 in flight; with --rivals, others beside it.
 *
 * The model is a server of its own process (testing/model-server) that changes one number of the program in the prompt to
 * another one each time, so that nobody proposes a program twice. Its ledger gives the calls, the span from the first
 * to the last reply, and the most calls that it saw in flight (with no latency always 1: it answers each at once). "Of
 * possible" is calls per second over in flight ÷ latency. "Own share" is the CPU of the engine's main thread over the span:
 * evaluations, sandboxes and the server are in other threads and processes; below 100 % the engine is not the limit. "CPU" is
 * that of all processes but the server, per evaluation, start-up included.
 *
 * Everybody scores the same four numbers: `kaizen` by a function of TypeScript, `shinka` and `openevolve` by the same few lines
 * of Python in the form that these systems call. Kaizen runs their folders unchanged, each evaluation in its sandbox.
 * Options: --proposals N (evaluations of each line without latency, default 400) and --rivals FOLDER, a virtual environment of
 * Python in which `shinka-evolve` or `openevolve` are installed; both are then driven with the same server, the same number of
 * proposals, latency and calls in flight, each right before Kaizen on the same folder.
 */
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type ScriptFile, spawnModelServer } from '../testing/model-server/index.ts';
import type { KaizenOutcome } from './rivals/drive-kaizen.ts';
import { callRate } from './support/call-rate.ts';
import { runCounted } from './support/run-counted.ts';

const { values } = parseArgs({
  options: { proposals: { type: 'string', default: '400' }, rivals: { type: 'string' } },
});
const proposals = Number(values.proposals);
const scratch = mkdtempSync(join(tmpdir(), 'kaizen-bench-'));
const rivals = join(import.meta.dirname, 'rivals');
const python = join(values.rivals ?? '', 'bin', 'python');
const LIMIT_MS = 1_800_000;

/** One line of the table: a system on a task folder, keeping so many calls in flight. */
interface Line {
  readonly system: string;
  readonly driver: readonly string[];
  readonly task: string;
  readonly count: number;
  readonly inFlight: number;
  readonly latencyMs: number;
}

interface Measured {
  readonly proposalsPerSecond: number;
  readonly evaluationsPerSecond: number;
}

const KAIZEN = { system: 'Kaizen', driver: [process.execPath, join(rivals, 'drive-kaizen.ts')] };
const own = { ...KAIZEN, task: 'kaizen' };
const quick = { count: proposals, inFlight: 8, latencyMs: 0 };
const slow = { count: Math.min(proposals, 120), inFlight: 8, latencyMs: 2000 };

const COLUMNS = [...[12, 10, 10, 8, 7, 6, 8, 11, 12, 14, 10, 8]] as const;
const HEADINGS = [
  ...['system', 'task', 'in flight', 'latency', 'calls', 'most', 'calls/s', 'of possible', 'proposals/s'],
  ...['evaluations/s', 'own share', 'CPU'],
];
printRow(HEADINGS);
await measure({ ...own, ...quick });
await measure({ ...own, ...slow });
await measure({ ...own, count: proposals * 5, inFlight: 200, latencyMs: 2000 });

const ratios: string[] = [];
if (values.rivals !== undefined) {
  for (const [name, system, folder, driver] of [
    ['shinka', 'ShinkaEvolve', 'shinka', 'drive-shinka.py'],
    ['openevolve', 'OpenEvolve', 'openevolve', 'drive-openevolve.py'],
  ] as const) {
    if (!runCounted([python, '-c', `import ${name}`], LIMIT_MS).isOk) {
      console.log(`${system} is not installed in ${values.rivals}`);
      continue;
    }
    const few = Math.min(proposals, 60);
    for (const same of [
      { ...quick, count: few },
      { ...slow, count: few },
    ]) {
      const other = await measure({ system, driver: [python, join(rivals, driver)], task: folder, ...same });
      const onFolder = await measure({ ...KAIZEN, task: folder, ...same });
      const inTypeScript = await measure({ ...own, ...same });
      ratios.push(ratioOf(`${system}, latency ${same.latencyMs} ms, the same Python`, onFolder, other));
      ratios.push(ratioOf(`${system}, latency ${same.latencyMs} ms, TypeScript for Kaizen`, inTypeScript, other));
    }
  }
}
if (ratios.length > 0) console.log(`\nKaizen's rate over that of\n${ratios.join('\n')}`);
rmSync(scratch, { recursive: true, force: true });

function ratioOf(title: string, kaizen: Measured | null, other: Measured | null): string {
  if (kaizen === null || other === null) return `  ${title}: –`;
  const proposing = (kaizen.proposalsPerSecond / other.proposalsPerSecond).toFixed(1);
  const evaluating = (kaizen.evaluationsPerSecond / other.evaluationsPerSecond).toFixed(1);
  return `  ${title.padEnd(60)} proposals ${proposing}, evaluations ${evaluating}`;
}

/** Runs one line, prints it, and gives its rates; null where it failed. */
async function measure(line: Line): Promise<Measured | null> {
  const { system, driver, task, count, inFlight, latencyMs } = line;
  const script: ScriptFile = { rules: [{ reply: { latencyMs } }], programEditor: { variesByAttempt: true } };
  const server = await spawnModelServer(script, 1);
  const folder = join(scratch, `${system}-${task}-${latencyMs}-${inFlight}-${count}`);
  if (existsSync(folder)) rmSync(folder, { recursive: true });
  const counter = `${folder}.count`;
  rmSync(counter, { force: true });
  const words = [...driver, join(rivals, task), folder, server.url, String(count), String(inFlight)];
  const { isOk, output, cpuMs } = runCounted(words, LIMIT_MS, { BENCH_COUNT: counter });
  const rate = callRate(server.entries(), latencyMs);
  const { mostInFlight } = await server.close();
  const start = [system, task, String(inFlight), `${latencyMs} ms`];
  if (!isOk || rate === null) {
    printRow(start, `failed: ${output.trim().split('\n').slice(-3).join(' ')}`);
    return null;
  }
  const outcome = system === 'Kaizen' ? outcomeIn(output) : null;
  const evaluations = outcome?.evaluations ?? statSync(counter).size;
  const seconds = rate.spanMs / 1000;
  const measured = {
    // Others ask once for each proposal.
    proposalsPerSecond: (outcome?.proposals ?? rate.calls) / seconds,
    evaluationsPerSecond: evaluations / seconds,
  };
  printRow([
    ...start,
    ...[String(rate.calls), String(mostInFlight), (rate.calls / seconds).toFixed(2)],
    latencyMs === 0 ? '' : percent((rate.calls / seconds / inFlight) * (latencyMs / 1000)),
    ...[measured.proposalsPerSecond.toFixed(2), measured.evaluationsPerSecond.toFixed(2)],
    outcome === null ? '' : percent(outcome.ownMs / outcome.wallMs),
    `${(cpuMs / evaluations).toFixed(0)} ms`,
  ]);
  if (outcome !== null) {
    console.log(
      `${' '.repeat(13)}${(outcome.ownMs / outcome.proposals).toFixed(2)} ms of the engine's own CPU per proposal`,
    );
  }
  return measured;
}

function outcomeIn(output: string): KaizenOutcome {
  const line = output.split('\n').findLast((text) => text.startsWith('{')) as string;
  return JSON.parse(line) as KaizenOutcome;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`;
}

function printRow(cells: readonly string[], rest = ''): void {
  const padded = cells.map((cell, index) => {
    const width = COLUMNS[index] as number;
    return index < 2 ? cell.padEnd(width) : cell.padStart(width);
  });
  console.log(`${padded.join(' ')}${rest === '' ? '' : `  ${rest}`}`);
}
