import type { AnswerText } from './answer-text.ts';
import { createAnswerText } from './answer-text.ts';
import { createProgramFiles, type InstrumentedProgram, type ProgramFiles } from './program-files.ts';
import { installSorting } from './sorting.ts';
import { type PreparedWorld, prepareWorld } from './world.ts';

/** The value of an instrumented script. `onCaught` is called first in every catch block. */
export type InstrumentedWrapper = (
  limit: number,
  overrun: () => never,
  onCaught: (thrown: unknown) => void,
) => InstrumentedProgram;

/**
 * A candidate's world, seen from the host. Everything that crosses is a primitive, apart from buffers of
 * doubles, which are the realm's own. Each result is text whose first letter says what follows: j JSON, m marked
 * JSON, n numbers (to be taken from `numbers`), f a fault (JSON).
 */
export interface Realm {
  allocate(bytes: number): ArrayBuffer;
  start(wrapper: InstrumentedWrapper, seed: number, limit: number): string;
  callNumbers(name: string, given: ArrayBuffer, arity: number, count: number, outputBytes: number): string;
  callJson(name: string, text: string, isMarked: boolean, outputBytes: number): string;
  drive(driver: unknown, text: string, isMarked: boolean, outputBytes: number): string;
  numbers(): ArrayBuffer;
  steps(): number;
}

/**
 * Runs one program and turns all that can happen into text. Sent as text into the context: it must use nothing from
 * outside itself, and it keeps its own copies of the built-ins, because the candidate may patch them later.
 */
