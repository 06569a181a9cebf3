import {
  newQuickJSWASMModuleFromVariant,
  newVariant,
  type QuickJSContext,
  type QuickJSHandle,
  type QuickJSRuntime,
  RELEASE_SYNC,
} from 'quickjs-emscripten';
import { DriverError, type Engine, type EngineRealm } from './engine.ts';
import { REALM_SOURCE } from './realm/realm.ts';

/** WebAssembly frames of the interpreter also use the stack of the process, so this stays well below it. */
const STACK_BYTES = 256 * 1024;
const PAGES_PER_MEBIBYTE = 16;
/** What the interpreter asks for at its start. */
const INITIAL_MEMORY_MB = 16;

interface MemoryConstructor {
  new (size: { initial: number; maximum: number }): object;
}

/** The global, whose types belong to browsers' and not to Node's library. */
function webAssembly(): { Memory: MemoryConstructor } {
  return (globalThis as unknown as { WebAssembly: { Memory: MemoryConstructor } }).WebAssembly;
}

/** Bytes that do not belong to a larger buffer: QuickJS copies the whole of what it is given. */
function bufferOf(numbers: Float64Array): ArrayBuffer {
  const buffer = new ArrayBuffer(numbers.byteLength);
  new Float64Array(buffer).set(numbers);
  return buffer;
}

/** In processor time: a busy machine is no reason to stop a program. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function fault(status: 'crash' | 'timeout', reason: string): string {
  return `f${JSON.stringify({ status, reason })}`;
}

class QuickJsRealm implements EngineRealm {
  readonly #runtime: QuickJSRuntime;
  readonly #context: QuickJSContext;
  readonly #realm: QuickJSHandle;

  constructor(runtime: QuickJSRuntime) {
    this.#runtime = runtime;
    this.#context = runtime.newContext();
    const create = this.#context.unwrapResult(this.#context.evalCode(REALM_SOURCE, 'realm'));
    this.#realm = this.#context.unwrapResult(this.#context.callFunction(create, this.#context.undefined));
    create.dispose();
  }

  start(script: string, seed: number, limit: number): string {
    const compiled = this.#context.evalCode(script, 'candidate');
    if (compiled.error !== undefined) {
      const { name, message } = this.#context.dump(compiled.error) as { name?: unknown; message?: unknown };
      compiled.error.dispose();
      return fault('crash', `${name}: ${message}`);
    }
    const numbers = [this.#context.newNumber(seed), this.#context.newNumber(limit)];
    return this.#text('start', [compiled.value, ...numbers]);
  }

  callNumbers(name: string, numbers: Float64Array, arity: number, outputBytes: number): string {
    const context = this.#context;
    return this.#text('callNumbers', [
      context.newString(name),
      context.newArrayBuffer(bufferOf(numbers)),
      context.newNumber(arity),
      context.newNumber(numbers.length / arity),
      context.newNumber(outputBytes),
    ]);
  }

  callJson(name: string, text: string, isMarked: boolean, outputBytes: number): string {
    return this.#text('callJson', [this.#context.newString(name), ...this.#input(text, isMarked, outputBytes)]);
  }

  drive(driver: string, text: string, isMarked: boolean, outputBytes: number): string {
    const compiled = this.#context.evalCode(`"use strict";(${driver}\n)`, 'driver');
    if (compiled.error !== undefined) {
      const { message } = this.#context.dump(compiled.error) as { message?: unknown };
      compiled.error.dispose();
      throw new DriverError(String(message));
    }
    if (this.#context.typeof(compiled.value) !== 'function') {
      compiled.value.dispose();
      throw new DriverError('it is not a function');
    }
    return this.#text('drive', [compiled.value, ...this.#input(text, isMarked, outputBytes)]);
  }

  numbers(): Uint8Array {
    const buffer = this.#call('numbers', []);
    const bytes = this.#context.getArrayBuffer(buffer);
    const copy = Uint8Array.from(bytes.value);
    bytes.dispose();
    buffer.dispose();
    return copy;
  }

  steps(): number {
    const steps = this.#call('steps', []);
    const count = this.#context.getNumber(steps);
    steps.dispose();
    return count;
  }

  dispose(): void {
    this.#realm.dispose();
    this.#context.dispose();
    this.#runtime.dispose();
  }

  #input(text: string, isMarked: boolean, outputBytes: number): QuickJSHandle[] {
    const context = this.#context;
    return [context.newString(text), isMarked ? context.true : context.false, context.newNumber(outputBytes)];
  }

  /** Interruption cannot be caught inside, so it comes out here instead of as a fault in letters. */
  #text(method: string, values: QuickJSHandle[]): string {
    try {
      const result = this.#call(method, values);
      const text = this.#context.getString(result);
      result.dispose();
      return text;
    } catch (thrown) {
      const message = thrown instanceof Error ? thrown.message : String(thrown);
      return message === 'interrupted' ? fault('timeout', 'the deadline is reached') : fault('crash', message);
    }
  }

  /** Calls a function of the realm and disposes the arguments. Throws when QuickJS itself gives up. */
  #call(method: string, values: QuickJSHandle[]): QuickJSHandle {
    const called = this.#context.getProp(this.#realm, method);
    const result = this.#context.callFunction(called, this.#context.undefined, values);
    called.dispose();
    for (const value of values) value.dispose();
    return this.#context.unwrapResult(result);
  }
}

/**
 * The portable engine: an interpreter in WebAssembly, with a fresh runtime for each candidate. Nothing of the host can be
 * reached from it, its memory is bounded by itself, and it is stopped from inside at the deadline.
 */
export async function createQuickJsEngine(memoryMb: number): Promise<Engine> {
  // Not setMemoryLimit: compiled for WebAssembly, QuickJS does not know how large its allocations are.
  const wasmMemory = new (webAssembly().Memory)({
    initial: INITIAL_MEMORY_MB * PAGES_PER_MEBIBYTE,
    maximum: (INITIAL_MEMORY_MB + memoryMb) * PAGES_PER_MEBIBYTE,
  });
  const quickJs = await newQuickJSWASMModuleFromVariant(newVariant(RELEASE_SYNC, { wasmMemory }));
  let deadlineMs = Number.POSITIVE_INFINITY;
  return {
    setDeadline: (limitMs) => {
      deadlineMs = cpuMs() + limitMs;
    },
    createRealm() {
      const runtime = quickJs.newRuntime();
      runtime.setMaxStackSize(STACK_BYTES);
      runtime.setInterruptHandler(() => cpuMs() > deadlineMs);
      return new QuickJsRealm(runtime);
    },
  };
}
