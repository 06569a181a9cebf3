import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editableSpans } from './editable.ts';

const inside = (text: string): string[] => editableSpans(text).map(({ start, end }) => text.slice(start, end));

describe('editableSpans', () => {
  it('is the whole text where no marker stands', () => {
    expect(inside('a\nb')).toEqual(['a\nb']);
    expect(inside('')).toEqual(['']);
  });

  it.each([
    ['one block', '// EVOLVE-BLOCK-START\na\nb\n// EVOLVE-BLOCK-END\nc', ['a\nb\n']],
    [
      'two blocks',
      '# EVOLVE-BLOCK-START\na\n# EVOLVE-BLOCK-END\nx\n# EVOLVE-BLOCK-START\nb\n# EVOLVE-BLOCK-END',
      ['a\n', 'b\n'],
    ],
    [
      'nested blocks belong to the outer one',
      '<EVOLVE-BLOCK-START\na\n<EVOLVE-BLOCK-START\nb\n>EVOLVE-BLOCK-END\nc\n>EVOLVE-BLOCK-END',
      ['a\n<EVOLVE-BLOCK-START\nb\n>EVOLVE-BLOCK-END\nc\n'],
    ],
    ['carriage returns', '// EVOLVE-BLOCK-START\r\na\r\n// EVOLVE-BLOCK-END\r\n', ['a\r\n']],
    ['no end', 'x\n// EVOLVE-BLOCK-START\na', ['a']],
    ['an end without a start', '// EVOLVE-BLOCK-END\na', ['// EVOLVE-BLOCK-END\na']],
    ['an empty block', '// EVOLVE-BLOCK-START\n// EVOLVE-BLOCK-END', ['']],
    ['a start on the last line', 'x\n// EVOLVE-BLOCK-START', ['']],
  ])('%s', (_, text, expected) => {
    expect(inside(text)).toEqual(expected);
  });

  it('gives ordered spans within the text, whatever the text', () => {
    const line = fc.constantFrom('a', '// EVOLVE-BLOCK-START', '// EVOLVE-BLOCK-END', '', 'é😀');
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const text = lines.join('\n');
        let last = 0;
        for (const { start, end } of editableSpans(text)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(text.length);
          last = end;
        }
      }),
    );
  });
});
