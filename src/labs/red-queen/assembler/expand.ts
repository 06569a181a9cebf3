import { evaluateText } from './evaluate-text.ts';
import type { ExpressionResult, Registers } from './expression.ts';
import { LIMITS } from './limits.ts';
import { LineBuilder } from './line-builder.ts';
import { type Place, type PlacedText, placeAt } from './place.ts';
import type { ProblemLog } from './problem.ts';
import type { SourceLine } from './read-source.ts';
import { isBlank, scanToken, type Token } from './scan-token.ts';
import { isPseudoOpcode, type StatementWord, statementWord } from './statement-words.ts';
import type { NamedValue, SymbolTable, TextLine } from './symbol-table.ts';

/**
 * How far a line was read.
 * - start, labels, failed: an opcode, FOR, ROF, EQU or label may follow; after `failed` the line has been reported
 * - operand: inside an operand or an expression, where labels are relative to the current instruction
 * - absolute: inside the operand of ORG, END or PIN, where labels count from the start of the warrior
 * - done: the line holds a whole statement; block: it opened a FOR block; end: it closed one
 */
type State = 'start' | 'labels' | 'failed' | 'operand' | 'absolute' | 'done' | 'block' | 'end';

/** Lines that are being read: the source, or the text of a name. */
interface Cursor {
  readonly lines: readonly TextLine[];
  readonly assertions: ReadonlySet<TextLine>;
  index: number;
  /** Where the name stands whose text this is; undefined for the source. */
  readonly usedAt: Place | undefined;
}

/** The statements of a source after all FOR blocks are unrolled and all names are replaced that were known by then. */
export interface Expansion {
  readonly statements: readonly PlacedText[];
  /** Whether an `;assert` was there and could be read. */
  readonly hasAssertion: boolean;
}

/**
 * The first of two passes, line by line from the top: unrolls FOR, collects EQU texts and label addresses, replaces names,
 * checks `;assert`. A name that is defined further down stays; the second pass knows it.
 *
 * Replacement is textual, as in pMARS, and so is what follows from it: blanks between numbers and signs do not separate
 * (`dat 1 2` is `dat 12`), an EQU text has no parentheses around it, and a text may hold labels, opcodes or whole lines.
 */
export function expand(
  lines: readonly SourceLine[],
  symbols: SymbolTable,
  registers: Registers,
  log: ProblemLog,
): Expansion {
  return new Expander(lines, symbols, registers, log).run();
}

class Expander {
  readonly #symbols: SymbolTable;
  readonly #registers: Registers;
  readonly #log: ProblemLog;
  readonly #statements: PlacedText[] = [];
  readonly #inUse = new Set<NamedValue>();
  #cursor: Cursor;
  /** Labels that wait for their statement. */
  #pending: { readonly name: string; readonly place: Place }[] = [];
  /** Instructions so far. */
  #address = 0;
  /** FOR blocks with no turns that are being skipped. */
  #skipped = 0;
  #blockDepth = 0;
  #steps = 0;
  #isRunning = true;
  #hasAssertion = false;

  constructor(lines: readonly SourceLine[], symbols: SymbolTable, registers: Registers, log: ProblemLog) {
    const texts = lines.map((line): TextLine => ({ line, start: 0 }));
    const assertions = new Set(texts.filter((_, index) => lines[index]?.isAssertion));
    this.#cursor = { lines: texts, assertions, index: 0, usedAt: undefined };
    this.#symbols = symbols;
    this.#registers = registers;
    this.#log = log;
  }

  run(): Expansion {
    const { lines } = this.#cursor;
    const out = new LineBuilder();
    for (; this.#isRunning && this.#cursor.index < lines.length; this.#cursor.index += 1) {
      const state = this.#next(out);
      if (state === 'done') this.#emit(out);
      if (state === 'end') {
        const place = this.#placeOf(lines[this.#cursor.index] as TextLine, 0);
        this.#log.error(place, 'block-not-open', 'ROF without a FOR before it');
      }
    }
    for (const { name, place } of this.#pending) {
      this.#log.warn(place, 'label-not-used', `no statement follows the label “${name}”`);
    }
    return { statements: this.#statements, hasAssertion: this.#hasAssertion };
  }

  #emit(out: LineBuilder): void {
    const statement = out.build();
    this.#statements.push(statement);
    if (this.#statements.length <= LIMITS.statements) return;
    this.#log.refuse(placeAt(statement, 0), `the source expands to more than ${LIMITS.statements} statements`);
  }

  #placeOf({ line }: TextLine, index: number): Place {
    return this.#cursor.usedAt ?? placeAt(line, index);
  }

