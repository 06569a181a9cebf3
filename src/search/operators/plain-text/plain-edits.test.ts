import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SAMPLE_TASK } from '../../../../testing/conformance/operator.ts';
import { randomFrom } from '../../../base/random.ts';
import { createProgram } from '../../../core/program.ts';
import { applyEdits } from '../javascript/source-edit.ts';
import type { SourceEdits } from '../source-operator.ts';
import { crossHalves, crossLines, mutateLines, mutateTokens, simplifyText } from './plain-edits.ts';
import { type PlainFile, readPlainFile } from './plain-file.ts';
import { plainLiterals } from './plain-literals.ts';
import { isBalanced, tokenize } from './tokens.ts';

type Edit = typeof mutateTokens;

/** All texts that an edit makes, over many draws. */
function outcomes(edit: Edit, text: string, mate: string | null = null): Set<string> {
  const program = createProgram({ language: 'lua', entry: 'a', files: { a: text } });
  const results = new Set<string>();
  for (let seed = 0; seed < 80; seed++) {
    const context = {
      task: SAMPLE_TASK,
      random: randomFrom({ seed, path: '/edit' }),
      parent: program,
      mate: mate === null ? null : readPlainFile(mate),
    };
    const made: SourceEdits | string = edit(readPlainFile(text), context);
    if (typeof made !== 'string') results.add(applyEdits(text, made.edits));
  }
  return results;
}

describe('tokens', () => {
  it('are numbers, words, signs, text and comments', () => {
    const kinds = tokenize('mov.i $0, <-1 ; comment 3\n').map(({ kind, text }) => `${kind} ${text}`);
    expect(kinds).toEqual([
      'word mov',
      'sign .',
      'word i',
      'word $0',
      'sign ,',
      'sign <',
      'sign -',
      'number 1',
      'comment ; comment 3',
    ]);
  });

  it.each([
    ['x = 1; y = 2;\n', 0],
    ['x -- 1 two\n', 1],
    ['{ x -- 1 }\n', 0],
    ['"# 1" # 2\n', 1],
    ['a /* 1\n2 */ b // 3\n', 2],
  ])('guess what a comment is: %j', (text, comments) => {
    expect(tokenize(text).filter(({ kind }) => kind === 'comment')).toHaveLength(comments);
  });

  it('cover any text, in order', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const tokens = tokenize(text);
        expect(tokens.map(({ start, end }) => text.slice(start, end)).join('\n')).toBe(
          tokens.map((token) => token.text).join('\n'),
        );
        expect(tokens.every(({ start }, i) => start >= (tokens[i - 1]?.end ?? 0))).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it('of texts that never close what they open are found in one pass', () => {
    for (const opening of ['/*', '"', "'\\'", '`', '(('])
      expect(tokenize(opening.repeat(20_000)).length).toBeGreaterThan(0);
  });

  it('know open brackets', () => {
    const balanced = (text: string): boolean => isBalanced(tokenize(text));
    expect(['([{}])', '"("', ''].map(balanced)).toEqual([true, true, true]);
    expect(['(]', '(', ')('].map(balanced)).toEqual([false, false, false]);
  });
});

describe('edits of texts in unknown languages', () => {
  it('find numbers with their sign', () => {
    const values = (file: PlainFile): number[] => plainLiterals(file).map(({ value }) => value);
    expect(values(readPlainFile('a = -3 - 2.5 + b-1 "9" x2 0x10\n'))).toEqual([-3, 2.5, 1, 16]);
  });

  it('exchange tokens for their like', () => {
    const found = outcomes(mutateTokens, 'if a < b + 2 then f(a) end\n');
    expect([...found]).toEqual(
      expect.arrayContaining([
        'if a > b + 2 then f(a) end\n',
        'if a < b - 2 then f(a) end\n',
        'if a < a + 2 then f(a) end\n',
      ]),
    );
    for (const child of found) expect(child).toContain('f(');
  });

  it('delete, repeat and exchange lines, but not the markers around them', () => {
    const text = '; EVOLVE-BLOCK-START\none 1\n; only a comment\ntwo 2\n; EVOLVE-BLOCK-END\nend\n';
    const found = outcomes(mutateLines, text);
    expect(found).toContain(text.replace('one 1\n', ''));
    expect(found).toContain(text.replace('one 1\n', 'one 1\none 1\n'));
    expect(found).toContain(text.replace('one 1', 'x').replace('two 2', 'one 1').replace('x', 'two 2'));
    for (const child of found) expect(child).toMatch(/^; EVOLVE-BLOCK-START\n[\s\S]*; EVOLVE-BLOCK-END\nend\n$/);
  });

  it('take lines from the mate', () => {
    const found = outcomes(crossLines, 'a 1\nb 2\n', 'a 1\nc 3\n');
    expect(found).toEqual(new Set(['c 3\nb 2\n', 'a 1\nc 3\n', 'c 3\na 1\nb 2\n', 'a 1\nc 3\nb 2\n']));
    expect(outcomes(crossHalves, 'a 1\nb 2\nc 3\n', 'x 1\ny 2\nz 3\n')).toEqual(
      new Set(['a 1\ny 2\nz 3\n', 'a 1\nb 2\nz 3\n']),
    );
  });

  it('make texts simpler', () => {
    expect(outcomes(simplifyText, 'a 1.2345\nb 2\n')).toEqual(
      new Set(['b 2\n', 'a 1.2345\n', 'a 1.0\nb 2\n', 'a 1.2\nb 2\n', 'a 1.23\nb 2\n']),
    );
  });
});
