import { describe, expect, it } from 'vitest';
import { analyse } from './analysis.ts';
import { constantValue } from './constant-folding.ts';
import { parseSource } from './syntax.ts';

function constantOf(text: string): number | boolean | null {
  const source = parseSource(`const x = ${text};`, 'js');
  expect(source.fault).toBe(null);
  const [statement] = source.tree.body;
  const init = statement?.type === 'VariableDeclaration' ? statement.declarations[0]?.init : undefined;
  if (init === undefined || init === null) throw new Error('no expression');
  return constantValue(analyse(source), init);
}

describe('constantValue', () => {
  it.each([
    '1',
    '-1',
    '2 + 3 * 4',
    '(2 + 3) * 4',
    '7 % 3',
    '2 ** -1',
    '1 / 0',
    '1 < 2',
    '3 <= 2',
    '3 === 3',
    '!true',
    '!(1 > 2)',
    '-(1 + 2)',
    'true && 2',
    '0 || 3',
    '1 > 2 ? 3 : 4',
    'Math.max(1, 2, 3)',
    'Math.sqrt(2 + 2)',
    'Math.log(-1)',
  ])('of %s is what JavaScript says', (text) => {
    expect(constantOf(text)).toBe(new Function(`return ${text};`)());
  });

  it.each([
    'a',
    'a + 1',
    'Math.random()',
    'Math.max(...a)',
    'Math.max(a)',
    'f(1)',
    '1 ?? 2',
    '"1"',
    'typeof 1',
    'Math.PI.x',
  ])('of %s is unknown', (text) => {
    expect(constantOf(text)).toBe(null);
  });

  it('does not mistake another Math for the real one', () => {
    const source = parseSource('const f = (Math) => Math.max(1, 2);', 'js');
    const analysis = analyse(source);
    const call = analysis.sites.find(({ node }) => node.type === 'CallExpression');
    expect(call === undefined ? 'none' : constantValue(analysis, call.node)).toBe(null);
  });
});
