import { type Fragment, nameFragment, textAt } from '../javascript/fragment.ts';
import { numberText } from '../javascript/number-text.ts';
import { PRECEDENCE } from '../javascript/precedence.ts';
import { operandPrecedence } from './expression-sites.ts';
import type { LanguageTable, LibraryFunction } from './language-table.ts';
import { isNumeric } from './typing.ts';

/** Writes fresh expressions in the notation of a language, with parentheses only where they are needed. */
export interface Writer {
  /** A literal of a type; the number must be finite. */
  number(value: number, type: string, digits?: number): Fragment;
  name(text: string): Fragment;
  boolean(value: boolean): Fragment;
  binary(operator: string, left: Fragment, right: Fragment): Fragment;
  minus(argument: Fragment): Fragment;
  not(argument: Fragment): Fragment;
  /** Null in languages without such an expression. */
  conditional(test: Fragment, consequent: Fragment, alternate: Fragment): Fragment | null;
  /** A library function, with as many arguments as it takes. */
  call(called: Pick<LibraryFunction, 'template'>, argumentList: readonly Fragment[], type: string): Fragment;
  /** Null where the file does not import what it takes, or the type has no powers. */
  power(base: Fragment, exponent: number, type: string): Fragment | null;
  /** Library functions that the file may call for this type. */
  functions(type: string): readonly LibraryFunction[];
}

const PARAMETER = /\$([1-3T])/g;

export function fill(template: string, parts: Readonly<Record<string, string>>): string {
  return template.replaceAll(PARAMETER, (_, name: string) => parts[name] ?? '');
}

export function isInteger(type: string, table: LanguageTable): boolean {
  return table.integerTypes.test(type);
}

/** Whether an expression of one type may stand where another is wanted. */
export function accepts(wanted: string, given: string, { typing }: LanguageTable): boolean {
  return wanted === given || (typing === 'converting' && wanted === 'float' && given === 'integer');
}

export function createWriter(table: LanguageTable, text: string, functionSet: readonly string[]): Writer {
  const { notation, operators } = table;
  const allowed = new Set(functionSet);
  const isAvailable = ({ requires }: LibraryFunction): boolean => requires === undefined || requires.test(text);
  const fits = ({ type }: LibraryFunction, wanted: string): boolean =>
    table.typing === 'dynamic'
      ? isNumeric(wanted)
      : isNumeric(wanted) && !isInteger(wanted, table) && type !== 'number';
  const usable = table.functions.filter(
    (known) => isAvailable(known) && (allowed.size === 0 || allowed.has(known.name)),
  );

  const word = (text: string, precedence: number): Fragment => ({ text, precedence });

  function number(value: number, type: string, digits = 6): Fragment {
    const isWhole = isInteger(type, table);
    const rounded = isWhole ? Math.round(table.unsignedTypes.test(type) ? Math.abs(value) : value) : value;
    const plain = isWhole ? String(rounded) : (numberText(rounded, digits) ?? '0');
    const written = !isWhole && table.typing !== 'dynamic' && !/[.e]/.test(plain) ? `${plain}.0` : plain;
    return {
      text: written,
      precedence: written.startsWith('-') ? PRECEDENCE.unary : PRECEDENCE.primary,
      isConstant: true,
    };
  }

  function binary(operator: string, left: Fragment, right: Fragment): Fragment {
    const rule = operators[operator] ?? { precedence: PRECEDENCE.sequence, group: 'other' as const };
    const [a, b] = [textAt(left, operandPrecedence(rule, true)), textAt(right, operandPrecedence(rule, false))];
    return word(`${a} ${operator} ${b}`, rule.precedence);
  }

  function call(
    { template }: Pick<LibraryFunction, 'template'>,
    argumentList: readonly Fragment[],
    type: string,
  ): Fragment {
    const parts: Record<string, string> = { T: type };
    // Some templates put more around an argument than a comma.
    argumentList.forEach((argument, i) => {
      const isBare = new RegExp(`[(,]\\s*\\$${i + 1}\\s*[),]`).test(template);
      parts[i + 1] = isBare ? argument.text : textAt(argument, PRECEDENCE.call);
    });
    return word(fill(template, parts), PRECEDENCE.call);
  }

  return {
    number,
    binary,
    call,
    name: nameFragment,
    boolean: (value) => nameFragment(value ? notation.true : notation.false),
    minus(argument) {
      const inner = textAt(argument, PRECEDENCE.unary);
      return word(`-${inner.startsWith('-') ? `(${inner})` : inner}`, PRECEDENCE.unary);
    },
    not(argument) {
      const precedence = notation.not === '!' ? PRECEDENCE.unary : (operators.not?.precedence ?? PRECEDENCE.unary);
      return word(`${notation.not}${textAt(argument, precedence)}`, precedence);
    },
    conditional(test, consequent, alternate) {
      if (notation.conditional === null) return null;
      const isBraced = notation.conditional.includes('{');
      const part = (fragment: Fragment): string => (isBraced ? fragment.text : textAt(fragment, PRECEDENCE.nullish));
      const parts = { 1: part(test), 2: part(consequent), 3: part(alternate) };
      // An expression that begins with `if` could be read as a statement.
      return word(fill(notation.conditional, parts), isBraced ? PRECEDENCE.sequence : PRECEDENCE.conditional);
    },
    power(base, exponent, type) {
      const { power } = notation;
      if ('operator' in power) return binary(power.operator, base, number(exponent, type));
      return isAvailable(power) && fits(power, type) ? call(power, [base, number(exponent, type)], type) : null;
    },
    functions: (type) => usable.filter((known) => fits(known, type)),
  };
}
