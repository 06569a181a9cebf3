/**
 * The model server as a program of its own, for tests that kill their client:
 *
 *     node testing/model-server/main.ts --port 0 --script rules.json --ledger ledger.jsonl
 *
 * Prints one line of JSON with its `url` once it listens, and ends on SIGTERM, SIGINT, or, with `--until-input-ends`, when
 * its standard input ends, so that it never outlives the test that started it.
 */
import { parseArgs } from 'node:util';
import { readScript } from './read-script.ts';
import { startModelServer } from './start-model-server.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    script: { type: 'string' },
    seed: { type: 'string', default: '0' },
    models: { type: 'string' },
    ledger: { type: 'string' },
    'most-in-flight': { type: 'string' },
    'until-input-ends': { type: 'boolean', default: false },
  },
});

const server = await startModelServer({
  port: Number(values.port),
  seed: Number(values.seed),
  ...(values.script === undefined ? {} : { script: await readScript(values.script) }),
  ...(values.models === undefined ? {} : { models: values.models.split(',') }),
  ...(values.ledger === undefined ? {} : { ledgerFile: values.ledger }),
  ...(values['most-in-flight'] === undefined ? {} : { mostInFlight: Number(values['most-in-flight']) }),
});

const end = (): void => {
  // The last line tells what it cost to answer: benchmarks subtract it.
  const { user, system } = process.cpuUsage();
  const cpuMs = (user + system) / 1000;
  const { totals, mostInFlight } = server.ledger;
  void server.close().then(() => process.stdout.write(`${JSON.stringify({ totals, mostInFlight, cpuMs })}\n`));
  process.stdin.destroy();
};
process.once('SIGTERM', end);
process.once('SIGINT', end);
if (values['until-input-ends']) process.stdin.resume().once('end', end);
process.stdout.write(`${JSON.stringify({ url: server.url, pid: process.pid })}\n`);
