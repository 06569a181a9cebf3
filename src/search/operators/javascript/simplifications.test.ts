import { describe, expect, it } from 'vitest';
import { randomFrom } from '../../../base/random.ts';
import { type Analysis, analyse } from './analysis.ts';
import { editingAt } from './expression-edits.ts';
import {
  applyIdentity,
  collapse,
  dropElse,
  fold,
  inlineConstant,
  roundLiteral,
  type Simplification,
} from './simplifications.ts';
import { applyEdits, type Edit } from './source-edit.ts';
import { parseSource } from './syntax.ts';

function analysisOf(text: string): Analysis {
  const source = parseSource(text, 'js');
  expect({ text, fault: source.fault }).toEqual({ text, fault: null });
  return analyse(source);
}

/** What a rewrite makes of an expression over a, b (numbers) and p (a boolean). */
function rewritten(expression: string, simplification: Simplification): string | null {
  const text = `const p = 1 < 2; const f = (a, b) => g(${expression});`;
  const analysis = analysisOf(text);
  const site = analysis.sites.find(({ start, end }) => text.slice(start, end) === expression);
  if (site === undefined) throw new Error(`no site ${expression}`);
  return simplification(editingAt(analysis, site, [], randomFrom({ seed: 1, path: '' })))?.text ?? null;
}

describe('fold', () => {
  it.each([
    ['2 + 3', '5'],
    ['1 - 4', '-3'],
    ['Math.sqrt(2)', '1.41421'],
    ['1 < 2', 'true'],
    ['!(1 < 2)', 'false'],
    ['3', null],
    ['-3', null],
    ['a + 1', null],
    ['1 / 0', null],
    ['0 / 0', null],
  ])('%s → %s', (expression, result) => {
    expect(rewritten(expression, fold)).toBe(result);
  });
});

describe('applyIdentity', () => {
  it.each([
    ['a * 1', 'a'],
    ['1 * a', 'a'],
    ['a / 1', 'a'],
    ['a + 0', 'a'],
    ['0 + a', 'a'],
    ['a - 0', 'a'],
    ['a ** 1', 'a'],
    ['(a + b) * 1', 'a + b'],
    ['a * 0', '0'],
    ['a - a', '0'],
    ['(a + b) - (a + b)', '0'],
    ['a / a', '1'],
    ['-(-a)', 'a'],
    ['!!p', 'p'],
    ['!(a < b)', 'a >= b'],
    ['!(a === b)', 'a !== b'],
    ['p && p', 'p'],
    ['p ? a : a', 'a'],
    ['true ? a : b', 'a'],
    ['1 > 2 ? a : b', 'b'],
    ['Math.max(a)', 'a'],
    ['Math.min(a, a)', 'a'],
    ['0 - a', null],
    ['1 / a', null],
    ['1 ** a', null],
    ['a * b', null],
    ['p ? a : b', null],
    ['Math.max(a, b)', null],
    ['Math.max(...a)', null],
    ['Math.abs(a)', null],
    ['!(a + b)', null],
    ['-a', null],
  ])('%s → %s', (expression, result) => {
    expect(rewritten(expression, applyIdentity)).toBe(result);
  });
});

describe('collapse', () => {
  it('puts a name or a number where a formula was, and leaves these alone', () => {
    expect(rewritten('a * b + 2', collapse)).toMatch(/^(a|b|-?[\d.]+)$/);
    expect(rewritten('a < b', collapse)).toMatch(/^(true|false)$/);
    expect(rewritten('a', collapse)).toBe(null);
  });
});

describe('roundLiteral', () => {
  it('writes fewer digits', () => {
    const text = 'const a = 1.23456789;';
    const seen = new Set<string>();
    for (let seed = 0; seed < 40; seed++)
      seen.add(applyEdits(text, roundLiteral(analysisOf(text), randomFrom({ seed, path: '' })) as Edit[]));
    expect([...seen].sort()).toContain('const a = 1.2;');
    for (const rounded of seen) expect(text.length).toBeGreaterThan(rounded.length);
  });

  it('leaves short numbers alone', () => {
    expect(roundLiteral(analysisOf('const a = 12, b = 5;'), randomFrom({ seed: 1, path: '' }))).toBe(null);
  });
});

/** The text after a rewrite of its statement that contains `part`. */
function afterStatement(text: string, part: string, rewrite: typeof inlineConstant): string | null {
  const analysis = analysisOf(text);
  const sites = analysis.statements.filter(({ start, end }) => text.slice(start, end).startsWith(part));
  const edits = sites[0] === undefined ? null : rewrite(analysis, sites[0]);
  if (edits === null) return null;
  const edited = applyEdits(text, edits);
  expect({ edited, fault: parseSource(edited, 'js').fault }).toEqual({ edited, fault: null });
  return edited;
}

describe('inlineConstant', () => {
  it.each([
    ['function f(a) { const c = a + 1; return c * 2; }', 'function f(a) { return (a + 1) * 2; }'],
    ['function f(a) {\n  const c = a;\n  return c;\n}', 'function f(a) {\n  return a;\n}'],
    ['function f(a) { const c = a; return c + c; }', null],
    ['function f(a) { const c = a, d = 1; return c; }', null],
    ['function f(a) { const c = a; return () => c; }', null],
    ['function f(a) { const c = a; { const a = 2; return c * a; } }', null],
    ['function f(a) { const c = a; return 1; }', null],
    ['function f(a) { const { c } = a; return c; }', null],
  ])('%j', (text, result) => {
    expect(afterStatement(text, 'const', inlineConstant)).toBe(result);
  });
});

describe('dropElse', () => {
  it.each([
    [
      'function f(a) { if (a > 1) { g(); } else { h(); } return 1; }',
      'function f(a) { if (a > 1) { g(); } return 1; }',
    ],
    [
      'function f(a) { if (a) return 1; else if (b) return 2; return 3; }',
      'function f(a) { if (a) return 1; return 3; }',
    ],
    ['function f(a) { if (a) return 1; else return 2; }', null],
    ['function f(a) { if (a) return 1; return 2; }', null],
  ])('%j', (text, result) => {
    expect(afterStatement(text, 'if', (_analysis, site) => dropElse(site))).toBe(result);
  });
});
