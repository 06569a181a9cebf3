import type { TermType } from './term.ts';

/** The functions of `Math` that templates may call: those that compute, without chance or state. */
const FUNCTIONS =
  'abs acos acosh asin asinh atan atan2 atanh cbrt ceil cos cosh exp expm1 floor hypot log log10 log1p log2 max min pow round sign sin sinh sqrt tan tanh trunc';
const CONSTANTS = 'E LN10 LN2 LOG10E LOG2E PI SQRT1_2 SQRT2';

export const MATH_FUNCTIONS: ReadonlySet<string> = new Set(FUNCTIONS.split(' '));
export const MATH_CONSTANTS: ReadonlySet<string> = new Set(CONSTANTS.split(' '));
export const ARITHMETIC: ReadonlySet<string> = new Set(['+', '-', '*', '/', '%', '**']);
export const COMPARISONS: ReadonlySet<string> = new Set(['<', '<=', '>', '>=', '===', '!==', '==', '!=']);
export const CONNECTIVES: ReadonlySet<string> = new Set(['&&', '||']);

/** The types of the operands of an operation: what an expression must be to stand there. */
export function operandTypes(operator: string, type: TermType, count: number): TermType[] {
  if (operator === '?:') return ['boolean', type, type];
  const operand: TermType = operator === '!' || CONNECTIVES.has(operator) ? 'boolean' : 'number';
  return Array.from({ length: count }, () => operand);
}