  /** Reads a line of the cursor into `out`. */
  #next(out: LineBuilder): State {
    const text = this.#cursor.lines[this.#cursor.index] as TextLine;
    out.clear();
    if (!this.#cursor.assertions.has(text)) return this.#line(text, out, 'start');
    if (this.#skipped === 0) this.#assertion(text);
    return 'start';
  }

  /** Reads a line from `text.start` on into `out`. */
  #line(text: TextLine, out: LineBuilder, initial: State): State {
    const source = text.line.text;
    let state = initial;
    let statement: StatementWord | undefined;
    for (let index = text.start; ; ) {
      const token = scanToken(source, index);
      const place = this.#placeOf(text, token.start);
      this.#spend(place);
      if (token.kind === 'end') return statement === undefined ? state : this.#finish(statement);
      index = token.end;
      if (this.#skipped > 0) {
        if (this.#skip(token)) continue;
        return 'start';
      }
      const isOpen = state === 'start' || state === 'labels' || state === 'failed';
      if (token.kind !== 'word') {
        if (isOpen) return this.#fail(place, 'unexpected', `“${token.text}” cannot start a statement`);
        if (!this.#append(out, token.text, place)) return 'failed';
        continue;
      }
      const upper = token.text.toUpperCase();
      const word = statementWord(token.text);
      if (word !== undefined || upper === 'FOR' || upper === 'ROF' || upper === 'EQU') {
        if (!isOpen) return this.#fail(place, 'misplaced', `“${token.text}” cannot stand in an operand`);
        if (upper === 'ROF') return 'end';
        if (upper === 'FOR') return this.#block({ line: text.line, start: index }, place);
        if (upper === 'EQU') return this.#text({ line: text.line, start: index }, place);
        if (word === undefined) return 'failed';
        // What stands directly after the opcode is taken as it is; the second pass reads it.
        const glued = gluedText(source, index);
        const isReplacement = this.#cursor.usedAt !== undefined;
        index += glued.length;
        const written = this.#spaced(word + glued, source, index);
        if (!this.#append(out, written, place, isReplacement)) return 'failed';
        statement = word;
        state = isPseudoOpcode(word) ? 'absolute' : 'operand';
        continue;
      }
      if (token.text === 'CURLINE') {
        if (isOpen) return this.#fail(place, 'misplaced', '“CURLINE” cannot be a label');
        if (!this.#append(out, this.#spaced(String(this.#address), source, index), place)) return 'failed';
        continue;
      }
      const joined = this.#concatenated(source, token, place);
      if (joined === undefined) return 'failed';
      index = joined.end;
      const value = this.#symbols.value(joined.name);
      const counter = this.#symbols.counter(joined.name);
      if (counter === undefined && value?.kind === 'text') {
        if (this.#inUse.has(value)) {
          return this.#fail(place, 'recursion', `the text of “${joined.name}” contains itself`);
        }
        state = this.#replace(joined.name, value.lines, value, out, state, place);
        if (state === 'failed' && !isOpen) return state;
        if (isBlank(source, index) && !this.#append(out, ' ', place)) return 'failed';
        continue;
      }
      if (isOpen) {
        if (counter !== undefined || value !== undefined) {
          this.#log.warn(place, 'label-taken', `“${joined.name}” is defined already; this line is ignored`);
          return 'failed';
        }
        if (this.#pending.length >= LIMITS.labels) {
          return this.#fail(place, 'too-many-labels', `a statement has at most ${LIMITS.labels} labels`);
        }
        this.#pending.push({ name: joined.name, place });
        if (source.charAt(index) === ':') index += 1;
        state = 'labels';
        continue;
      }
      const replacement =
        counter !== undefined
          ? twoDigits(counter)
          : value?.kind === 'label'
            ? String(value.address - (state === 'absolute' ? 0 : this.#address))
            : joined.name;
      if (!this.#append(out, this.#spaced(replacement, source, index), place)) return 'failed';
    }
  }

  /** Inside a skipped block only the words at the start of a line count. True if the next word may count too. */
  #skip({ kind, text }: Token): boolean {
    if (kind !== 'word') return false;
    const upper = text.toUpperCase();
    if (upper === 'FOR') this.#skipped += 1;
    if (upper === 'ROF') this.#skipped -= 1;
    const endsLine = ['FOR', 'ROF', 'EQU'].includes(upper) || text === 'CURLINE' || statementWord(text) !== undefined;
    return !endsLine;
  }

  /** The end of the line that a statement stands in: its labels get their address. */
  #finish(statement: StatementWord): State {
    const names = this.#pending.map(({ name }) => name);
    this.#symbols.define(names, { kind: 'label', address: this.#address });
    this.#pending = [];
    if (!isPseudoOpcode(statement)) this.#address += 1;
    if (statement === 'END') this.#isRunning = false;
    return 'done';
  }

  /** Goes on in the text of a name. All its lines but the last are lines of their own; the last one goes on in `out`. */
  #replace(
    name: string,
    lines: readonly TextLine[],
    value: NamedValue,
    out: LineBuilder,
    initial: State,
    place: Place,
  ): State {
    if (this.#inUse.size >= LIMITS.textDepth) {
      this.#log.refuse(place, `EQU texts stand inside each other more than ${LIMITS.textDepth} deep`);
    }
    if (lines.length > 1 && !['start', 'labels', 'failed'].includes(initial)) {
      return this.#fail(place, 'misplaced', `“${name}” stands for several lines and cannot be an operand`);
    }
    const outer = this.#cursor;
    const cursor: Cursor = { lines, assertions: new Set(), index: 0, usedAt: outer.usedAt ?? place };
    this.#cursor = cursor;
    this.#inUse.add(value);
    let state = this.#line(lines[0] as TextLine, out, initial);
    while (cursor.index + 1 < lines.length && this.#isRunning) {
      if (state === 'done' && this.#skipped === 0) this.#emit(out);
      cursor.index += 1;
      state = this.#next(out);
    }
    this.#inUse.delete(value);
    this.#cursor = outer;
    return state;
  }

  /** `labels EQU text`, and the EQU lines that follow it. */
  #text(first: TextLine, place: Place): State {
    const names = this.#pending.map(({ name }) => name);
    this.#pending = [];
    if (names.length === 0) {
      this.#log.warn(place, 'text-without-label', 'EQU without a label before it; this line is ignored');
      return 'operand';
    }
    const lines = [first];
    const cursor = this.#cursor;
    for (;;) {
      const next = cursor.lines[cursor.index + 1];
      if (next === undefined || cursor.assertions.has(next)) break;
      const token = scanToken(next.line.text, next.start);
      if (token.text.toUpperCase() !== 'EQU') break;
      this.#spend(place);
      lines.push({ line: next.line, start: token.end });
      cursor.index += 1;
    }
    this.#symbols.define(names, { kind: 'text', lines });
    return 'operand';
  }

  /** `labels FOR count`: the last label is the counter, the others are labels of what follows. */
  #block(count: TextLine, place: Place): State {
    const counterName = this.#pending.pop()?.name;
    const names = this.#pending.map(({ name }) => name);
    this.#symbols.define(names, { kind: 'label', address: this.#address });
    this.#pending = [];
    const turns = this.#value(count, place);
    if (turns === undefined || turns <= 0n) {
      this.#skipped += 1;
      return 'block';
    }
    if (this.#blockDepth >= LIMITS.blockDepth) {
      this.#log.refuse(place, `FOR blocks stand inside each other more than ${LIMITS.blockDepth} deep`);
    }
    this.#blockDepth += 1;
    const cursor = this.#cursor;
    const first = cursor.index;
    const counter = this.#symbols.openCounter(counterName);
    for (let turn = 1; this.#isRunning && BigInt(turn) <= turns; turn += 1) {
      counter.value = turn;
      cursor.index = first;
      this.#turn(cursor, place);
    }
    this.#symbols.closeCounter();
    this.#blockDepth -= 1;
    return 'block';
  }

  /** One turn of a block; leaves the cursor at its ROF. */
  #turn(cursor: Cursor, place: Place): void {
    const out = new LineBuilder();
    while (this.#isRunning) {
      if (cursor.index + 1 >= cursor.lines.length) {
        this.#log.warn(place, 'block-not-closed', 'this FOR has no ROF; it ends the source after one turn');
        this.#isRunning = false;
        return;
      }
      cursor.index += 1;
      const state = this.#next(out);
      if (state === 'end') return;
      if (state === 'done') this.#emit(out);
    }
  }

  #assertion(text: TextLine): void {
    const place = this.#placeOf(text, scanToken(text.line.text, 0).start);
    const quiet = this.#expression(text, place);
    if (quiet === undefined || !('value' in quiet)) {
      const why = quiet === undefined ? '' : `: ${quiet.message}`;
      this.#log.warn(place, 'assertion-unreadable', `this assertion cannot be read and does not count${why}`);
      return;
    }
    this.#hasAssertion = true;
    if (quiet.hasOverflow) this.#warnOverflow(place);
    if (quiet.value === 0n) this.#log.error(place, 'assertion-failed', 'this assertion does not hold');
  }

  /** The value of an expression, or undefined after a report. */
  #value(text: TextLine, place: Place): bigint | undefined {
    const result = this.#expression(text, place);
    if (result === undefined) return undefined;
    if ('value' in result) {
      if (result.hasOverflow) this.#warnOverflow(place);
      return result.value;
    }
    this.#log.error(result.place, result.kind, result.message);
    return undefined;
  }

  /** Replaces the names of an expression and computes it; undefined if that failed and was reported. */
  #expression(text: TextLine, place: Place): ExpressionResult | undefined {
    const out = new LineBuilder();
    return this.#line(text, out, 'operand') === 'failed'
      ? undefined
      : evaluateText(out.build(), this.#registers, place);
  }

  /** A name with the turns of counters joined to it: in turn 3 of `i`, `step&i` is `step03`. */
  #concatenated(source: string, token: Token, place: Place): { name: string; end: number } | undefined {
    let name = token.text;
    let end = token.end;
    while (source.charAt(end) === '&' && /[A-Za-z]/.test(source.charAt(end + 1))) {
      const part = scanToken(source, end + 1);
      const turn = this.#symbols.counter(part.text);
      if (turn === undefined) {
        this.#log.error(place, 'concatenation', `“${part.text}” after & is not the counter of a FOR around it`);
        return undefined;
      }
      name += twoDigits(turn);
      end = part.end;
    }
    return { name, end };
  }

