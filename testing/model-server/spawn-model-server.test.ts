import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it, vi } from 'vitest';
import { ledgerTotals } from './ledger.ts';
import { spawnModelServer } from './spawn-model-server.ts';

/** A client that keeps four requests under way until somebody kills it. */
const CLIENT = `
const [url] = process.argv.slice(1);
let number = 0;
const work = async () => {
  for (;;) {
    const messages = [{ role: 'user', content: 'question ' + ++number }];
    const body = JSON.stringify({ model: 'm', messages });
    await (await fetch(url + '/chat/completions', { method: 'POST', body })).text();
  }
};
await Promise.all([work(), work(), work(), work()]);
`;

it('a server of its own process knows what a client that was killed had spent', async () => {
  const rules = [{ when: { call: { from: 40 } }, reply: { latencyMs: 600_000 } }];
  const server = await spawnModelServer({ rules }, 3);
  const client = spawn(process.execPath, ['--input-type=module', '-e', CLIENT, server.url], { stdio: 'inherit' });
  await vi.waitFor(() => expect(server.entries().filter((entry) => entry.isDelivered === null).length).toBe(4), 20_000);
  client.kill('SIGKILL');
  await once(client, 'close');
  await vi.waitFor(() => expect(server.entries().filter((entry) => entry.isDelivered === null)).toEqual([]), 20_000);
  const entries = server.entries();
  const totals = ledgerTotals(entries);
  // Four requests waited for their replies when the client died: billed, not delivered.
  expect(totals).toMatchObject({ requests: 43, billed: 43, delivered: 39 });
  expect(entries.filter(({ isDelivered }) => isDelivered === false)).toHaveLength(4);
  const summary = await server.close();
  expect(summary.totals).toMatchObject({ requests: 43, billed: 43, delivered: 39 });
  expect(summary.mostInFlight).toBe(4);
});

it('a script that is none ends the server with a message', async () => {
  await expect(spawnModelServer({ rules: [{ reply: { latencyMs: -1 } }] })).rejects.toThrow(/ended/);
});
