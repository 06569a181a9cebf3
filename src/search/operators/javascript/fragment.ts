import { numberText } from './number-text.ts';
import { operandPrecedence, operatorPrecedence, PRECEDENCE } from './precedence.ts';

/** A piece of expression text that knows how tightly it binds, so that parentheses come only where they are needed. */
export interface Fragment {
  readonly text: string;
  readonly precedence: number;
  /** True for a number literal, with or without a minus. */
  readonly isConstant?: boolean;
}

/** The text for a position that needs at least `precedence`. */
export function textAt(fragment: Fragment, precedence: number): string {
  return fragment.precedence < precedence ? `(${fragment.text})` : fragment.text;
}

export function nameFragment(name: string): Fragment {
  return { text: name, precedence: PRECEDENCE.primary };
}

/** A literal. The number must be finite. */
export function numberFragment(value: number, digits = 6): Fragment {
  const text = numberText(value, digits) ?? '0';
  return { text, precedence: text.startsWith('-') ? PRECEDENCE.unary : PRECEDENCE.primary, isConstant: true };
}

export function binaryFragment(operator: string, left: Fragment, right: Fragment): Fragment {
  const need = operandPrecedence(operator);
  // `a && (b && c)` means the same as `a && b && c`.
  const rightNeed = operator === '&&' || operator === '||' ? need.left : need.right;
  return {
    text: `${textAt(left, need.left)} ${operator} ${textAt(right, rightNeed)}`,
    precedence: operatorPrecedence(operator),
  };
}

export function unaryFragment(operator: '-' | '!', argument: Fragment): Fragment {
  const inner = textAt(argument, PRECEDENCE.unary);
  return { text: `${operator}${inner.startsWith(operator) ? `(${inner})` : inner}`, precedence: PRECEDENCE.unary };
}

export function callFragment(name: string, argumentList: readonly Fragment[]): Fragment {
  const texts = argumentList.map((argument) => textAt(argument, PRECEDENCE.assignment));
  return { text: `${name}(${texts.join(', ')})`, precedence: PRECEDENCE.call };
}

export function conditionalFragment(test: Fragment, consequent: Fragment, alternate: Fragment): Fragment {
  // A condition between ? and : would be valid as it is, but hard to read.
  const [tested, first] = [test, consequent].map((part) => textAt(part, PRECEDENCE.nullish));
  const second = textAt(alternate, PRECEDENCE.assignment);
  return { text: `${tested} ? ${first} : ${second}`, precedence: PRECEDENCE.conditional };
}

/** The comparison or logical operator that gives the opposite answer (apart from NaN). */
export const OPPOSITE: Readonly<Record<string, string>> = {
  '<': '>=',
  '>=': '<',
  '>': '<=',
  '<=': '>',
  '===': '!==',
  '!==': '===',
  '==': '!=',
  '!=': '==',
};
