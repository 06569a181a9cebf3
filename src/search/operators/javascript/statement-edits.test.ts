import { describe, expect, it } from 'vitest';
import { randomFrom } from '../../../base/random.ts';
import { analyse } from './analysis.ts';
import { applyEdits } from './source-edit.ts';
import {
  deleteStatement,
  duplicateStatement,
  insertAssignment,
  insertConstant,
  insertEarlyReturn,
  moveStatement,
  type StatementEdit,
  statementEditingAt,
  unwrapIf,
  wrapInIf,
} from './statement-edits.ts';
import { parseSource } from './syntax.ts';

/** All results over many draws of an edit at the statement that starts with `part`; each must parse. */
function results(text: string, part: string, edit: StatementEdit): string[] {
  const source = parseSource(text, 'js');
  expect({ text, fault: source.fault }).toEqual({ text, fault: null });
  const analysis = analyse(source);
  const site = analysis.statements.find(({ start }) => text.startsWith(part, start));
  if (site === undefined) throw new Error(`no statement ${part}`);
  const found = new Set<string>();
  for (let seed = 0; seed < 60; seed++) {
    const edits = edit(statementEditingAt(analysis, site, ['Math.max'], randomFrom({ seed, path: '' })));
    if (edits === null) continue;
    const edited = applyEdits(text, edits);
    expect({ edited, fault: parseSource(edited, 'js').fault }).toEqual({ edited, fault: null });
    found.add(edited);
  }
  return [...found].sort();
}

describe('deleteStatement', () => {
  it.each([
    ['function f(a) { g(a); return a; }', 'g', ['function f(a) { return a; }']],
    ['function f(a) {\n  // why\n  a = 2;\n  return a;\n}', 'a = 2', ['function f(a) {\n  // why\n  return a;\n}']],
    ['function f(a) { const c = 1; return a; }', 'const', ['function f(a) { return a; }']],
    ['function f(a) { if (a) return 1; return a; }', 'if', ['function f(a) { return a; }']],
    ['function f(a) { const c = 1; return c; }', 'const', []],
    ['function f(a) { return h; function h() {} }', 'function h', []],
    ['function f(a) { for (var i = 0; i < 3; i++) g(); return i; }', 'for', []],
    ['function f(a) { return a; }', 'return', []],
    ['function f(a) { if (a) { return 1; } else { return 2; } }', 'return 1', []],
    ['export function f(a) { return a; }', 'export', []],
    ['import { a } from "m";', 'import', []],
  ])('from %j takes %j', (text, part, expected) => {
    expect(results(text, part, deleteStatement)).toEqual(expected);
  });
});

describe('duplicateStatement', () => {
  it('writes a statement again where its names are known', () => {
    expect(results('function f(a) { const c = 1; a = a * c; return a; }', 'a =', duplicateStatement)).toEqual(
      ['function f(a) { const c = 1; a = a * c; a = a * c; return a; }']
        .concat(['function f(a) { const c = 1; a = a * c; a = a * c; return a; }'])
        .slice(0, 1),
    );
  });

  it.each(['const', 'return'])('does not duplicate a %s', (part) => {
    expect(results('function f(a) { const c = 1; return c; }', part, duplicateStatement)).toEqual([]);
  });
});

describe('moveStatement', () => {
  it('keeps declarations before their uses, and nothing behind a return', () => {
    const text = 'function f(a) { g(1); const c = a; a = c; h(2); return a; }';
    expect(results(text, 'g(', moveStatement)).toEqual([
      'function f(a) { const c = a; a = c; g(1); h(2); return a; }',
      'function f(a) { const c = a; a = c; h(2); g(1); return a; }',
      'function f(a) { const c = a; g(1); a = c; h(2); return a; }',
    ]);
    expect(results(text, 'const', moveStatement)).toEqual([
      'function f(a) { const c = a; g(1); a = c; h(2); return a; }',
    ]);
    expect(results(text, 'a = c', moveStatement)).toEqual([
      'function f(a) { g(1); const c = a; h(2); a = c; return a; }',
    ]);
    expect(results(text, 'return', moveStatement)).toEqual([]);
  });

  it('carries semicolons along', () => {
    expect(results('function f(a) {\n  g(1)\n  h(2)\n}', 'g', moveStatement)).toEqual([
      'function f(a) {\n  h(2);\n  g(1);\n}',
    ]);
    expect(results('function f(a) { g(1); h(2) }', 'h', moveStatement)).toEqual(['function f(a) { h(2); g(1); }']);
  });
});

