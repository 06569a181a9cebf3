import type { Realm } from './realm/realm.ts';

/** A realm of its own for one candidate, and how text becomes code in it. */
export interface EngineRealm extends Pick<Realm, 'steps'> {
  /** Each of these answers in the letters that `Realm` defines. */
  start(script: string, seed: number, limit: number): string;
  callNumbers(name: string, numbers: Float64Array, arity: number, outputBytes: number): string;
  callJson(name: string, text: string, isMarked: boolean, outputBytes: number): string;
  /** Throws `DriverError` when the driver's text is no function. */
  drive(driver: string, text: string, isMarked: boolean, outputBytes: number): string;
  /** The bytes of the last answer of kind n. */
  numbers(): Uint8Array;
  dispose(): void;
}

export interface Engine {
  /** The next request may take this much processor time, in milliseconds; past it the engine stops it if it can. */
  setDeadline(limitMs: number): void;
  createRealm(): EngineRealm;
}

/** The task's driver cannot be compiled: an error of the task, not of the candidate. */
export class DriverError extends Error {
  override readonly name = 'DriverError';
}
