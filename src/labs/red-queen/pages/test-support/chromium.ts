import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

/** Where a Chromium is, or null. */
export function findChromium(): string | null {
  const names = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find((path) => existsSync(path)) ?? null;
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: { readonly message: string };
}

/** A page in a real browser, driven through the DevTools protocol over a pipe: no port is opened. */
export interface BrowserPage {
  /** Addresses that the page asked for, its own included. */
  readonly requests: readonly string[];
  /** Uncaught errors and everything written to the console, refusals of the page's policy included. */
  readonly complaints: readonly string[];
  open(address: string): Promise<void>;
  /** @param script an expression; a promise is awaited */
  evaluate<Result>(script: string): Promise<Result>;
  press(key: string, modifiers?: number): Promise<void>;
  mouse(type: 'mouseMoved' | 'mousePressed' | 'mouseReleased', x: number, y: number): Promise<void>;
  send(method: string, params?: Readonly<Record<string, unknown>>): Promise<Readonly<Record<string, unknown>>>;
  close(): Promise<void>;
}

const COMPLAINTS = new Set(['Runtime.exceptionThrown', 'Runtime.consoleAPICalled', 'Log.entryAdded']);

/** Starts a browser of its own, with an empty profile, and opens a tab in it. */
export async function openPage(executable: string, width: number, height: number): Promise<BrowserPage> {
  const profile = mkdtempSync(join(tmpdir(), 'kaizen-chromium-'));
  const flags = ['--headless=new', '--no-sandbox', '--disable-gpu', '--no-first-run', '--remote-debugging-pipe'];
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--mute-audio'];
  const size = [`--window-size=${width},${height}`, `--user-data-dir=${profile}`];
  const browser = spawn(executable, [...flags, ...quiet, ...size], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  });
  const requests: string[] = [];
  const complaints: string[] = [];
  const call = connect(browser, ({ method, params }) => {
    if (method === 'Network.requestWillBeSent') requests.push((params as { request: { url: string } }).request.url);
    else if (method !== undefined && COMPLAINTS.has(method)) {
      const text = JSON.stringify(params);
      // The test itself reads pixels, which the browser advises against.
      if (!text.includes('willReadFrequently')) complaints.push(text);
    }
  });
  const { targetId } = await call('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await call('Target.attachToTarget', { targetId, flatten: true });
  const send: BrowserPage['send'] = (method, params = {}) => call(method, params, sessionId as string);
  await Promise.all(['Network.enable', 'Runtime.enable', 'Log.enable', 'Page.enable'].map((method) => send(method)));
  await send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false });

  const evaluate = async <Result>(expression: string): Promise<Result> => {
    const { result, exceptionDetails } = await send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails !== undefined) throw new Error(JSON.stringify(exceptionDetails));
    return (result as { value: Result }).value;
  };
  return {
    requests,
    complaints,
    send,
    evaluate,
    open: async (url) => {
      await send('Page.navigate', { url });
      await evaluate(`new Promise((done) => {
        const look = () => document.readyState === 'complete' ? done() : requestAnimationFrame(look);
        look();
      })`);
    },
    press: async (key, modifiers = 0) => {
      const text = key.length === 1 ? { text: key } : {};
      await send('Input.dispatchKeyEvent', { type: 'keyDown', key, modifiers, ...text });
      await send('Input.dispatchKeyEvent', { type: 'keyUp', key, modifiers });
    },
    mouse: async (type, x, y) => {
      const button = type === 'mouseMoved' ? {} : { button: 'left', clickCount: 1 };
      await send('Input.dispatchMouseEvent', { type, x, y, ...button });
    },
    close: async () => {
      const ended = new Promise((done) => browser.once('exit', done));
      call('Browser.close', {}).catch(() => undefined);
      await ended;
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

type Call = (
  method: string,
  params: Readonly<Record<string, unknown>>,
  sessionId?: string,
) => Promise<Readonly<Record<string, unknown>>>;

/** Messages are JSON, each ended by a zero byte: file 3 to the browser, file 4 from it. */
function connect(browser: ChildProcess, observe: (message: Message) => void): Call {
  const waiting = new Map<number, { resolve: (result: Message['result']) => void; reject: (error: Error) => void }>();
  const output = browser.stdio[3] as Writable;
  const input = browser.stdio[4] as Readable;
  let rest = Buffer.alloc(0);
  input.on('data', (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk]);
    for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
      const message = JSON.parse(rest.subarray(0, end).toString()) as Message;
      rest = rest.subarray(end + 1);
      const caller = message.id === undefined ? undefined : waiting.get(message.id);
      if (caller === undefined) observe(message);
      else if (message.error === undefined) caller.resolve(message.result);
      else caller.reject(new Error(message.error.message));
    }
  });
  const fail = (): void => {
    for (const { reject } of waiting.values()) reject(new Error('the browser has ended'));
  };
  browser.on('exit', fail).on('error', fail);
  output.on('error', fail);
  let last = 0;
  return (method, params, sessionId) =>
    new Promise((resolve, reject) => {
      const id = ++last;
      waiting.set(id, { resolve: (result) => resolve(result ?? {}), reject });
      output.write(`${JSON.stringify({ id, method, params, ...(sessionId === undefined ? {} : { sessionId }) })}\0`);
    });
}
