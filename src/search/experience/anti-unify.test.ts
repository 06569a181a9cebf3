import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { antiUnify } from './anti-unify.ts';
import { leavesOf, match, shapeKey, substitute, type Term, termKey, weightOf } from './term.ts';
import { anyTerm, term } from './test-support/terms.ts';

/** The template of two expressions, in the shape of a third. */
function expectTemplate(left: string, right: string, wanted: string): void {
  const found = antiUnify(term(left), term(right));
  expect(found && shapeKey(found.template)).toBe(shapeKey(term(wanted)));
}

describe('antiUnify, by hand', () => {
  it.each([
    // Equal terms keep all but their names.
    ['a + 1', 'b + 1', 'x + 1'],
    // Constants that differ, and a constant against an operation, are holes.
    ['a + 1', 'a + 2', 'x + y'],
    ['a * (b + 1)', 'a * 3', 'x * y'],
    // The same pair of different terms is the same hole, another pair another one.
    ['a * a', '(b + 1) * (b + 1)', 'x * x'],
    ['a * a', 'b * c', 'x * y'],
    ['a + b + a', 'c + d + d', 'x + y + z'],
    ['a + b + a', 'c + d + c', 'x + y + x'],
    // Plotkin's example in our signature: what differs in both places in the same way.
    ['Math.max(a - 1, a)', 'Math.max(b * 2, b)', 'Math.max(x, y)'],
    ['Math.max(a - 1, a - 1)', 'Math.max(b * 2, b * 2)', 'Math.max(x, x)'],
    // Order and number of operands count.
    ['a + 1', '1 + a', 'x + y'],
    ['Math.max(a, 1)', 'Math.max(a, 1, b)', 'x'],
    ['Math.exp(-Math.abs(a) / 2)', 'Math.exp(-Math.abs(b - c) / d)', 'Math.exp(-Math.abs(x) / y)'],
    // Holes have types: the condition is a boolean hole.
    ['a < b ? 1 : c', 'a > b ? 1 : 2', 'p ? 1 : x'],
    ['a < 3 ? a : 0', 'b < 4 ? b : 0', 'x < y ? x : 0'],
    ['p && a < 1 ? 2 : 3', 'q && b < 1 ? 2 : 4', 'r && x < 1 ? 2 : y'],
  ])('%s and %s have %s in common', expectTemplate);

  it('terms of different types have nothing in common', () => {
    expect(antiUnify(term('a < b', 'boolean'), term('a + b'))).toBeNull();
  });
});

describe('antiUnify', () => {
  const both = fc.tuple(anyTerm, anyTerm);

  it('its substitutions give both terms back', () => {
    fc.assert(
      fc.property(both, ([a, b]) => {
        const found = antiUnify(a, b);
        expect(found).not.toBeNull();
        if (found === null) return;
        expect(termKey(substitute(found.template, found.left))).toBe(termKey(a));
        expect(termKey(substitute(found.template, found.right))).toBe(termKey(b));
        // Every hole is used, and no two holes stand for the same pair.
        const holes = leavesOf(found.template).map(({ name }) => name);
        expect(new Set(holes)).toEqual(new Set(found.left.keys()));
        const pairs = holes.map((hole) => `${keyOf(found.left, hole)} ${keyOf(found.right, hole)}`);
        expect(new Set(pairs).size).toBe(holes.length);
      }),
      { numRuns: 300 },
    );
  });

  it('says no more than either term, matches both, and does not depend on their order', () => {
    fc.assert(
      fc.property(both, ([a, b]) => {
        const template = antiUnify(a, b)?.template as Term;
        expect(weightOf(template)).toBeLessThanOrEqual(Math.min(weightOf(a), weightOf(b)));
        expect(match(template, a)).not.toBeNull();
        expect(match(template, b)).not.toBeNull();
        expect(shapeKey(antiUnify(b, a)?.template as Term)).toBe(shapeKey(template));
      }),
      { numRuns: 300 },
    );
  });

  it('is the least general: every other generalisation of both is one of the template too', () => {
    // c generalises a by construction; where it also matches b, it must match what antiUnify found.
    let checked = 0;
    fc.assert(
      fc.property(anyTerm, anyTerm, anyTerm, (a, b, c) => {
        const other = antiUnify(a, c)?.template as Term;
        if (match(other, b) === null) return;
        checked += 1;
        expect(match(other, antiUnify(a, b)?.template as Term)).not.toBeNull();
      }),
      { numRuns: 300 },
    );
    expect(checked).toBeGreaterThan(50);
  });

  it('a term with itself keeps all but the names', () => {
    fc.assert(
      fc.property(anyTerm, (a) => {
        expect(shapeKey(antiUnify(a, a)?.template as Term)).toBe(shapeKey(a));
      }),
      { numRuns: 200 },
    );
  });
});

function keyOf(substitution: ReadonlyMap<string, Term>, hole: string): string {
  return termKey(substitution.get(hole) as Term);
}
