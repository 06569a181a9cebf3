import type { PlacedText } from './place.ts';

/** One line of an EQU text: a source line from `start` on. */
export interface TextLine {
  readonly line: PlacedText;
  readonly start: number;
}

/** What a name stands for: an EQU text, or the address of a label, in instructions from the start of the warrior. */
export type NamedValue =
  | { readonly kind: 'text'; readonly lines: readonly TextLine[] }
  | { readonly kind: 'label'; readonly address: number };

/** Names of a source, case-sensitive. FOR counters exist only while their block is read and hide other names. */
export class SymbolTable {
  readonly #values = new Map<string, NamedValue>();
  readonly #counters: { readonly name: string | undefined; value: number }[] = [];

  constructor(constants: Readonly<Record<string, number>>) {
    for (const [name, value] of Object.entries(constants)) {
      const line = { text: String(value), pieces: [] };
      this.#values.set(name, { kind: 'text', lines: [{ line, start: 0 }] });
    }
  }

  value(name: string): NamedValue | undefined {
    return this.#values.get(name);
  }

  define(names: readonly string[], value: NamedValue): void {
    for (const name of names) this.#values.set(name, value);
  }

  /** The turn of the innermost FOR block with that counter, from 1. */
  counter(name: string): number | undefined {
    return this.#counters.findLast((counter) => counter.name === name)?.value;
  }

  openCounter(name: string | undefined): { value: number } {
    const counter = { name, value: 1 };
    this.#counters.push(counter);
    return counter;
  }

  closeCounter(): void {
    this.#counters.pop();
  }

  /** Names that could be meant, for messages. */
  names(): string[] {
    return [...this.#values.keys()];
  }
}
