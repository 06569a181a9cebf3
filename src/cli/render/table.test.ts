import { describe, expect, it } from 'vitest';
import { bar, sparkline, table } from './table.ts';

describe('table', () => {
  it('pads columns, numbers to the right, and ends no line with spaces', () => {
    expect(
      table(
        [
          ['name', 'n'],
          ['a', '1,000'],
          ['long one', '2'],
        ],
        [1],
      ),
    ).toBe('name          n\na         1,000\nlong one      2');
  });

  it('keeps a row on its line, whatever a cell holds', () => {
    expect(
      table([
        ['a\nbest  9', '1'],
        ['b\u001b[1A', '2'],
      ]),
    ).toBe('a\\u{a}best  9  1\nb\\u{1b}[1A     2');
  });

  it('of nothing is nothing', () => {
    expect(table([])).toBe('');
  });
});

describe('bar', () => {
  it.each([
    [0, '░░░░'],
    [0.5, '██░░'],
    [1, '████'],
    [7, '████'],
    [-1, '░░░░'],
  ])('%d', (share, expected) => {
    expect(bar(share, 4)).toBe(expected);
  });
});

describe('sparkline', () => {
  it('spans lowest to highest', () => {
    expect(sparkline([0, 1, 2, 3, 4, 5, 6, 7])).toBe('▁▂▃▄▅▆▇█');
    expect(sparkline([-4, -2])).toBe('▁█');
  });

  it('of equal or no values does not fail', () => {
    expect(sparkline([3, 3])).toBe('▁▁');
    expect(sparkline([])).toBe('');
  });
});
