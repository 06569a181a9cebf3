import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createProgram, type Program } from '../../core/program.ts';
import { loadGrammars } from '../operators/tree-sitter/grammars.ts';
import { cosine } from './cosine.ts';
import { editableText } from './editable-text.ts';
import { gramEmbedding, tokenGrams } from './gram-embedding.ts';
import { syntaxGrams } from './syntax-grams.ts';
import { wordsOf } from './words.ts';

const js = (text: string) =>
  createProgram({ language: 'javascript', entry: 'program.js', files: { 'program.js': text } });
const python = (text: string) => createProgram({ language: 'python', entry: 'main.py', files: { 'main.py': text } });
const similarity = (a: Program, b: Program, dimensions = 1024) =>
  cosine(gramEmbedding(a, dimensions), gramEmbedding(b, dimensions));

describe('cosine', () => {
  it.each([
    { a: [1, 0], b: [1, 0], expected: 1 },
    { a: [1, 0], b: [0, 5], expected: 0 },
    { a: [1, 2], b: [-2, -4], expected: -1 },
    // (3·4 + 4·3) / (5·5).
    { a: [3, 4], b: [4, 3], expected: 0.96 },
    { a: [0, 0], b: [1, 1], expected: 0 },
    { a: [1, 1], b: [1], expected: 0 },
    { a: [], b: [], expected: 0 },
  ])('of $a and $b is $expected', ({ a, b, expected }) => {
    expect(cosine(a, b)).toBeCloseTo(expected, 12);
  });
});

describe('what is counted', () => {
  it('runs of one to three tokens', () => {
    expect(tokenGrams(wordsOf('a + 1 // plus', 'javascript'))).toEqual(['a', 'a +', 'a + 1', '+', '+ 1', '1']);
  });

  it.each([
    { language: 'javascript', text: 'for (;;) x /* no */ ++\n// no', words: ['for', '(', ';', ';', ')', 'x', '++'] },
    { language: 'python', text: "a // 2.5e3 # no\n'# yes'", words: ['a', '/', '/', '2.5e3', "'# yes'"] },
    { language: 'rust', text: '0x1F_u8 "// yes"', words: ['0x1F_u8', '"// yes"'] },
    { language: 'unknown', text: 'a = 1 ; guess', words: ['a', '=', '1'] },
    { language: 'javascript', text: '"open', words: ['"', 'open'] },
  ])('words of $language: $text', ({ language, text, words }) => {
    expect(wordsOf(text, language)).toEqual(words);
  });

  it('each n-gram once, by 1 + ln of how often, and nothing else', () => {
    // a three times, "a a" twice, "a a a" once; no grammar is known for the language.
    const text = createProgram({ language: 'unknown', entry: 'f', files: { f: 'a a a' } });
    const parts = [...gramEmbedding(text, 65_536)].filter((part) => part !== 0).map(Math.abs);
    const [least, middle, most] = parts.sort((a, b) => a - b) as [number, number, number];
    expect(parts).toHaveLength(3);
    expect(least).toBe(1);
    expect(middle).toBeCloseTo(1 + Math.log(2), 6);
    expect(most).toBeCloseTo(1 + Math.log(3), 6);
  });

  it('kinds of nodes with those above and below them, only where a span may be edited', () => {
    const text = 'const frozen = [1, 2, 3];\n// EVOLVE-BLOCK-START\nf(x);\n// EVOLVE-BLOCK-END\nfrozen.pop();\n';
    expect(syntaxGrams(js(text), 'program.js')).toEqual([
      'ExpressionStatement',
      'Program>ExpressionStatement',
      '>Program>ExpressionStatement',
      'ExpressionStatement(CallExpression)',
      'CallExpression',
      'ExpressionStatement>CallExpression',
      'Program>ExpressionStatement>CallExpression',
      'CallExpression(Identifier Identifier)',
      'Identifier',
      'CallExpression>Identifier',
      'ExpressionStatement>CallExpression>Identifier',
      'Identifier',
      'CallExpression>Identifier',
      'ExpressionStatement>CallExpression>Identifier',
    ]);
  });

  it('the text of all editable spans, file after file', () => {
    const files = { 'b.js': 'x;', 'a.js': 'no;\n// EVOLVE-BLOCK-START\nyes;\n// EVOLVE-BLOCK-END\nno;' };
    const program = createProgram({ language: 'javascript', entry: 'b.js', files });
    expect(editableText(program)).toBe('yes;\n\nx;');
  });

  it('no syntax where there is no grammar, or the text does not parse', () => {
    expect(syntaxGrams(js('function ('), 'program.js')).toEqual([]);
    const cobol = createProgram({ language: 'cobol', entry: 'a.cob', files: { 'a.cob': 'MOVE 1 TO X.' } });
    expect(syntaxGrams(cobol, 'a.cob')).toEqual([]);
    expect(similarity(cobol, cobol)).toBeCloseTo(1, 6);
  });
});

