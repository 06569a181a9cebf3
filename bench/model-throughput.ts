/**
 * Proposals per second by language models that cost no time, 2 s, and with 200 in flight; with --rivals, others beside it.
 *
 * The model is a server of its own process (testing/model-server) that edits one number of the program in the prompt; its
 * ledger gives the rate, calls of the model per second, the same way for every system; "most" is the most calls that it saw
 * in flight at once. A proposal that is refused costs another call, here and there. Options: --proposals N (default 400), and --rivals FOLDER, a
 * virtual environment of Python in which `shinka-evolve` or `openevolve` are installed. Both are then driven with the same
 * server on the folders in bench/rivals/, and Kaizen runs the very same folders unchanged.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type ScriptFile, spawnModelServer } from '../testing/model-server/index.ts';
import { proposalRate } from './support/proposal-rate.ts';
import { type CountedProcess, runCounted } from './support/run-counted.ts';

const { values } = parseArgs({
  options: { proposals: { type: 'string', default: '400' }, rivals: { type: 'string' } },
});
const proposals = Number(values.proposals);
const scratch = mkdtempSync(join(tmpdir(), 'kaizen-bench-'));
const kaizen = join(import.meta.dirname, '..', 'bin', 'kaizen.mjs');
const rivals = join(import.meta.dirname, 'rivals');
const LIMIT_MS = 1_800_000;

/** One line of the table: a client that asks the server of the url, keeping so many calls in flight. */
interface Measured {
  readonly title: string;
  readonly task: string;
  readonly count: number;
  readonly inFlight: number;
  readonly latencyMs: number;
  readonly start: (of: { url: string; folder: string; count: number; inFlight: number }) => readonly string[];
}

const kaizenOn =
  (task: string): Measured['start'] =>
  ({ url, folder, count, inFlight }) => [
    ...[process.execPath, kaizen, '--workspace', folder, 'run', task, '--model', `fake@${url}`, '--seed', '1'],
    ...['--evaluations', String(count), '--lag', String(inFlight), '--no-genetic', '--quiet', '--json'],
  ];
const rival =
  (driver: string, task: string): Measured['start'] =>
  ({ url, folder, count, inFlight }) => [
    ...[join(values.rivals ?? '', 'bin', 'python'), join(rivals, driver), join(rivals, task), folder, url],
    ...[String(count), String(inFlight)],
  ];

const own = { title: 'Kaizen', task: 'circle-packing', start: kaizenOn('circle-packing') };
const lines: Measured[] = [
  { ...own, count: proposals, inFlight: 8, latencyMs: 0 },
  { ...own, count: Math.min(proposals, 80), inFlight: 8, latencyMs: 2000 },
  { ...own, count: proposals * 4, inFlight: 200, latencyMs: 2000 },
];
if (values.rivals !== undefined) {
  const installed = (name: string): boolean =>
    runCounted([join(values.rivals ?? '', 'bin', 'python'), '-c', `import ${name}`], LIMIT_MS).isOk;
  const few = Math.min(proposals, 60);
  for (const [name, title, task, driver] of [
    ['shinka', 'ShinkaEvolve', 'shinka', 'drive-shinka.py'],
    ['openevolve', 'OpenEvolve', 'openevolve', 'drive-openevolve.py'],
  ] as const) {
    if (!installed(name)) {
      console.log(`${title} is not installed in ${values.rivals}`);
      continue;
    }
    const same = { task, count: few, inFlight: 8, latencyMs: 0 };
    lines.push({ ...same, title, start: rival(driver, task) });
    lines.push({ ...same, title: 'Kaizen', start: kaizenOn(join(rivals, task)) });
  }
}

console.log(
  'system        task             in flight   most  latency ms      calls  per second  ratio  CPU ms each  failed',
);
let rivalRate: number | null = null;
for (const [index, line] of lines.entries()) {
  const { rate, counted, mostInFlight } = await measure(line, index);
  const isPartner = line.title === 'Kaizen' && rivalRate !== null;
  const ratio = isPartner && rate !== null ? (rate.perSecond / (rivalRate as number)).toFixed(1) : '';
  const cells = [
    line.title.padEnd(12),
    line.task.padEnd(15),
    String(line.inFlight).padStart(10),
    String(mostInFlight).padStart(6),
    String(line.latencyMs).padStart(11),
    String(rate?.proposals ?? 0).padStart(10),
    (rate?.perSecond.toFixed(2) ?? '–').padStart(11),
    ratio.padStart(6),
    (rate === null ? '–' : (counted.cpuMs / rate.proposals).toFixed(1)).padStart(12),
    counted.isOk ? '' : `  ${counted.output.trim().split('\n').slice(-3).join(' ')}`,
  ];
  console.log(cells.join(' '));
  rivalRate = line.title === 'Kaizen' ? null : (rate?.perSecond ?? null);
}
rmSync(scratch, { recursive: true, force: true });

async function measure(
  line: Measured,
  index: number,
): Promise<{ rate: ReturnType<typeof proposalRate>; counted: CountedProcess; mostInFlight: number }> {
  const script: ScriptFile = {
    rules: [{ reply: { latencyMs: line.latencyMs } }],
    programEditor: { variesByAttempt: true },
  };
  const server = await spawnModelServer(script, 1);
  const folder = join(scratch, String(index));
  if (existsSync(folder)) rmSync(folder, { recursive: true });
  const counted = runCounted(line.start({ ...line, url: server.url, folder }), LIMIT_MS);
  const rate = proposalRate(server.entries());
  const { mostInFlight } = await server.close();
  return { rate, counted, mostInFlight };
}
