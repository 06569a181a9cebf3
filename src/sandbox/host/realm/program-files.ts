/** What the wrapper of an instrumented program gives back; see `instrument.ts`. */
export interface InstrumentedProgram {
  readonly steps: () => number;
  /** Catch blocks whose guard threw: above 0 the stack or the memory was full, whatever became of the exception. */
  readonly unguarded: () => number;
  readonly files: readonly ProgramFile[];
}

/** One file as a closure: `define` declares its exports, `load` runs another file, `star` re-exports all of one. */
export type ProgramFile = (
  define: (getters: Record<string, () => unknown>) => void,
  load: (index: number) => object,
  star: (source: Record<string, unknown>) => void,
) => void;

/** Runs a program's files on demand, each once, and gives their exports. */
export type ProgramFiles = (files: readonly ProgramFile[]) => (index: number) => Record<string, unknown>;

/**
 * Exports are getters, so that they are live like those of a module. A file that is imported while it is still running
 * (a cycle) is seen as far as it has come.
 *
 * Sent as text into the context: it must use nothing from outside itself.
 */
export function createProgramFiles(): ProgramFiles {
  const { defineProperty, keys, hasOwn, freeze, create } = Object;
  return (files) => {
    const loaded: (Record<string, unknown> | undefined)[] = [];
    const load = (index: number): Record<string, unknown> => {
      const known = loaded[index];
      if (known !== undefined) return known;
      const exported = create(null) as Record<string, unknown>;
      loaded[index] = exported;
      const add = (name: string, get: () => unknown): void => {
        defineProperty(exported, name, { get, enumerable: true, configurable: true });
      };
      const define = (getters: Record<string, () => unknown>): void => {
        const names = keys(getters);
        for (let i = 0; i < names.length; i++) add(names[i] as string, getters[names[i] as string] as () => unknown);
      };
      const star = (source: Record<string, unknown>): void => {
        const names = keys(source);
        for (let i = 0; i < names.length; i++) {
          const name = names[i] as string;
          if (name !== 'default' && !hasOwn(exported, name)) add(name, () => source[name]);
        }
      };
      // By name, so that `this` is undefined in it, as in a module.
      const run = files[index] as ProgramFile;
      run(define, load, star);
      return freeze(exported);
    };
    return load;
  };
}