function createRealm(world: PreparedWorld, answerText: AnswerText, programFiles: ProgramFiles): Realm {
  const { stringify } = JSON;
  const { hasOwn, getPrototypeOf } = Object;
  const apply = Reflect.apply;
  const NumberOf = Number;
  const StringOf = String;
  const Doubles = Float64Array;
  const Bytes = ArrayBuffer;
  const StepLimitError = RangeError;
  const rangeErrors = RangeError.prototype;
  /** QuickJS has a kind of its own for them. */
  const internalErrors = (globalThis as { InternalError?: ErrorConstructor }).InternalError?.prototype;
  const { slice } = String.prototype;
  const { exec } = RegExp.prototype;
  const candidateLine = /candidate:(\d+)/;
  const MAX_REASON = 500;
  const STACK_OVERFLOW = 'stack overflow: the recursion is too deep';

  let program: InstrumentedProgram | null = null;
  let exported: Record<string, unknown> = {};
  let stepLimit = 0;
  let machineLimit = '';
  let packed = new Bytes(0);

  const fault = (status: string, reason: string, line?: number): string => {
    const shown = reason.length > MAX_REASON ? `${apply(slice, reason, [0, MAX_REASON])}…` : reason;
    // Piece by piece: objects would go through a toJSON of the candidate's.
    const place = line === undefined ? '' : `,"line":${line}`;
    return `f{"status":${stringify(status)},"reason":${stringify(shown)}${place}}`;
  };
  const overrun = (): never => {
    throw new StepLimitError('the step limit is reached');
  };
  /** The fault of a program that went past a limit, even if it swallowed what was thrown; empty for all others. */
  const limitFault = (): string => {
    if (program !== null && program.steps() > stepLimit) return fault('timeout', `more than ${stepLimit} steps`);
    if (machineLimit === '' && program !== null && program.unguarded() > 0) machineLimit = STACK_OVERFLOW;
    return machineLimit === '' ? '' : fault('crash', machineLimit);
  };
  /** Why the machine, not the program, ended this; empty for everything else. These are V8's and QuickJS's own words. */
  const machineLimitOf = (thrown: unknown): string => {
    if (typeof thrown !== 'object' || thrown === null) return '';
    try {
      // By prototype and not by name, so that a getter of the program's own errors is not called once more.
      const prototype = getPrototypeOf(thrown);
      if (prototype !== rangeErrors && prototype !== internalErrors) return '';
      const { message } = thrown as { message?: unknown };
      if (message === 'Maximum call stack size exceeded' || message === 'stack overflow') return STACK_OVERFLOW;
      return message === 'out of memory' ? 'out of memory' : '';
    } catch {
      return '';
    }
  };
  /** How deep the stack is differs between machines, so a candidate never gets to handle its end. */
  const onCaught = (thrown: unknown): void => {
    const limit = machineLimitOf(thrown);
    if (limit === '') return;
    machineLimit = limit;
    throw thrown;
  };
  const faultOf = (thrown: unknown): string => {
    if (machineLimit === '') machineLimit = machineLimitOf(thrown);
    const beyond = limitFault();
    if (beyond !== '') return beyond;
    try {
      if (typeof thrown !== 'object' || thrown === null) return fault('crash', `threw ${StringOf(thrown)}`);
      const { name, message, stack } = thrown as Record<string, unknown>;
      const found = typeof stack === 'string' ? apply(exec, candidateLine, [stack]) : null;
      return fault('crash', `${name}: ${message}`, found === null ? undefined : NumberOf(found[1]));
    } catch {
      return fault('crash', 'threw something that cannot be described');
    }
  };

  const written = (value: unknown, outputBytes: number): string => {
    const result = answerText.write(value, outputBytes);
    const beyond = limitFault();
    if (beyond !== '') return beyond;
    return result[0] === 'x' ? fault('invalid', `the answer ${apply(slice, result, [1])}`) : result;
  };
  /** All answers as doubles; as JSON when one of them is no number. */
  const finished = (answers: ArrayLike<unknown>, outputBytes: number): string => {
    const beyond = limitFault();
    if (beyond !== '') return beyond;
    const count = answers.length;
    if (count * 8 > outputBytes) return written(answers, outputBytes);
    const buffer = new Bytes(count * 8);
    const doubles = new Doubles(buffer);
    for (let i = 0; i < count; i++) {
      const answer = answers[i];
      if (typeof answer !== 'number') return written(answers, outputBytes);
      doubles[i] = answer;
    }
    packed = buffer;
    return 'n';
  };
  const functionNamed = (name: string): ((...values: unknown[]) => unknown) | null => {
    const value = hasOwn(exported, name) ? exported[name] : undefined;
    return typeof value === 'function' ? (value as (...values: unknown[]) => unknown) : null;
  };
  const missing = (name: string): string => fault('invalid', `the program exports no function named ${name}`);

  return {
    allocate: (bytes) => new Bytes(bytes),
    start(wrapper, seed, limit) {
      world.seedRandom(seed);
      stepLimit = limit;
      try {
        program = wrapper(limit, overrun, onCaught);
        exported = programFiles(program.files)(0);
        return limitFault() || 'j';
      } catch (thrown) {
        return faultOf(thrown);
      }
    },
    callNumbers(name, buffer, arity, count, outputBytes) {
      try {
        const given = new Doubles(buffer);
        const called = functionNamed(name);
        if (called === null) return missing(name);
        const answers: unknown[] = [];
        if (arity === 1) {
          for (let i = 0; i < count; i++) answers[i] = called(given[i]);
        } else if (arity === 2) {
          for (let i = 0; i < count; i++) answers[i] = called(given[2 * i], given[2 * i + 1]);
        } else {
          for (let i = 0; i < count; i++) {
            const list: unknown[] = [];
            for (let j = 0; j < arity; j++) list[j] = given[i * arity + j];
            answers[i] = apply(called, undefined, list);
          }
        }
        return finished(answers, outputBytes);
      } catch (thrown) {
        return faultOf(thrown);
      }
    },
    callJson(name, text, isMarked, outputBytes) {
      try {
        const called = functionNamed(name);
        if (called === null) return missing(name);
        const lists = answerText.read(text, isMarked) as unknown[][];
        const answers: unknown[] = [];
        for (let i = 0; i < lists.length; i++) answers[i] = apply(called, undefined, lists[i] as unknown[]);
        return finished(answers, outputBytes);
      } catch (thrown) {
        return faultOf(thrown);
      }
    },
    drive(driver, text, isMarked, outputBytes) {
      try {
        const run = driver as (programExports: unknown, input: unknown) => unknown;
        return written(run(exported, answerText.read(text, isMarked)), outputBytes);
      } catch (thrown) {
        return faultOf(thrown);
      }
    },
    numbers: () => packed,
    steps: () => {
      if (program === null) return 0;
      const counted = program.steps();
      return machineLimit !== '' || counted > stepLimit ? stepLimit : counted;
    },
  };
}

/** The text of a script whose value is a function that prepares a bare context and gives its `Realm`. */
export const REALM_SOURCE = `(function () {
"use strict";
const world = (${prepareWorld})();
(${installSorting})();
return (${createRealm})(world, (${createAnswerText})(), (${createProgramFiles})());
})`;
