import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numberedList } from './numbered-list.ts';

describe('numberedList', () => {
  it.each([
    { title: 'plain', reply: '1. one\n2. two', items: ['one', 'two'] },
    { title: 'with brackets, bold and bullets', reply: '1) one\n**2.** two\n- three', items: ['one', 'two', 'three'] },
    {
      title: 'with lines that go on',
      reply: '1. one\n   goes on\nand on\n\nnot this\n2. two',
      items: ['one goes on and on', 'two'],
    },
    { title: 'the last list of a reply that thinks aloud', reply: '1. old\n2. old\nBetter:\n1. new', items: ['new'] },
    { title: 'at most as many as asked for', reply: '1. a\n2. b\n3. c\n4. d', items: ['a', 'b', 'c'] },
    { title: 'numbers that are none', reply: 'It scored 1.5 and\n2.6 at last.', items: [] },
    { title: 'nothing', reply: '', items: [] },
    { title: 'terminal sequences are gone', reply: '1. \u001b[31mred\u001b[0m\u0007', items: ['red'] },
  ])('$title', ({ reply, items }) => {
    expect(numberedList(reply, 3)).toEqual(items);
  });

  it('is bounded whatever a model says', () => {
    const pieces = fc.constantFrom('1. ', '- ', '\n', 'word ', '\u202e', '2) ', 'x'.repeat(700), '**3.** ');
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), fc.integer({ min: 1, max: 5 }), (list, count) => {
        const items = numberedList(list.join(''), count);
        expect(items.length).toBeLessThanOrEqual(count);
        for (const item of items) expect(item.length).toBeLessThanOrEqual(600);
      }),
      { seed: 1, numRuns: 200 },
    );
  });
});
