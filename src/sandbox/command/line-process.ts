import { Buffer } from 'node:buffer';
import { ConfinedProcess, type ProcessEnd } from './confined-process.ts';
import type { ConfinedCommand } from './launcher.ts';

/** The process ended instead of answering. */
export class NoLine extends Error {
  override readonly name = 'NoLine';
  readonly end: ProcessEnd;
  constructor(end: ProcessEnd) {
    super(end.killed ?? `the process ended with ${end.how}`);
    this.end = end;
  }
}

interface Waiter {
  readonly maxBytes: number;
  resolve(line: string): void;
  reject(error: NoLine): void;
}

const NEWLINE = 10;

/**
 * A process that reads lines and answers each with one line. One request at a time. What it writes is hostile: a line
 * that is too long, or one that nobody asked for, ends it.
 */
export class LineProcess {
  readonly #process: ConfinedProcess;
  #waiter: Waiter | null = null;
  #chunks: Buffer[] = [];
  #buffered = 0;
  #end: ProcessEnd | null = null;
  #cpuTakenMs = 0;

  constructor(command: ConfinedCommand) {
    this.#process = new ConfinedProcess(command, (chunk) => this.#receive(chunk));
    void this.#process.ended.then((end) => {
      this.#end = end;
      const waiter = this.#waiter;
      this.#waiter = null;
      // A last line without its end is a line.
      if (waiter !== null && this.#buffered > 0 && end.killed === undefined) waiter.resolve(this.#take());
      else waiter?.reject(new NoLine(end));
    });
  }

  get isAlive(): boolean {
    return this.#end === null;
  }

  get ended(): Promise<ProcessEnd> {
    return this.#process.ended;
  }

  cpuMs(): number | undefined {
    return this.#process.cpuMs();
  }

  /** Processor time since the last time that this was asked: the parts add up to the whole. */
  takeCpuMs(): number {
    const used = this.#end?.cpuMs ?? this.cpuMs() ?? this.#cpuTakenMs;
    const taken = Math.max(0, used - this.#cpuTakenMs);
    this.#cpuTakenMs += taken;
    return taken;
  }

  isAsleep(): boolean {
    return this.#process.isAsleep();
  }

  setIdle(isIdle: boolean): void {
    this.#process.setIdle(isIdle);
  }

  kill(reason: string): void {
    this.#process.kill(reason);
  }

  /** Waits for a line that comes without being asked for: the first one of a process that says when it is ready. */
  read(maxBytes: number): Promise<string> {
    if (this.#end !== null) return Promise.reject(new NoLine(this.#end));
    return new Promise((resolve, reject) => {
      this.#waiter = { maxBytes, resolve, reject };
      if (this.#buffered > 0) this.#receive(Buffer.alloc(0));
    });
  }

  /** Sends one line and waits for one. Rejects with NoLine when the process ends instead. */
  request(line: string, maxBytes: number): Promise<string> {
    if (this.#end === null) this.#process.write(`${line}\n`);
    return this.read(maxBytes);
  }

  #take(): string {
    const text = Buffer.concat(this.#chunks).toString('utf8');
    this.#chunks = [];
    this.#buffered = 0;
    return text;
  }

  #receive(chunk: Buffer): void {
    const place = chunk.indexOf(NEWLINE);
    this.#chunks.push(chunk);
    this.#buffered += chunk.byteLength;
    const waiter = this.#waiter;
    if (waiter === null) {
      // Output before a request may be the rest of a banner, but only so much of it is kept.
      if (this.#buffered > 65_536) this.kill('it wrote without having been asked');
      return;
    }
    if (this.#buffered > waiter.maxBytes) {
      this.kill(`an answer of more than ${waiter.maxBytes} bytes`);
      return;
    }
    if (place < 0 && !(chunk.byteLength === 0 && this.#chunks.some((part) => part.includes(NEWLINE)))) return;
    const text = this.#take();
    const end = text.indexOf('\n');
    const rest = text.slice(end + 1);
    if (rest !== '') {
      this.#chunks = [Buffer.from(rest)];
      this.#buffered = this.#chunks[0]?.byteLength ?? 0;
    }
    this.#waiter = null;
    waiter.resolve(text.slice(0, end));
  }
}
