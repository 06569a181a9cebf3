import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createProgram } from '../../core/program.ts';
import { programSize } from './program-size.ts';

function sizeOf(text: string, language = 'javascript', path = 'a.js'): number {
  return programSize(createProgram({ language, entry: path, files: { [path]: text } }));
}

describe('programSize', () => {
  it.each([
    ['', 0],
    ['a;', 2],
    ['a + b;', 4],
    ['(a + (b));', 4],
    ['/* a comment of many words */ a + b;', 4],
    // Declaration, declarator, name, literal.
    ['const a = 1;', 4],
    // Export, function, name, 2 parameters, body, return, minus, difference, 2 names.
    ['export function priority(item, remaining) {\n  return -(remaining - item);\n}\n', 11],
    ['const a = 1;\n// EVOLVE-BLOCK-START\nb;\n// EVOLVE-BLOCK-END\nc;', 2],
    ['f(\n// EVOLVE-BLOCK-START\nb + c\n// EVOLVE-BLOCK-END\n);', 3],
  ])('of %j is %i nodes', (text, size) => {
    expect(sizeOf(text)).toBe(size);
  });

  it('counts words and signs where there is no syntax tree', () => {
    expect(sizeOf('def f(x): return x + 1', 'prolog', 'a.pl')).toBe(10);
    expect(sizeOf('let = ;')).toBe(3);
    expect(sizeOf('# EVOLVE-BLOCK-START\nx = 1\n# EVOLVE-BLOCK-END\ny = 2', 'prolog', 'a.pl')).toBe(3);
    expect(sizeOf('('.repeat(50_000))).toBe(50_000);
  });

  it('sums over files', () => {
    const files = { 'a.js': 'a;', 'b.ts': 'let b: number;', 'c.json': '{"d": 1}' };
    expect(programSize(createProgram({ language: 'javascript', entry: 'a.js', files }))).toBe(2 + 5 + 7);
  });

  it('never throws and is never negative', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 200 }),
        fc.constantFrom('javascript', 'typescript', 'go'),
        (text, language) => {
          const size = sizeOf(text, language, 'a');
          expect(Number.isInteger(size) && size >= 0).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });
});
