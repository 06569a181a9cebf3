/** The identifiers that instrumentation adds: one family that no file of the program contains. */
export interface AddedNames {
  readonly prefix: string;
  /** The step counter. */
  readonly steps: string;
  readonly limit: string;
  readonly overrun: string;
  readonly onCaught: string;
  /** Catch blocks that did not get past their guard. */
  readonly unguarded: string;
  readonly caught: string;
  readonly define: string;
  readonly load: string;
  readonly star: string;
  readonly defaultExport: string;
  /** The exports object of the n-th import of a file. */
  imported(index: number): string;
  /** Counts one step, as an expression. */
  readonly tick: string;
  /**
   * Statements that stand first in a catch block. Counted around the call, because on a full stack the call itself fails.
   */
  guard(caught: string): string;
}

export function chooseNames(sources: readonly string[]): AddedNames {
  let prefix = 'k$';
  for (let attempt = 0; sources.some((source) => source.includes(prefix)); attempt++) prefix = `k$${attempt}_`;
  return {
    prefix,
    steps: `${prefix}n`,
    limit: `${prefix}l`,
    overrun: `${prefix}t`,
    onCaught: `${prefix}c`,
    unguarded: `${prefix}u`,
    caught: `${prefix}e`,
    define: `${prefix}d`,
    load: `${prefix}i`,
    star: `${prefix}s`,
    defaultExport: `${prefix}f`,
    imported: (index) => `${prefix}m${index}`,
    tick: `++${prefix}n>${prefix}l&&${prefix}t()`,
    guard: (caught) => `${prefix}u++;${prefix}c(${caught});${prefix}u--;`,
  };
}
