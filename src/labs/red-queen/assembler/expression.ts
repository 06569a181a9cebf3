import type { Place } from './place.ts';
import type { ProblemKind } from './problem.ts';

/** A token of an expression: a number, a register (one letter), an operator, or anything else, which is a mistake. */
export interface ExpressionToken {
  readonly text: string;
  readonly place: Place;
}

export type ExpressionResult =
  | { readonly value: bigint; readonly hasOverflow: boolean }
  | { readonly kind: ProblemKind; readonly message: string; readonly place: Place };

/** The registers `a` to `z`, which keep what is assigned to them to the end of the assembly. */
export type Registers = Map<string, bigint>;

class Mistake extends Error {
  readonly kind: ProblemKind;
  readonly place: Place | undefined;
  constructor(kind: ProblemKind, message: string, place: Place | undefined) {
    super(message);
    this.kind = kind;
    this.place = place;
  }
}

/** How tightly operators bind. Unlike in C all six comparisons bind alike. */
const BINDING: ReadonlyMap<string, number> = new Map([
  ['*', 5],
  ['/', 5],
  ['%', 5],
  ['+', 4],
  ['-', 4],
  ['<', 3],
  ['>', 3],
  ['<=', 3],
  ['>=', 3],
  ['==', 3],
  ['!=', 3],
  ['&&', 2],
  ['||', 1],
]);

const LARGEST = 2n ** 63n - 1n;

/** The operator in front of every chain: it returns its right side and binds less than all others. */
const START: Operator = { text: 'start', place: { line: 1, column: 1 } };

/** An operator that a chain did not consume, for the chain around it. */
interface Chain {
  readonly value: bigint;
  readonly next: Operator | undefined;
}

interface Operator {
  readonly text: string;
  readonly place: Place;
}

/**
 * The value of an expression in 64-bit integers that wrap (with `hasOverflow`). Division truncates towards zero, and the
 * remainder has the sign of the dividend, as in C; comparisons and logic give 0 or 1; both sides of && and || are always
 * computed; `a = expression` assigns to a register and takes all that follows, up to a closing parenthesis.
 *
 * How chains of operators are grouped is not quite as in C: see `#chain`. Parentheses always help.
 */
export function evaluate(tokens: readonly ExpressionToken[], registers: Registers, end: Place): ExpressionResult {
  const reader = new ExpressionReader(tokens, registers);
  try {
    const value = reader.whole();
    return { value, hasOverflow: reader.hasOverflow };
  } catch (mistake) {
    if (!(mistake instanceof Mistake)) throw mistake;
    return { kind: mistake.kind, message: mistake.message, place: mistake.place ?? end };
  }
}

class ExpressionReader {
  readonly #tokens: readonly ExpressionToken[];
  readonly #registers: Registers;
  #index = 0;
  #parentheses = 0;
  #dropped: Operator | undefined;
  hasOverflow = false;

  constructor(tokens: readonly ExpressionToken[], registers: Registers) {
    this.#tokens = tokens;
    this.#registers = registers;
  }

  whole(): bigint {
    const { value } = this.#chain(-1, 0n, START);
    if (this.#index < this.#tokens.length) throw this.#leftOver() ?? this.#unexpected();
    return value;
  }

  /**
   * Operands and operators up to the end, a closing parenthesis, or an operator that binds less than `floor`.
   *
   * This is precedence climbing with two differences from C, which are those of pMARS 0.9.2:
   * - a chain opened by a tighter operator also takes what binds as tightly as the operator in front of it:
   *   `1 - 2*3 - 4` is `1 - (2*3 - 4)`, -1 and not -9, while `1 - 2 - 4` is -5;
   * - after each step the floor becomes the binding of the operator just applied, so that an operator that should end two
   *   chains at once may stay in the inner one: `1 && 2 < 3*4 - 5 || 6` is `1 && (2 < ((3*4 - 5) || 6))`.
   */
  #chain(floorAtStart: number, leftAtStart: bigint, operatorAtStart: Operator): Chain {
    let floor = floorAtStart;
    let left = leftAtStart;
    let operator = operatorAtStart;
    let wasHandedBack = false;
    for (;;) {
      const right = this.#operand();
      const next = this.#operator();
      if (next === undefined) return { value: this.#apply(operator, left, right), next };
      const binding = bindingOf(operator);
      if (binding >= bindingOf(next)) {
        left = this.#apply(operator, left, right);
        if (bindingOf(next) < floor && binding > floor) return this.#handBack(left, next, wasHandedBack);
        floor = binding;
        operator = next;
      } else {
        const inner = this.#chain(binding, right, next);
        left = this.#apply(operator, left, inner.value);
        if (inner.next === undefined) return { value: left, next: undefined };
        if (bindingOf(inner.next) < floor) return this.#handBack(left, inner.next, wasHandedBack);
        floor = bindingOf(next);
        operator = inner.next;
        wasHandedBack = true;
      }
    }
  }

  /**
   * pMARS hands operators back through one variable, in which 0 means none, and 0 is also its number for `==`; and what is
   * handed back to a chain that already went on so is forgotten. Such an operator is dropped, which nearly always leaves
   * an operand without an operator: `6 - 4/2 == 4` is an error, `(6 - 4/2) == 4` is not.
   */
  #handBack(value: bigint, next: Operator, wasHandedBack: boolean): Chain {
    if (next.text !== '==' && !wasHandedBack) return { value, next };
    this.#dropped ??= next;
    return { value, next: undefined };
  }

