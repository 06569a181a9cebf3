import { beforeAll, describe, expect, it } from 'vitest';
import { analyseText, loadAllGrammars } from '../../../../testing/analyse-text.ts';
import { randomFrom } from '../../../base/random.ts';
import { applyEdits } from '../javascript/source-edit.ts';
import {
  deleteStatement,
  duplicateStatement,
  insertConstant,
  insertEarlyReturn,
  moveStatement,
  type StatementEdit,
  statementEditingAt,
  unwrapIf,
  wrapInIf,
} from './statement-edits.ts';

beforeAll(loadAllGrammars);

/** What an edit makes of the statement that begins with some text; null when it does not fit. */
function edited(language: string, text: string, begins: string, edit: StatementEdit, seed = 0): string | null {
  const analysis = analyseText(language, text);
  const site = analysis.statements.find(({ start }) => text.startsWith(begins, start));
  if (site === undefined) throw new Error(`no statement ${begins}`);
  const edits = edit(statementEditingAt(analysis, site, [], randomFrom({ seed, path: '/edit' })));
  return edits === null ? null : applyEdits(text, edits);
}

const PYTHON = 'def f(x):\n    y = 1\n    if x > 2:\n        y = x  # why\n        y += 1\n    return y\n';

describe('edits of statements', () => {
  it('delete with the line, and leave no block empty', () => {
    expect(edited('python', PYTHON, 'y = 1', deleteStatement)).toBe(PYTHON.replace('    y = 1\n', ''));
    expect(edited('python', PYTHON, 'y += 1', deleteStatement)).toBe(PYTHON.replace('        y += 1\n', ''));
    const single = 'def f(x):\n    if x:\n        x = 1\n    return x\n';
    expect(edited('python', single, 'x = 1', deleteStatement)).toBe(single.replace('x = 1', 'pass'));
    expect(edited('go', 'package p\nfunc f(x int) { x = 1; x = 2 }', 'x = 1', deleteStatement)).toBe(
      'package p\nfunc f(x int) {  x = 2 }',
    );
  });

  it.each([
    ['python', 'def f(x):\n    return x\n', 'return'],
    ['rust', 'fn f(x: f64) -> f64 { let y = x; x }', 'x }'],
    ['python', 'import math\nx = 1\n', 'import'],
    ['c', 'int f(void) { return 1; }\nint x = 2;\n', 'int f'],
  ])('%#: keep results, imports and definitions (%s)', (language, text, begins) => {
    expect(edited(language, text, begins, deleteStatement)).toBe(null);
  });

  it('indent what they put into a guard, comments and CRLF included', () => {
    const child = edited('python', PYTHON, 'if x > 2', wrapInIf) as string;
    expect(child).toMatch(/\n {4}if .*:\n {8}if x > 2:\n {12}y = x {2}# why\n {12}y \+= 1\n {4}return y\n$/);
    const windows = PYTHON.replaceAll('\n', '\r\n');
    const wrapped = edited('python', windows, 'if x > 2', wrapInIf) as string;
    expect(wrapped.replaceAll('\r\n', '\n')).toBe(child);
    expect(wrapped).not.toMatch(/[^\r]\n/);
    expect(edited('rust', 'fn f(mut x: f64) {\n    x += 1.0;\n}\n', 'x +=', wrapInIf)).toMatch(
      /\{\n {4}if .* \{\n {8}x \+= 1\.0;\n {4}\}\n\}\n$/,
    );
    expect(edited('julia', 'function f(x)\n  x += 1\nend\n', 'x +=', wrapInIf)).toMatch(
      /\n {2}if .*\n {4}x \+= 1\n {2}end\nend\n$/,
    );
  });

  it('leave lines inside of strings as they are', () => {
    const text = 'def f(x):\n    x = g("""a\n    b""")\n    return x\n';
    expect(edited('python', text, 'x = g', wrapInIf)).toBe(null);
  });

  it('take guards away', () => {
    expect(edited('python', PYTHON, 'if x > 2', unwrapIf)).toBe(
      'def f(x):\n    y = 1\n    y = x  # why\n    y += 1\n    return y\n',
    );
    const go = 'package p\nfunc f(x int) int {\n\tif x > 1 {\n\t\tx = 2\n\t}\n\treturn x\n}\n';
    expect(edited('go', go, 'if x', unwrapIf)).toBe('package p\nfunc f(x int) int {\n\tx = 2\n\treturn x\n}\n');
    expect(
      edited(
        'c',
        'int f(int x) {\n  if (x) {\n    x = 1;\n  } else {\n    x = 2;\n  }\n  return x;\n}\n',
        'if',
        unwrapIf,
      ),
    ).toBe(null);
  });

  it('insert guards that return a value of the type', () => {
    const child = edited('python', 'def f(x):\n    return x * 2\n', 'return', insertEarlyReturn) as string;
    expect(child).toMatch(/^def f\(x\):\n {4}if .*:\n {8}return .*\n {4}return x \* 2\n$/);
    const text = 'bool f(double x) {\n  return x > 2;\n}\n';
    expect(edited('cpp', text, 'return', insertEarlyReturn)).toMatch(
      /^bool f\(double x\) \{\n {2}if \(.*\) \{\n {4}return .*;\n {2}\}\n {2}return x > 2;\n\}\n$/,
    );
    expect(
      edited('go', 'package p\nfunc f(x int) (int, error) {\n\treturn x, nil\n}\n', 'return', insertEarlyReturn),
    ).toBe(null);
  });

  it('declare constants with their type and use them', () => {
    const text = 'fn f(x: f32) -> f32 {\n    return x * 2.0;\n}\n';
    expect(edited('rust', text, 'return', insertConstant, 3)).toMatch(
      /^fn f\(x: f32\) -> f32 \{\n {4}let t1: f32 = .*;\n {4}return .*t1.*;\n\}\n$/,
    );
    expect(
      edited('go', 'package p\nfunc f(x float64) float64 {\n\treturn x * 2\n}\n', 'return', insertConstant, 3),
    ).toMatch(/\n\tvar t1 float64 = .*\n\treturn .*t1.*\n/);
  });

  it('change places and repeat', () => {
    const text = 'void f(int a, int b) {\n  a = 1; // one\n  b = 2; // two\n}\n';
    const moved = [0, 1, 2, 3, 4].map((seed) => edited('c', text, 'a = 1', moveStatement, seed));
    expect(moved).toContain('void f(int a, int b) {\n  b = 2; // one\n  a = 1; // two\n}\n');
    const copied = [0, 1, 2, 3, 4, 5].map((seed) => edited('c', text, 'a = 1', duplicateStatement, seed));
    expect(copied).toContain('void f(int a, int b) {\n  a = 1;\n  a = 1; // one\n  b = 2; // two\n}\n');
  });
});
