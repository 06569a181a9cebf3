import { beforeAll, describe, expect, it, vi } from 'vitest';
import { SAMPLE_LANGUAGES, sampleProgram } from '../../../../testing/conformance/language-programs.ts';
import { createProgram } from '../../../core/program.ts';
import { loadGrammars } from './grammars.ts';
import { C } from './languages/c.ts';
import { CPP } from './languages/cpp.ts';
import { PYTHON } from './languages/python.ts';
import { LANGUAGE_TABLES, tableOf } from './languages.ts';
import { parseFile } from './parse.ts';
import { child, descendants } from './syntax-node.ts';

const program = (language: string, path = 'program') =>
  createProgram({ language, entry: 'entry.txt', files: { 'entry.txt': '', [path]: '' } });

describe('a grammar', () => {
  it('is asked for before it is used', async () => {
    // As a program sees it that has just started: other tests have grammars loaded in this process.
    vi.resetModules();
    const { hasGrammar, loadGrammars, parserOf } = await import('./grammars.ts');
    expect(hasGrammar(PYTHON)).toBe(false);
    expect(() => parserOf(PYTHON)).toThrow(expect.objectContaining({ code: 'KAIZEN_GRAMMAR_NOT_LOADED' }));
    await loadGrammars([program('python'), program('javascript'), program('redcode')]);
    expect(hasGrammar(PYTHON)).toBe(true);
    expect(hasGrammar(CPP)).toBe(false);
  });

  it.each([
    ['python', 'a/b.py', 'python'],
    ['Python', 'initial', 'python'],
    ['python', 'kernel.cpp', 'cpp'],
    ['python', 'entry.txt', 'python'],
    ['python', 'data.json', null],
    ['c++', 'x.h', 'cpp'],
    ['c', 'x.h', 'c'],
    ['go', 'main.go', 'go'],
    ['javascript', 'a.py', null],
    ['redcode', 'warrior.red', null],
  ])('of a %s program, for %s: %s', (language, path, expected) => {
    expect(tableOf(program(language, path), path)?.language ?? null).toBe(expected);
  });
});

describe('parsing', () => {
  beforeAll(() => loadGrammars(SAMPLE_LANGUAGES.map((language) => sampleProgram(language))));

  it('reads a program in every language, with LF and CRLF, by UTF-16 offsets', () => {
    for (const { language } of LANGUAGE_TABLES)
      for (const form of ['plain', 'crlf'] as const) {
        const sample = sampleProgram(language, form);
        const text = sample.files[sample.entry] as string;
        const table = tableOf(sample, sample.entry);
        const file = parseFile(text, table as NonNullable<typeof table>);
        expect({ language, fault: file.fault }).toEqual({ language, fault: null });
        for (const node of descendants(file.root)) {
          if (table?.roles[node.kind] !== 'name') continue;
          expect(text.slice(node.start, node.end)).toMatch(/^[\p{L}_][\p{L}\p{N}_!]*$/u);
        }
      }
  });

  it('gives names to children where the grammar has none', () => {
    const { root } = parseFile('x = a if b else c\n', PYTHON);
    const conditional = descendants(root).find(({ kind }) => kind === 'conditional_expression');
    expect(conditional && child(conditional, 'condition')).toMatchObject({ start: 9, end: 10 });
  });

  it('takes errors outside of the editable spans, and none inside', () => {
    const block = (inside: string, outside: string): string =>
      `${outside}\n// EVOLVE-BLOCK-START\n${inside}\n// EVOLVE-BLOCK-END\n`;
    expect(parseFile(block('int f() { return 1; }', 'MACRO(x y z) @@'), C).fault).toBe(null);
    expect(parseFile(block('int f() { return 1 }', 'int x;'), C).fault).toBe('syntax error');
  });

  it.each([
    ['uneven indentation', 'if x:\n    a = 1\n      b = 2\n'],
    ['a missing colon', 'if x\n    a = 1\n'],
    ['nesting without end', '('.repeat(5_000)],
    ['nesting that ends', `${'('.repeat(2_000)}1${')'.repeat(2_000)}\n`],
    ['endless text', 'a = 1\n'.repeat(100_000)],
  ])('has a fault for %s', (_, text) => {
    expect(parseFile(text, PYTHON).fault).not.toBe(null);
  });

  it('reads a long file', () => {
    const text = 'def f(x):\n    return x * 2 + 1\n\n'.repeat(1_000);
    expect(parseFile(text, PYTHON).fault).toBe(null);
  });
});
