import { describe, expect, it } from 'vitest';
import { analyse } from './analysis.ts';
import { literalsOf } from './literals.ts';
import { parseSource } from './syntax.ts';

function values(text: string, withLoopBounds = false): number[] {
  const source = parseSource(text, 'js');
  expect(source.fault).toBe(null);
  return literalsOf(analyse(source), withLoopBounds).map(({ value }) => value);
}

describe('literalsOf', () => {
  it.each([
    ['const a = 1, b = -2.5;', [1, -2.5]],
    ['x = [[0.1, -0.2], [3e2]];', [0.1, -0.2, 300]],
    ['x = -(3);', [3]],
    ['x = xs[0] + xs[i + 1];', []],
    ['for (let i = 0; i < 9; i += 2) x = i * 3;', [3]],
    ['x = { 1: 2 };', [2]],
    ['x = "3" + 4n + /5/;', []],
    ['x = new Array(6).fill(7);', [7]],
    [`f(8, \`\${9}\`);`, [8, 9]],
  ])('in %s', (text, expected) => {
    expect(values(text)).toEqual(expected);
  });

  it('takes the bounds of loops when asked', () => {
    expect(values('for (let i = 0; i < 9; i++) while (i < 5) x = xs[1];', true)).toEqual([9, 5]);
  });

  it('takes those of the editable spans only', () => {
    expect(values('const a = 1;\n// EVOLVE-BLOCK-START\nconst b = 2;\n// EVOLVE-BLOCK-END\n')).toEqual([2]);
  });
});