describe('similarity', () => {
  const frozen = `${'const table = [1, 2, 3, 4, 5, 6, 7, 8];\n'.repeat(1)}${Array.from(
    { length: 60 },
    (_, index) => `export function helper${index}(a, b) { return a * ${index} + b; }\n`,
  ).join('')}`;
  const within = (body: string) => js(`${frozen}// EVOLVE-BLOCK-START\n${body}\n// EVOLVE-BLOCK-END\n`);
  const greedy = 'export function score(item, gap) {\n  if (gap < item) return -1;\n  return 1 / (gap - item + 1);\n}';
  const table =
    'export function score(item, gap) {\n  const bins = [];\n  for (let i = 0; i < 9; i += 1) bins.push(i ** 2);\n  return bins[gap % 9] ?? 0;\n}';

  it('a frozen part does not make children look alike', () => {
    expect(similarity(within(greedy), within(table))).toBeLessThan(0.6);
    expect(similarity(js(greedy), js(table))).toBeCloseTo(similarity(within(greedy), within(table)), 6);
  });

  it('layout and comments say nothing', () => {
    const laidOut = greedy.replace('\n', '\n\n   // why not\n').replaceAll('  ', '\t');
    expect(similarity(js(greedy), js(laidOut))).toBeCloseTo(1, 6);
  });

  it('falls as more is changed', () => {
    const constant = greedy.replace('+ 1)', '+ 2)');
    const statement = greedy.replace('if (gap < item) return -1;', 'while (gap < item) gap += item;');
    const values = [greedy, constant, statement, table].map((text) => similarity(js(greedy), js(text)));
    expect(values).toEqual([...values].sort((a, b) => b - a));
    expect(new Set(values).size).toBe(4);
  });

  it('a new constant in a long program is within the usual threshold', () => {
    const long = Array.from({ length: 40 }, (_, index) => greedy.replaceAll('score', `score${index}`)).join('\n');
    expect(similarity(js(long), js(long.replace('+ 1)', '+ 2)')))).toBeGreaterThan(0.99);
    expect(similarity(js(greedy), js(greedy.replace('+ 1)', '+ 2)')))).toBeLessThan(0.99);
  });

  it('is symmetric, between −1 and 1, and 1 for equal texts', () => {
    const words = fc.constantFrom('a', 'b', '+', '*', '(', ')', '1', '2.5', ';', 'for', '=', '\n', '"s"', '// c\n');
    const texts = fc.array(words, { minLength: 1, maxLength: 40 }).map((list) => list.join(' '));
    fc.assert(
      fc.property(texts, texts, (a, b) => {
        const value = similarity(js(a), js(b));
        expect(Math.abs(value)).toBeLessThanOrEqual(1);
        expect(similarity(js(b), js(a))).toBe(value);
        const own = similarity(js(a), js(a));
        expect(own === 0 || Math.abs(own - 1) < 1e-6).toBe(true);
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  it('hashing changes the cosine by little', () => {
    const exact = similarity(js(greedy), js(table), 65_536);
    expect(similarity(js(greedy), js(table), 1024)).toBeCloseTo(exact, 1);
  });
});

describe('other languages', () => {
  beforeAll(() => loadGrammars([python('x = 1')]));

  it('have syntax too', () => {
    const loop = python('def f(xs):\n    total = 0\n    for x in xs:\n        total += x\n    return total\n');
    const short = python('def f(xs):\n    return sum(xs)\n');
    expect(syntaxGrams(loop, 'main.py')).toContain('for_statement>block');
    expect(similarity(loop, short)).toBeLessThan(0.7);
    expect(similarity(loop, loop)).toBeCloseTo(1, 6);
  });
});
