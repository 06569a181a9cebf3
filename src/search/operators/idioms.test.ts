import { describe, expect, it } from 'vitest';
import { errorOf } from '../../../testing/error-of.ts';
import { parseIdioms } from './idioms.ts';

function parse(text: string) {
  return parseIdioms([{ file: 'my-idioms.ts', text }]);
}

describe('parseIdioms', () => {
  it('reads templates with their holes', () => {
    const [idiom] = parse(
      '/** A bump. */\nexport const bump = (x: number, isWide: boolean): number => (isWide ? x : x * 2);\n',
    );
    expect(idiom).toMatchObject({
      name: 'bump',
      returns: 'number',
      holes: [
        { name: 'x', type: 'number' },
        { name: 'isWide', type: 'boolean' },
      ],
    });
    expect(idiom?.body.type).toBe('ConditionalExpression');
    expect(idiom?.uses.map(({ node }) => node.name)).toEqual(['isWide', 'x', 'x']);
  });

  it('reads several from one file and several files', () => {
    const idioms = parseIdioms([
      { file: 'a.ts', text: 'export const a = (x: number): number => x;\nexport const b = (): boolean => true;' },
      { file: 'b.ts', text: 'export const c = (x: number): boolean => x < Math.PI && x !== Infinity;' },
    ]);
    expect(idioms.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
    expect(parseIdioms([])).toEqual([]);
  });

  it.each([
    ['export const a = (x: number): number => x +;', 1, 'Unexpected token'],
    ['', 1, 'an empty file'],
    ['\nconst a = (x: number): number => x;', 2, 'a statement of another kind'],
    ['export function a(x: number): number { return x; }', 1, 'a statement of another kind'],
    ['export default (x: number): number => x;', 1, 'a default export'],
    ['export const a = 1;', 1, 'not an arrow function'],
    ['export const a = (x: number): number => x, b = 2;', 1, 'several names'],
    ['export const a = (x: number): number => { return x; };', 1, 'not one expression'],
    ['export const a = (x): number => x;', 1, "hole 'x' without a type"],
    ['export const a = (x: string): number => 1;', 1, "hole 'x' without a type"],
    ['export const a = (x: number = 2): number => x;', 1, 'not a plain name'],
    ['export const a = (...x: number): number => 2;', 1, 'not a plain name'],
    ['export const a = (x: number) => x;', 1, 'no result type'],
    ['export const a = (x: number): string => "x";', 1, 'no result type'],
    ['export const a = (x: number): number =>\n  x +\n  y;', 3, "the name 'y'"],
    ['export const a = (x: number): number => (x = 2);', 1, "the name 'x'"],
    ['export const a = (x: number): number => (x as number) * 2;', 1, 'type syntax'],
    ['export const a = (x: number): boolean => [{ x }].length > 0;', 1, 'an object'],
  ])('refuses %j, line %i: %s', (text, line, got) => {
    const error = errorOf(() => parse(text));
    expect(error.code).toBe('KAIZEN_IDIOM_INVALID');
    expect(error.message).toContain(`my-idioms.ts:${line} `);
    expect(error.got).toContain(got);
    expect(error.wanted).toBeTruthy();
  });
});
