import type { Program } from '../core/program.ts';

/** Programs in memory; older ones come back from the store when they are asked for. */
const CAPACITY = 4_000;

/** A bounded cache of programs by hash over a slower source: least recently used leave first. */
export class ProgramCache {
  readonly #load: (hash: string) => Program;
  readonly #programs = new Map<string, Program>();

  constructor(load: (hash: string) => Program) {
    this.#load = load;
  }

  keep(program: Program): void {
    this.#programs.delete(program.hash);
    this.#programs.set(program.hash, program);
    if (this.#programs.size > CAPACITY) this.#programs.delete(this.#programs.keys().next().value as string);
  }

  /** Bound, to be handed on as it is. */
  readonly get = (hash: string): Program => {
    const program = this.#programs.get(hash) ?? this.#load(hash);
    this.keep(program);
    return program;
  };
}
