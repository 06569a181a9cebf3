import { beforeAll, describe, expect, it } from 'vitest';
import { analyseText, loadAllGrammars } from '../../../../testing/analyse-text.ts';
import { parentOf, SAMPLE_TASK } from '../../../../testing/conformance/operator.ts';
import { randomFrom } from '../../../base/random.ts';
import { createProgram, entryText } from '../../../core/program.ts';
import { idiomGrafting } from '../idiom-grafting.ts';
import { applyEdits } from '../javascript/source-edit.ts';
import type { EditFile } from '../source-operator.ts';
import type { Analysis } from './analysis.ts';
import { crossFunctions, namedFunctions } from './function-crossover.ts';
import { crossSubtrees } from './subtree-crossover.ts';

beforeAll(loadAllGrammars);

function outcomes(edit: EditFile<Analysis>, language: string, text: string, mate: string): Set<string> {
  const analysis = analyseText(language, text);
  const parent = createProgram({ language, entry: 'program', files: { program: text } });
  const results = new Set<string>();
  for (let seed = 0; seed < 60; seed++) {
    const random = randomFrom({ seed, path: '/edit' });
    const made = edit(analysis, { task: SAMPLE_TASK, random, parent, mate: analyseText(language, mate) });
    results.add(typeof made === 'string' ? made : applyEdits(text, made.edits));
  }
  return results;
}

describe('crossover of functions', () => {
  it.each([
    ['python', 'class A:\n    def f(self): return 1\ndef g(x):\n    def h(): return 2\n    return h\n', ['A.f', 'g']],
    ['rust', 'impl A { fn f(&self) {} }\nfn g() {}\n', ['A.f', 'g']],
    ['go', 'package p\nfunc (a *A) F() {}\nfunc g() {}\n', ['A.F', 'g']],
    ['cpp', 'double A::f() { return 1; }\nint g() { return 2; }\n', ['A::f', 'g']],
    ['julia', 'f(x) = x\nfunction g(x)\n  x\nend\n', ['f', 'g']],
  ])('finds them by name in %s', (language, text, names) => {
    expect(namedFunctions(analyseText(language, text)).map(({ name }) => name)).toEqual(names);
  });

  it('exchanges one, with the helper that it needs', () => {
    const own = '# mine\ndef f(x):\n    return x\n\n\ndef g(x):\n    return 1\n';
    const mate = 'def twice(x):\n    return 2 * x\n\n\ndef f(x):\n    return twice(x)\n';
    expect(outcomes(crossFunctions, 'python', own, mate)).toEqual(
      new Set([
        '# mine\ndef twice(x):\n    return 2 * x\n\ndef f(x):\n    return twice(x)\n\n\ndef g(x):\n    return 1\n',
      ]),
    );
  });

  it('takes a statement where the child would be the mate', () => {
    const own = 'double f(double x) {\n  return x;\n}\n';
    const mate = 'double f(double x) {\n  if (x > 1) {\n    x = 1;\n  }\n  return x * 2;\n}\n';
    const found = outcomes(crossFunctions, 'cpp', own, mate);
    expect(found).toContain('double f(double x) {\n  return x * 2;\n}\n');
    expect(found).toContain('double f(double x) {\n  if (x > 1) {\n    x = 1;\n  }\n  return x;\n}\n');
    expect(found).not.toContain(mate);
  });
});

describe('crossover of subtrees', () => {
  it('moves expressions of one type, and gives their parameters the names they have here', () => {
    const found = outcomes(
      crossSubtrees,
      'rust',
      'fn f(a: f64) -> f64 { a + 1.0 }',
      'fn f(x: f64) -> f64 { let n: usize = 3; x.sqrt() * 2.0 }',
    );
    expect(found).toContain('fn f(a: f64) -> f64 { a.sqrt() * 2.0 }');
    for (const child of found) expect(child).not.toMatch(/\b[xn]\b/);
  });

  it('leaves behind what has no meaning here', () => {
    const found = outcomes(
      crossSubtrees,
      'python',
      'def f(a):\n    return a + 1\n',
      'LIMIT = 3\ndef g():\n    k = LIMIT * 2\n    return k - LIMIT\n',
    );
    for (const child of found) expect(child).not.toMatch(/LIMIT|k/);
  });
});

function grafts(language: string, text: string, task: typeof SAMPLE_TASK): Set<string> {
  const parents = [parentOf(createProgram({ language, entry: 'program', files: { program: text } }))] as const;
  const results = new Set<string>();
  for (let seed = 0; seed < 60; seed++) {
    const random = randomFrom({ seed, path: '/graft' });
    const made = idiomGrafting().propose({ parents, task, random, state: {} });
    results.add(made.kind === 'proposed' ? entryText(made.program) : made.reason);
  }
  return results;
}

describe('idioms', () => {
  const task = {
    ...SAMPLE_TASK,
    functionSet: [],
    idioms: [
      { file: 'a.ts', text: 'export const bump = (x: number): number => (x > 0 ? Math.exp(-(x ** 2)) : Math.abs(x));' },
    ],
  };

  it.each([
    [
      'python',
      'import math\ndef f(a):\n    return a * 2\n',
      /math\.exp\(min\(-\S* \*\* 2, 50\)\) if \S+ > 0 else abs\(/,
    ],
    [
      'cpp',
      '#include <cmath>\ndouble f(double a) { return a * 2.0; }',
      /> 0\.0 \? std::exp\(-std::pow\(.*, 2\.0\)\) : std::fabs\(/,
    ],
    [
      'rust',
      'fn f(a: f32) -> f32 { a * 2.0 }',
      /if \S+ > 0\.0 \{ f32::exp\(-f32::powf\(.*, 2\.0\)\) \} else \{ f32::abs\(/,
    ],
    ['julia', 'f(a) = a * 2\n', /> 0 \? exp\(min\(-\S* \^ 2, 50\)\) : abs\(/],
  ])('are written in %s', (language, text, expected) => {
    expect([...grafts(language, text, task)].join('\n')).toMatch(expected);
  });

  it('that a language has no words for are left out', () => {
    const go = 'package p\nfunc f(a float64) float64 { return a * 2 }';
    expect(grafts('go', go, task)).toEqual(new Set(['no-translation']));
  });

  it('come from a standard set when the task has none', () => {
    const found = grafts('python', 'def f(a):\n    return a * 2\n', { ...task, idioms: [] });
    expect([...found].join('\n')).toMatch(/ \/ \(1 \+ abs\(/);
  });
});
