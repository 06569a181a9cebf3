import { beforeAll, describe, expect, it } from 'vitest';
import { analyseText, loadAllGrammars } from '../../../../testing/analyse-text.ts';
import { randomFrom } from '../../../base/random.ts';
import { applyEdits, replaceSite } from '../javascript/source-edit.ts';
import {
  copy,
  type ExpressionEdit,
  editingAt,
  hoist,
  swapCall,
  swapOperands,
  swapOperator,
  swapVariable,
  wrap,
} from './expression-edits.ts';
import { applyIdentity, collapse, fold, takeBranch } from './simplifications.ts';

beforeAll(loadAllGrammars);

/** All texts that an edit makes of one expression, over many draws. */
function outcomes(language: string, text: string, site: string, edit: ExpressionEdit): Set<string> {
  const analysis = analyseText(language, text);
  const found = analysis.sites.find(({ start, end }) => text.slice(start, end) === site);
  if (found === undefined) throw new Error(`no site ${site}`);
  const results = new Set<string>();
  for (let seed = 0; seed < 60; seed++) {
    const editing = editingAt(analysis, found, [], randomFrom({ seed, path: '/edit' }));
    const fragment = edit(editing);
    if (fragment === null) continue;
    const child = applyEdits(text, [replaceSite(text, found, fragment)]);
    analyseText(language, child);
    results.add(child);
  }
  return results;
}

describe('edits of one expression', () => {
  it.each([
    [
      'swaps an operator',
      'python',
      'def f(x, y):\n    return (x + y) * 2\n',
      '(x + y)',
      swapOperator,
      ['(x - y) * 2', 'x * y * 2', 'x / y * 2'],
    ],
    [
      'keeps groups apart',
      'cpp',
      'double f(double x) { return x - (x + 1); }',
      '(x + 1)',
      swapOperator,
      ['x - (x - 1)', 'x - x * 1', 'x - x / 1'],
    ],
    [
      'swaps operands',
      'rust',
      'fn f(x: f64, y: f64) -> f64 { x - y * 2.0 }',
      'x - y * 2.0',
      swapOperands,
      ['y * 2.0 - x'],
    ],
    [
      'swaps branches',
      'python',
      'def f(x):\n    return 1 if x < 2 else 3\n',
      '1 if x < 2 else 3',
      swapOperands,
      ['3 if x < 2 else 1'],
    ],
    [
      'hoists',
      'go',
      'package p\nfunc f(x float64) float64 { return (x + 1) * 2 }',
      '(x + 1) * 2',
      hoist,
      ['return x + 1 }', 'return x }', 'return 1 }', 'return 2 }'],
    ],
    [
      'swaps variables of one type',
      'cpp',
      'double f(double x, int n, bool b) { return x * 2; }',
      'x',
      swapVariable,
      ['return n * 2'],
    ],
    ['keeps strict types apart', 'rust', 'fn f(x: f64, n: usize, y: f32) -> f64 { x * 2.0 }', 'x', swapVariable, []],
    [
      'swaps calls',
      'go',
      'package p\nimport "math"\nfunc f(x, y float64) float64 { return math.Max(x, y) }',
      'math.Max(x, y)',
      swapCall,
      ['math.Min(x, y)'],
    ],
    ['takes a branch', 'julia', 'f(x) = x > 0 ? x : 2\n', 'x > 0 ? x : 2', takeBranch, ['f(x) = x\n', 'f(x) = 2\n']],
    ['folds', 'rust', 'fn f(x: f64) -> f64 { x * (2.0 + 0.5) }', '(2.0 + 0.5)', fold, ['x * 2.5']],
    ['folds no division', 'python', 'x = 1 / 3\n', '1 / 3', fold, []],
    [
      'knows what is neutral',
      'cpp',
      'double f(double x) { return (x * 1) + 0; }',
      '(x * 1) + 0',
      applyIdentity,
      ['return x * 1;'],
    ],
    [
      'writes a float that is whole as the type allows',
      'cpp',
      'double f(int n) { return 1.0 * n; }',
      '1.0 * n',
      applyIdentity,
      ['return n;'],
    ],
  ] as const)('%s (%s)', (_, language, text, site, edit, expected) => {
    const found = [...outcomes(language, text, site, edit)];
    for (const part of expected)
      expect(
        found.some((child) => child.includes(part)),
        `${part} in ${found}`,
      ).toBe(true);
    if (expected.length === 0) expect(found).toEqual([]);
  });

  it('does not copy names out of their scope', () => {
    const text = 'def f(x, v):\n    return sum([k * 2 for k in v]) - x * x\n';
    const found = [...outcomes('python', text, 'x * x', copy)];
    expect(found.length).toBeGreaterThan(0);
    for (const child of found) expect(child).not.toMatch(/- k \* 2\n/);
  });

  it('wraps in the functions of the language, when the file imports them', () => {
    const text = (head: string): string => `${head}double f(double x) { return x; }`;
    const without = [...outcomes('cpp', text(''), 'x', wrap)].join('\n');
    const having = [...outcomes('cpp', text('#include <cmath>\n'), 'x', wrap)].join('\n');
    expect(without).not.toContain('std::');
    expect(having).toMatch(/std::(sqrt|fmax|fmin|exp|fabs|log|sin|cos|tanh|hypot|atan2)\(/);
    expect(having).toMatch(/\? /);
    const numpy = [...outcomes('python', 'import numpy as np\ndef f(x):\n    return x * 2\n', 'x', wrap)].join('\n');
    expect(numpy).toMatch(/np\.(sqrt|exp|log|sin|cos|tanh)\(/);
    expect(numpy).not.toContain('math.');
  });

  it('writes conditions as the language has them', () => {
    const python = [...outcomes('python', 'def f(x):\n    return x * 2\n', 'x * 2', wrap)].join('\n');
    expect(python).toMatch(/return .* if .* else /);
    const rust = [...outcomes('rust', 'fn f(x: f64) -> f64 { x * 2.0 }', 'x', wrap)].join('\n');
    expect(rust).toMatch(/\(if .* \{ .* \} else \{ .* \}\) \* 2\.0/);
    const go = [...outcomes('go', 'package p\nfunc f(x float64) float64 { return x }', 'x', wrap)].join('\n');
    expect(go).not.toContain('?');
  });

  it('collapses to a name or a number of the type', () => {
    const found = outcomes('rust', 'fn f(x: f64, n: i32) -> f64 { x * x + 1.0 }', 'x * x + 1.0', collapse);
    for (const child of found) expect(child).toMatch(/\{ (x|-?[\d.]+(e-?\d+)?) \}$/);
    expect([...found].join()).not.toContain('{ n }');
  });
});
