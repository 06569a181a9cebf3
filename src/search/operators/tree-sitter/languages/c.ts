import type { LanguageTable, LibraryFunction } from '../language-table.ts';
import { C_FAMILY, C_NOTATION } from './c-family.ts';

const MATH = /#\s*include\s*<(?:math|tgmath)\.h>/;

function math(name: string, called: string, arity = 1): LibraryFunction {
  const parts = arity === 1 ? '$1' : '$1, $2';
  return { name: `Math.${name}`, template: `${called}(${parts})`, arity, type: 'float', requires: MATH };
}

export const C: LanguageTable = {
  ...C_FAMILY,
  language: 'c',
  aliases: [],
  extensions: ['c', 'h'],
  grammar: 'c',
  functions: [
    math('abs', 'fabs'),
    math('max', 'fmax', 2),
    math('min', 'fmin', 2),
    math('sqrt', 'sqrt'),
    math('exp', 'exp'),
    math('log', 'log'),
    math('sin', 'sin'),
    math('cos', 'cos'),
    math('tanh', 'tanh'),
    math('floor', 'floor'),
    math('ceil', 'ceil'),
    math('hypot', 'hypot', 2),
  ],
  // Without <stdbool.h> the words do not exist.
  notation: { ...C_NOTATION, true: '1', false: '0', power: math('pow', 'pow', 2) },
};
