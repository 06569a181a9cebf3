import type { LanguageTable, LibraryFunction } from '../language-table.ts';
import { C_FAMILY, C_NOTATION } from './c-family.ts';

const MATH = /#\s*include\s*<(?:cmath|math\.h|bits\/stdc\+\+\.h|valarray|complex|random)>/;

function math(name: string, called: string, arity = 1): LibraryFunction {
  const parts = arity === 1 ? '$1' : '$1, $2';
  return { name: `Math.${name}`, template: `std::${called}(${parts})`, arity, type: 'float', requires: MATH };
}

export const CPP: LanguageTable = {
  ...C_FAMILY,
  language: 'cpp',
  aliases: ['c++', 'cxx'],
  extensions: ['cpp', 'cc', 'cxx', 'c++', 'hpp', 'hh', 'hxx', 'h'],
  grammar: 'cpp',
  functions: [
    math('abs', 'fabs'),
    math('max', 'fmax', 2),
    math('min', 'fmin', 2),
    math('sqrt', 'sqrt'),
    math('exp', 'exp'),
    math('log', 'log'),
    math('log2', 'log2'),
    math('sin', 'sin'),
    math('cos', 'cos'),
    math('tanh', 'tanh'),
    math('atan2', 'atan2', 2),
    math('floor', 'floor'),
    math('ceil', 'ceil'),
    math('hypot', 'hypot', 2),
  ],
  notation: { ...C_NOTATION, power: math('pow', 'pow', 2) },
};
