import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leavesOf, match, shapeKey, substitute, termKey, weightOf } from './term.ts';
import { anyTerm, term } from './test-support/terms.ts';

describe('match', () => {
  it.each([
    ['x + y', 'a + b * 2', true],
    ['x + x', 'a + a', true],
    ['x + x', 'a + b', false],
    ['x + 1', 'a + 1', true],
    ['x + 1', 'a + 2', false],
    ['x', 'Math.abs(a)', true],
    ['Math.abs(x)', 'a', false],
    ['p ? x : y', 'a < b ? a : b', true],
    ['x < y ? x : y', 'p ? a : b', false],
    ['Math.max(x, y)', 'Math.max(a, b, c)', false],
  ])('%s on %s: %s', (template, instance, wanted) => {
    expect(match(term(template), term(instance)) !== null).toBe(wanted);
  });

  it('finds what was put in', () => {
    const found = match(term('x * (y + x)'), term('(a - 1) * (b + (a - 1))'));
    expect(found && Object.fromEntries([...found].map(([name, part]) => [name, termKey(part)]))).toEqual({
      x: termKey(term('a - 1')),
      y: termKey(term('b')),
    });
  });

  it('undoes a substitution', () => {
    fc.assert(
      fc.property(anyTerm, fc.array(anyTerm, { minLength: 4, maxLength: 4 }), (template, parts) => {
        const numbers = leavesOf(template).filter(({ type }) => type === 'number');
        const put = new Map(numbers.map(({ name }, index) => [name, parts[index] ?? parts[0]] as const));
        const filled = new Map([...put].flatMap(([name, part]) => (part === undefined ? [] : [[name, part] as const])));
        const instance = substitute(template, filled);
        const found = match(template, instance);
        expect(found && termKey(substitute(template, found))).toBe(termKey(instance));
      }),
      { numRuns: 200 },
    );
  });
});

describe('keys', () => {
  it('shapes are equal up to the names of leaves, and only then', () => {
    expect(shapeKey(term('a + b * a'))).toBe(shapeKey(term('c + a * c')));
    expect(shapeKey(term('a + b * a'))).not.toBe(shapeKey(term('a + b * b')));
    expect(shapeKey(term('a + 1'))).not.toBe(shapeKey(term('a + 2')));
    expect(termKey(term('a + b'))).not.toBe(termKey(term('a + c')));
    expect(shapeKey(term('p ? a : b'))).not.toBe(shapeKey(term('a < b ? a : b')));
  });

  it('weight counts operations and constants', () => {
    expect(weightOf(term('a'))).toBe(0);
    expect(weightOf(term('Math.max(a + 1, b) * Math.PI'))).toBe(5);
  });
});
