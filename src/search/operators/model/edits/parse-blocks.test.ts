import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isFailure } from './edit-failure.ts';
import { EDIT_LIMITS } from './limits.ts';
import { type EditBlock, parseBlocks } from './parse-blocks.ts';

const parse = (...lines: string[]): EditBlock[] => {
  const blocks = parseBlocks(lines.join('\n'), ['main.js', 'lib/other.js']);
  if (isFailure(blocks)) throw new Error(blocks.message);
  return blocks;
};
const texts = (blocks: readonly EditBlock[]) => blocks.map(({ search, replace }) => [search, replace]);
const PLAIN = [[['a'], ['b']]];

describe('blocks as models write them', () => {
  it.each<[string, string[]]>([
    ['plainly', ['<<<<<<< SEARCH', 'a', '=======', 'b', '>>>>>>> REPLACE']],
    ['with 5 characters', ['<<<<< SEARCH', 'a', '=====', 'b', '>>>>> REPLACE']],
    ['with 9 characters', ['<<<<<<<<< SEARCH', 'a', '=========', 'b', '>>>>>>>>> REPLACE']],
    ['with markers of several lengths', ['<<<<<<< SEARCH', 'a', '======', 'b', '>>>>>>>> REPLACE']],
    ['with CRLF', ['<<<<<<< SEARCH\r', 'a\r', '=======\r', 'b\r', '>>>>>>> REPLACE\r']],
    ['in a fence', ['```diff', '<<<<<<< SEARCH', 'a', '=======', 'b', '>>>>>>> REPLACE', '```']],
    ['without an end marker', ['<<<<<<< SEARCH', 'a', '=======', 'b']],
    ['without an end marker in a fence', ['```', '<<<<<<< SEARCH', 'a', '=======', 'b', '```', 'This should help.']],
    ['without an end marker before the end tag', ['<DIFF>', '<<<<<<< SEARCH', 'a', '=======', 'b', '</DIFF>', 'So.']],
    ['with fences inside', ['<<<<<<< SEARCH', '```js', 'a', '```', '=======', '```js', 'b', '```', '>>>>>>> REPLACE']],
    ['behind line comments', ['// <<<<<<< SEARCH', 'a', '// =======', 'b', '// >>>>>>> REPLACE']],
    ['behind hash signs', ['# <<<<<<< SEARCH', 'a', '# =======', 'b', '# >>>>>>> REPLACE']],
    ['in block comments', ['/* <<<<<<< SEARCH */', 'a', '/* ======= */', 'b', '/* >>>>>>> REPLACE */']],
    ['with only the first in a comment', ['/* <<<<<<< SEARCH */', 'a', '=======', 'b', '>>>>>>> REPLACE']],
    ['indented', ['  <<<<<<< SEARCH', 'a', '  =======', 'b', '  >>>>>>> REPLACE']],
    ['in lower case', ['<<<<<<< search', 'a', '=======', 'b', '>>>>>>> replace']],
    ['with ORIGINAL and UPDATED', ['<<<<<<< ORIGINAL', 'a', '=======', 'b', '>>>>>>> UPDATED']],
    ['with bare markers', ['<<<<<<<', 'a', '=======', 'b', '>>>>>>>']],
    ['with a word at the divider', ['<<<<<<< SEARCH', 'a', '======= REPLACE', 'b', '>>>>>>> REPLACE']],
    [
      'with EVOLVE-BLOCK lines',
      [
        '<<<<<<< SEARCH',
        '// EVOLVE-BLOCK-START',
        'a',
        '=======',
        '// EVOLVE-BLOCK-START',
        'b',
        '// EVOLVE-BLOCK-END',
        '>>>>>>> REPLACE',
      ],
    ],
    [
      'with EVOLVE-BLOCK in block comments',
      [
        '<<<<<<< SEARCH',
        '/*',
        'EVOLVE-BLOCK-START',
        '*/',
        'a',
        '=======',
        '/* EVOLVE-BLOCK-START */',
        'b',
        '>>>>>>> REPLACE',
      ],
    ],
  ])('%s', (_, lines) => {
    expect(texts(parse(...lines))).toEqual(PLAIN);
  });

  it('keeps prose between blocks out, and finds the next block after one without an end', () => {
    const blocks = parse(
      'First.',
      '<<<<<<< SEARCH',
      'a',
      '=======',
      'b',
      '',
      'x',
      '<<<<<<< SEARCH',
      'c',
      '=======',
      '>>>>>>> REPLACE',
      'Then <<<<<<< SEARCH in prose.',
      '<<<<<<< SEARCH',
      '=======',
      'd',
      '>>>>>>> REPLACE',
    );
    expect(texts(blocks)).toEqual([
      [['a'], ['b', '', 'x']],
      [['c'], []],
      [[], ['d']],
    ]);
    expect(blocks.map(({ isClosed }) => isClosed)).toEqual([false, true, true]);
  });

  it('takes the divider that is as wide as the opening marker, where the code has lines of = too', () => {
    const [block] = parse('<<<<<<< SEARCH', 'Title', '=====', 'a', '=======', 'b', '========', '>>>>>>> REPLACE');
    expect(block).toMatchObject({ search: ['Title', '=====', 'a'], replace: ['b', '========'] });
  });

  it('reads commented dividers as code where the opening marker has no comment', () => {
    const [block] = parse('<<<<<<< SEARCH', '# =======', 'a', '=======', 'b', '>>>>>>> REPLACE');
    expect(block).toMatchObject({ search: ['# =======', 'a'], replace: ['b'] });
  });

  it.each([
    ['on the line before', ['lib/other.js', '<<<<<<< SEARCH'], 'lib/other.js'],
    ['with a label', ['**File: `lib/other.js`**', '<<<<<<< SEARCH'], 'lib/other.js'],
    ['before the fence', ['### ./lib/other.js', '', '```js', '<<<<<<< SEARCH'], 'lib/other.js'],
    ['in the fence', ['```js lib/other.js', '<<<<<<< SEARCH'], 'lib/other.js'],
    ['in the opening line', ['<<<<<<< SEARCH lib/other.js'], 'lib/other.js'],
    ['that is not there', ['secret/evaluator.py', '<<<<<<< SEARCH'], 'secret/evaluator.py'],
    ['nowhere', ['We change main.js and lib/other.js now.', '<<<<<<< SEARCH'], null],
  ])('finds the file name %s', (_, lines, path) => {
    expect(parse(...lines, 'a', '=======', 'b', '>>>>>>> REPLACE')[0]?.path).toBe(path);
  });

  it('keeps the file for blocks that follow', () => {
    const block = ['<<<<<<< SEARCH', 'a', '=======', 'b', '>>>>>>> REPLACE'];
    expect(parse('main.js', ...block, ...block, 'lib/other.js', ...block).map(({ path }) => path)).toEqual([
      'main.js',
      'main.js',
      'lib/other.js',
    ]);
  });

  it('refuses a block without a divider and too many blocks', () => {
    expect(parseBlocks('<<<<<<< SEARCH\na\n>>>>>>> REPLACE', [])).toMatchObject({ reason: 'malformed-edit' });
    const block = '<<<<<<< SEARCH\na\n=======\nb\n>>>>>>> REPLACE\n';
    expect(parseBlocks(block.repeat(EDIT_LIMITS.blocks + 1), [])).toMatchObject({ reason: 'too-large' });
    expect(parseBlocks('x'.repeat(EDIT_LIMITS.reply + 1), [])).toMatchObject({ reason: 'too-large' });
  });

  it('reads any text without a fault, with as many blocks as it has opening lines at most', () => {
    const line = fc.oneof(
      fc.constantFrom(
        '<<<<<<< SEARCH',
        '=======',
        '>>>>>>> REPLACE',
        '```',
        '# =====',
        '<<<<<',
        'main.js',
        '/*',
        '*/',
        '',
      ),
      fc.string({ maxLength: 20 }),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
        const blocks = parseBlocks(lines.join('\n'), ['main.js']);
        if (isFailure(blocks)) return;
        expect(blocks.length).toBeLessThanOrEqual(lines.filter((text) => text.includes('<<<<<')).length);
        for (const { search, replace } of blocks)
          expect([...search, ...replace].every((text) => lines.includes(text))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