  /** A word keeps one blank behind it, so that it does not run into what follows. */
  #spaced(text: string, source: string, index: number): string {
    return isBlank(source, index) ? `${text} ` : text;
  }

  #append(out: LineBuilder, text: string, place: Place, isReplacement = true): boolean {
    if (out.append(text, place, isReplacement)) return true;
    const limit = LIMITS.lineCharacters;
    this.#log.error(place, 'limit', `the line is longer than ${limit} characters after names are replaced`);
    return false;
  }

  #fail(place: Place, kind: Parameters<ProblemLog['error']>[1], message: string): 'failed' {
    this.#log.error(place, kind, message);
    return 'failed';
  }

  #warnOverflow(place: Place): void {
    this.#log.warn(place, 'overflow', 'a number does not fit into 64 bits and wraps');
  }

  #spend(place: Place): void {
    this.#steps += 1;
    if (this.#steps > LIMITS.steps) this.#log.refuse(place, `the source expands to more than ${LIMITS.steps} words`);
  }
}

/** What stands directly behind an opcode, such as its modifier. */
function gluedText(source: string, index: number): string {
  let end = index;
  while (end < source.length && !isBlank(source, end)) end += 1;
  return source.slice(index, end);
}

function twoDigits(turn: number): string {
  return String(turn).padStart(2, '0');
}
