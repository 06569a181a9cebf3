import { describe, expect, it } from 'vitest';
import { createProgram, type Program } from '../../core/program.ts';
import { changedTerms } from './changed-terms.ts';
import { idiomText } from './idiom-text.ts';
import { termKey } from './term.ts';

function program(text: string, language = 'javascript'): Program {
  return createProgram({ language, entry: 'a.js', files: { 'a.js': text } });
}

/** The changed expressions as idiom bodies, names generalised. */
function changes(before: string, after: string, language?: string): string[] {
  return changedTerms(program(before, language), program(after, language)).map(
    (term) => idiomText(term)?.replace(/^.*=> /, '') ?? termKey(term),
  );
}

const body = (expression: string): string => `export function f(x, y) {\n  return ${expression};\n}\n`;

describe('changedTerms', () => {
  it.each([
    // The smallest part that differs.
    ['x + y', 'x + y * 2', ['a * 2;']],
    ['x * Math.abs(y)', 'x * Math.exp(y)', ['Math.exp(a);']],
    ['x < y ? 1 : 2', 'x < y * y ? 1 : 3', ['a * a;', '3']],
    // What stood there before lives on in a hole.
    ['x * y - 1', 'Math.max(x * y - 1, 0.25)', ['Math.max(a, 0.25);']],
    ['x * y', 'x * y + (x * y) / y', ['a + a / b;']],
    // Layout and parentheses are no change.
    ['x + y * 2', '(x)  +  (y * 2)', []],
    ['x', 'x', []],
    // Elements, calls and unknown operators are leaves; equal ones the same leaf.
    ['x', 'y[0] * 2 + y[0]', ['a * 2 + a;']],
    ['x', '(x | 1) * 3', ['a * 3;']],
    // Constants are taken to three digits.
    ['x', 'x * 0.123456', ['a * 0.123;']],
    ['x', 'x === 0 ? 1 : y', ['a === 0 ? 1 : b;']],
  ])('%s → %s: %j', (before, after, wanted) => {
    expect(changes(body(before), body(after))).toEqual(wanted);
  });

  it('a new statement brings its expressions, a removed one none', () => {
    const short = 'export function f(x) {\n  return x;\n}\n';
    const long = 'export function f(x) {\n  const z = x * 2 + 1;\n  return x;\n}\n';
    expect(changes(short, long)).toEqual(['a * 2 + 1;']);
    expect(changes(long, short)).toEqual([]);
  });

  it('an own Math is not the global one', () => {
    const own = (expression: string): string => `const Math = { abs: (x) => x };\n${body(expression)}`;
    expect(changes(body('x'), body('1 + Math.abs(x)'))).toEqual(['1 + Math.abs(a);']);
    expect(changes(own('x'), own('1 + Math.abs(x)'))).toEqual(['1 + a;']);
  });

  it('looks at editable text only, and at languages that it can read', () => {
    const marked = (head: string, inner: string): string =>
      `const k = ${head};\n// EVOLVE-BLOCK-START\nexport const f = (x) => ${inner};\n// EVOLVE-BLOCK-END\n`;
    expect(changes(marked('1', 'x'), marked('2 * 3', 'x * 2 + 1'))).toEqual(['a * 2 + 1;']);
    expect(changes(body('x'), body('x * 2'), 'python')).toEqual([]);
    expect(changes(body('x'), 'export function f(x {')).toEqual([]);
    expect(changes('export function f(x {', body('x'))).toEqual([]);
  });

  it('a rewrite is not an edit', () => {
    const many = (operator: string): string =>
      Array.from({ length: 12 }, (_, i) => `export const f${i} = (x) => x ${operator} ${i};`).join('\n');
    expect(changes(many('+'), many('*'))).toEqual([]);
  });
});
