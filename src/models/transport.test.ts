import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createTransport } from './transport.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

describe('the transport', () => {
  it('ends a reply that does not end', async () => {
    const url = await serve((_, response) => {
      response.writeHead(200);
      const flood = (): void => {
        while (response.writable && response.write('x'.repeat(10_000)));
      };
      response.on('drain', flood).on('error', () => {});
      flood();
    });
    const asked = createTransport({}, { maxReplyBytes: 100_000 }).fetch(url);
    await expect(asked).rejects.toMatchObject({ code: 'KAIZEN_MODEL_REPLY_TOO_LARGE', billed: 'unknown' });
  });

  it('gives status, headers and body as they came', async () => {
    const url = await serve((request, response) => {
      expect(request.headers['accept-encoding']).toBe('identity');
      response.writeHead(418, { 'x-a': 'b', 'set-cookie': 'c=d' }).end('é'.repeat(10_000));
    });
    const response = await createTransport({}).fetch(url, { method: 'POST', body: '{}' });
    expect(response.status).toBe(418);
    expect(response.headers.get('x-a')).toBe('b');
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(await response.text()).toBe('é'.repeat(10_000));
  });

  it('takes a reply without a body', async () => {
    const url = await serve((_, response) => response.writeHead(204).end());
    expect((await createTransport({}).fetch(url)).status).toBe(204);
  });

  it('keeps a connection for the next request', async () => {
    const ports = new Set<number | undefined>();
    const url = await serve((request, response) => {
      ports.add(request.socket.remotePort);
      response.end('x');
    });
    const { fetch, close } = createTransport({});
    for (let index = 0; index < 3; index++) await (await fetch(url)).text();
    expect(ports.size).toBe(1);
    close();
  });

  it('ends a connection that is idle before the server does: a request that crosses its end would count as billed', async () => {
    const ended: Promise<unknown>[] = [];
    const url = await serve((request, response) => {
      ended.push(once(request.socket, 'close'));
      response.end('x');
    });
    // A server that says nothing about its connections, and would keep this one for ever.
    (servers.at(-1) as Server).keepAliveTimeout = 0;
    const { fetch, close } = createTransport({}, { idleMs: 20 });
    for (const count of [1, 2]) {
      await (await fetch(url)).text();
      expect(ended.length).toBe(count);
      await ended.at(-1);
    }
    close();
  });

  it('waits for a reply longer than a connection may be idle', async () => {
    const url = await serve((_, response) => setTimeout(() => response.end('x'), 100));
    const { fetch, close } = createTransport({}, { idleMs: 20 });
    expect(await (await fetch(url)).text()).toBe('x');
    close();
  });

  it('tells a name that does not exist from a server that fails', async () => {
    const asked = createTransport({}).fetch('http://no-such-host.invalid/');
    await expect(asked).rejects.toMatchObject({ code: 'KAIZEN_MODEL_UNREACHABLE', billed: 'no' });
  });
});