describe('wrapInIf', () => {
  it('guards a statement', () => {
    for (const edited of results('function f(a) { a = 2; return a; }', 'a =', wrapInIf))
      expect(edited).toMatch(/^function f\(a\) \{ if \([^;]+\) a = 2; return a; \}$/);
    const long = results('function f(a) {\n  if (a) {\n    g();\n  }\n  return a;\n}', 'if', wrapInIf);
    expect(long.length).toBeGreaterThan(5);
    expect(long[0]).toMatch(
      /^function f\(a\) \{\n {2}if \(.+\) \{\n {4}if \(a\) \{\n {4}g\(\);\n {2}\}\n {2}\}\n {2}return a;\n\}$/,
    );
  });

  it.each(['const', 'return', 'if'])('does not guard a %s that the function needs', (part) => {
    const text = 'function f(a) { const c = a; if (c) return 1; else return 2; return c; }';
    expect(results(text, part, wrapInIf)).toEqual([]);
  });
});

describe('unwrapIf', () => {
  it.each([
    ['if (a) g(); else { h(); k(); }', ['g();', 'h(); k();']],
    ['if (a) { const c = 1; g(c); }', ['{ const c = 1; g(c); }']],
    ['if (a) { g() }', ['g();']],
    ['if (a) {}', []],
    ['g();', []],
  ])('%s', (statement, expected) => {
    const text = `function f(a) { ${statement} return 1; }`;
    expect(results(text, statement.slice(0, 2), unwrapIf)).toEqual(
      expected.map((branch) => `function f(a) { ${branch} return 1; }`),
    );
  });

  it('keeps a function returning', () => {
    expect(results('function f(a) { if (a) { g(); return 1; } else return 2; }', 'if', unwrapIf)).toEqual([
      'function f(a) { g(); return 1; }',
      'function f(a) { return 2; }',
    ]);
  });
});

describe('insertEarlyReturn', () => {
  it('answers early with a value of the right type', () => {
    for (const edited of results('function f(a) {\r\n  return a * 2;\r\n}', 'return', insertEarlyReturn))
      expect(edited).toMatch(/^function f\(a\) \{\r\n {2}if \(.+\) return .+;\r\n {2}return a \* 2;\r\n\}$/);
    for (const edited of results('function f(a) { return a > 2; }', 'return', insertEarlyReturn))
      expect(edited).toMatch(/\) return .*(<|>|===).*; return a > 2;/);
  });

  it.each([
    ['function f(a) { return "a"; }', 'return'],
    ['function f(a) { return 1; g(); }', 'g'],
    ['g(1);', 'g'],
  ])('does not fit %s', (text, part) => {
    expect(results(text, part, insertEarlyReturn)).toEqual([]);
  });
});

describe('insertConstant', () => {
  it('declares an unused name and uses it', () => {
    const all = results('function f(a, t1) { return a * 2 - a ** 3; }', 'return', insertConstant);
    expect(all.length).toBeGreaterThan(20);
    for (const edited of all) expect(edited).toMatch(/^function f\(a, t1\) \{ const t2 = .+; return .*\bt2\b.*; \}$/);
    expect(all.some((edited) => /const t2 = (a \* 2|a \*\* 3|a \* 2 - a \*\* 3);/.test(edited))).toBe(true);
  });

  it('does not take names out of their scope', () => {
    const text = 'function f(xs) { for (let i = 0; i < 3; i++) { g(i * 2 + 1); } }';
    for (const edited of results(text, 'for', insertConstant)) expect(edited).not.toMatch(/const t1 = [^;]*\bi\b/);
  });
});

describe('insertAssignment', () => {
  it('changes a variable of the function', () => {
    const all = results('function f(a) { let b = 1; const c = 2; return a + b + c; }', 'return', insertAssignment);
    expect(all.length).toBeGreaterThan(10);
    for (const edited of all) expect(edited).toMatch(/const c = 2; [ab] = .+; return a/);
  });

  it('leaves loop counters and constants alone', () => {
    expect(results('for (let i = 0; i < 3; i++) { g(1); }', 'g', insertAssignment)).toEqual([]);
    expect(
      results('const f = () => { const c = 1; for (let i = 0; i < 3; i++) { g(c); } };', 'g', insertAssignment),
    ).toEqual([]);
  });
});
