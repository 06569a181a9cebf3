import { MODES, MODIFIERS, type Mode, type Modifier } from '../mars/instruction.ts';
import type { ExpressionToken } from './expression.ts';
import { LIMITS } from './limits.ts';
import { OperandReader, type PlacedToken } from './operand-reader.ts';
import type { Place, PlacedText } from './place.ts';
import type { ProblemLog } from './problem.ts';
import { isPseudoOpcode, type StatementWord, statementWord } from './statement-words.ts';
import type { SymbolTable } from './symbol-table.ts';

export interface Operand {
  /** `$` where none is written. */
  readonly mode: Mode;
  /** Not computed yet: both operands are read before either is. Empty stands for 0. */
  readonly expression: readonly ExpressionToken[];
}

/** An expanded statement, read. ORG, END and PIN have one operand, in `a`, and no mode. */
export interface Statement {
  readonly word: StatementWord;
  readonly place: Place;
  readonly modifier: Modifier | undefined;
  readonly a: Operand;
  readonly b: Operand | undefined;
}

/** The second pass over one statement; undefined after a problem that was reported. */
export function parseStatement(
  text: PlacedText,
  address: number,
  symbols: SymbolTable,
  log: ProblemLog,
): Statement | undefined {
  return new StatementParser(new OperandReader(text, symbols, log), address, log).statement();
}

class StatementParser {
  readonly #reader: OperandReader;
  readonly #address: number;
  readonly #log: ProblemLog;

  constructor(reader: OperandReader, address: number, log: ProblemLog) {
    this.#reader = reader;
    this.#address = address;
    this.#log = log;
  }

  statement(): Statement | undefined {
    const first = this.#reader.raw();
    const word = statementWord(first.text);
    if (word === undefined) return this.#unexpected(first);
    if (isPseudoOpcode(word)) {
      const operand = this.#expression('$', undefined, null);
      if (operand === undefined) return undefined;
      if (operand.end.kind !== 'end') return this.#unexpected(operand.end);
      return { word, place: first.place, modifier: undefined, a: operand, b: undefined };
    }
    let modifier: Modifier | undefined;
    let next = this.#reader.replaced(this.#address);
    if (next?.kind === 'dot') {
      modifier = this.#modifier();
      if (modifier === undefined) return undefined;
      next = this.#reader.replaced(this.#address);
    }
    const a = this.#operand(next);
    if (a === undefined) return undefined;
    if (a.end.kind === 'end') {
      if (a.expression.length === 0) return this.#missing(a.end, word);
      return { word, place: first.place, modifier, a, b: undefined };
    }
    const b = this.#operand(this.#reader.replaced(this.#address));
    if (b === undefined) return undefined;
    if (b.end.kind !== 'end') return this.#unexpected(b.end);
    if (b.expression.length === 0) return this.#missing(b.end, word);
    return { word, place: first.place, modifier, a, b };
  }

  #modifier(): Modifier | undefined {
    const token = this.#reader.raw();
    const modifier = MODIFIERS.find((name) => name === token.text.toUpperCase());
    if (modifier === undefined) {
      this.#log.error(token.place, 'unexpected', `“${token.text}” is no modifier; there are ${MODIFIERS.join(', ')}`);
    }
    return modifier;
  }

  #operand(first: PlacedToken | undefined): (Operand & { readonly end: PlacedToken }) | undefined {
    if (first === undefined) return undefined;
    if (first.kind !== 'mode') {
      const isValue = ['number', 'operator', 'word', 'end'].includes(first.kind);
      return isValue ? this.#expression('$', first, this.#address) : this.#unexpected(first);
    }
    const mode = MODES.find((name) => name === first.text);
    return mode === undefined ? this.#unexpected(first) : this.#expression(mode, undefined, this.#address);
  }

  /** An expression up to a comma or the end. */
  #expression(
    mode: Mode,
    first: PlacedToken | undefined,
    address: number | null,
  ): (Operand & { readonly end: PlacedToken }) | undefined {
    const expression: ExpressionToken[] = [];
    let length = 0;
    for (let token = first ?? this.#reader.replaced(address); ; token = this.#reader.replaced(address)) {
      if (token === undefined) return undefined;
      const { kind, text, place } = token;
      if (kind === 'end' || kind === 'separator') return { mode, expression, end: token };
      const isOperator = kind === 'operator' || (kind === 'mode' && '<>*'.includes(text));
      if (!isOperator && kind !== 'number' && kind !== 'word') return this.#unexpected(token);
      if (kind === 'number' && text.length > LIMITS.digits) {
        this.#log.error(place, 'expression', `a number has at most ${LIMITS.digits} digits`);
        return undefined;
      }
      length += text.length + (kind === 'number' ? 1 : 0);
      if (length > LIMITS.lineCharacters) {
        this.#log.error(place, 'limit', `the operand is longer than ${LIMITS.lineCharacters} characters`);
        return undefined;
      }
      expression.push({ text, place });
    }
  }

  #missing({ place }: PlacedToken, word: StatementWord): undefined {
    this.#log.error(place, 'operand-missing', `an operand of ${word} is missing`);
  }

  #unexpected({ text, kind, place }: PlacedToken): undefined {
    const what = kind === 'end' ? 'the end of the line' : `“${text}”`;
    this.#log.error(place, 'unexpected', `${what} cannot stand here`);
  }
}
