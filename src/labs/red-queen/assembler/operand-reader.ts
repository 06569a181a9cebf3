import { LIMITS } from './limits.ts';
import { type Place, type PlacedText, placeAt } from './place.ts';
import type { ProblemLog } from './problem.ts';
import { scanToken, type TokenKind } from './scan-token.ts';
import type { NamedValue, SymbolTable } from './symbol-table.ts';

export interface PlacedToken {
  readonly kind: TokenKind;
  readonly text: string;
  readonly place: Place;
}

interface Frame {
  readonly placed: PlacedText;
  index: number;
  /** The name that this text replaces, and where it stands; undefined for the statement itself. */
  readonly replaced: { readonly value: NamedValue; readonly place: Place } | undefined;
}

/**
 * The tokens of an expanded statement. Names that the first pass could not know are replaced on the way: labels by their
 * distance from the instruction at `address` (or by their address, where that is null), EQU texts by their first line.
 */
export class OperandReader {
  readonly #symbols: SymbolTable;
  readonly #log: ProblemLog;
  readonly #frames: Frame[];
  #steps = 0;

  constructor(statement: PlacedText, symbols: SymbolTable, log: ProblemLog) {
    this.#frames = [{ placed: statement, index: 0, replaced: undefined }];
    this.#symbols = symbols;
    this.#log = log;
  }

  /** The next token as it stands. */
  raw(): PlacedToken {
    for (;;) {
      const frame = this.#frames.at(-1) as Frame;
      const token = scanToken(frame.placed.text, frame.index);
      frame.index = token.end;
      const place = frame.replaced?.place ?? placeAt(frame.placed, token.start);
      this.#steps += 1;
      if (this.#steps > LIMITS.steps) this.#log.refuse(place, `the operands hold more than ${LIMITS.steps} words`);
      if (token.kind !== 'end' || this.#frames.length === 1) return { kind: token.kind, text: token.text, place };
      this.#frames.pop();
    }
  }

  /** The next token after names are replaced; undefined after a problem that was reported. */
  replaced(address: number | null): PlacedToken | undefined {
    for (;;) {
      const token = this.raw();
      const value = token.kind === 'word' ? this.#symbols.value(token.text) : undefined;
      if (value === undefined) {
        if (token.kind !== 'word' || token.text.length === 1) return token;
        this.#log.error(token.place, 'undefined-name', `“${token.text}” is not defined${this.#suggestion(token.text)}`);
        return undefined;
      }
      if (this.#frames.some(({ replaced }) => replaced?.value === value)) {
        this.#log.error(token.place, 'recursion', `the text of “${token.text}” contains itself`);
        return undefined;
      }
      if (this.#frames.length > LIMITS.textDepth) {
        this.#log.refuse(token.place, `EQU texts stand inside each other more than ${LIMITS.textDepth} deep`);
      }
      this.#push(value, token.place, address ?? 0);
    }
  }

  #push(value: NamedValue, place: Place, origin: number): void {
    const replaced = { value, place };
    if (value.kind === 'label') {
      const placed = { text: String(value.address - origin), pieces: [] };
      this.#frames.push({ placed, index: 0, replaced });
      return;
    }
    const [first] = value.lines;
    if (first !== undefined) this.#frames.push({ placed: first.line, index: first.start, replaced });
  }

  #suggestion(name: string): string {
    const same = this.#symbols.names().find((known) => known.toLowerCase() === name.toLowerCase());
    return same === undefined ? '' : `; did you mean “${same}”? Names are case-sensitive`;
  }
}