  #operand(): bigint {
    const token = this.#tokens[this.#index];
    if (token === undefined) throw new Mistake('expression', 'the expression ends where a value is wanted', undefined);
    this.#index += 1;
    const { text } = token;
    if (/^[0-9]+$/.test(text)) return this.#number(BigInt(text));
    if (/^[A-Za-z]$/.test(text)) return this.#register(text.toLowerCase());
    switch (text) {
      case '-':
        return BigInt.asIntN(64, -this.#operand());
      case '+':
        return this.#operand();
      case '!':
        return this.#operand() === 0n ? 1n : 0n;
      case '(': {
        this.#parentheses += 1;
        const { value } = this.#chain(-1, 0n, START);
        if (this.#tokens[this.#index]?.text !== ')') {
          throw this.#leftOver() ?? new Mistake('expression', 'this parenthesis is not closed', token.place);
        }
        this.#index += 1;
        this.#parentheses -= 1;
        return value;
      }
    }
    this.#index -= 1;
    throw this.#unexpected();
  }

  /** A number that is too large counts as the largest, as C's `sscanf` reads it. */
  #number(value: bigint): bigint {
    if (value <= LARGEST) return value;
    this.hasOverflow = true;
    return LARGEST;
  }

  #register(letter: string): bigint {
    const isAssignment = this.#textAt(0) === '=' && this.#textAt(1) !== '=';
    if (!isAssignment) return this.#registers.get(letter) ?? 0n;
    this.#index += 1;
    const { value } = this.#chain(-1, 0n, START);
    this.#registers.set(letter, value);
    return value;
  }

  /** The operator after an operand; undefined at the end and at a closing parenthesis. */
  #operator(): Operator | undefined {
    const token = this.#tokens[this.#index];
    if (token === undefined) return undefined;
    if (token.text === ')' && this.#parentheses > 0) return undefined;
    const pair = token.text + this.#textAt(1);
    const text = BINDING.has(pair) ? pair : token.text;
    if (!BINDING.has(text)) throw this.#unexpected();
    this.#index += text === token.text ? 1 : 2;
    return { text, place: token.place };
  }

  #textAt(offset: number): string {
    return this.#tokens[this.#index + offset]?.text ?? '';
  }

  /** The better explanation when operands are left over because an operator was dropped. */
  #leftOver(): Mistake | undefined {
    if (this.#dropped === undefined) return undefined;
    const { text, place } = this.#dropped;
    return new Mistake('expression', `“${text}” cannot end this side: put the side in parentheses`, place);
  }

  #unexpected(): Mistake {
    const token = this.#tokens[this.#index];
    return new Mistake('expression', `“${token?.text ?? ''}” cannot stand here in an expression`, token?.place);
  }

  #apply({ text, place }: Operator, left: bigint, right: bigint): bigint {
    switch (text) {
      case START.text:
        return right;
      case '+':
        return this.#wrap(left + right);
      case '-':
        return this.#wrap(left - right);
      case '*':
        return this.#wrap(left * right);
      case '/':
      case '%':
        if (right === 0n) throw new Mistake('division-by-zero', 'division by zero', place);
        return this.#wrap(text === '/' ? left / right : left % right);
      default:
        return holds(text, left, right) ? 1n : 0n;
    }
  }

  #wrap(value: bigint): bigint {
    const wrapped = BigInt.asIntN(64, value);
    if (wrapped !== value) this.hasOverflow = true;
    return wrapped;
  }
}

function bindingOf({ text }: Operator): number {
  return BINDING.get(text) ?? 0;
}

function holds(operator: string, left: bigint, right: bigint): boolean {
  switch (operator) {
    case '<':
      return left < right;
    case '>':
      return left > right;
    case '<=':
      return left <= right;
    case '>=':
      return left >= right;
    case '==':
      return left === right;
    case '!=':
      return left !== right;
    case '&&':
      return left !== 0n && right !== 0n;
    default:
      return left !== 0n || right !== 0n;
  }
}
