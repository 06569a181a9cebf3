import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isParseable } from './nesting.ts';

/** Texts that overflow the stack of the native parser when they are repeated a few thousand times. */
const CHAINS: Readonly<Record<string, (times: number) => string>> = {
  parentheses: (times) => `${'('.repeat(times)}1${')'.repeat(times)}`,
  blocks: (times) => '{'.repeat(times) + '}'.repeat(times),
  arrays: (times) => '['.repeat(times) + ']'.repeat(times),
  negations: (times) => `${'!'.repeat(times)}1`,
  'unary minuses': (times) => `${'- '.repeat(times)}1`,
  words: (times) => `${'typeof '.repeat(times)}1`,
  arrows: (times) => `${'a=>'.repeat(times)}1`,
  assignments: (times) => `${'x='.repeat(times)}1`,
  conditionals: (times) => `${'a?b:'.repeat(times)}1`,
  powers: (times) => `${'a**'.repeat(times)}1`,
  sums: (times) => `a${'+a'.repeat(times)}`,
  ifs: (times) => `${'if(a)'.repeat(times)};`,
  'else ifs': (times) => `${'if(a){}else '.repeat(times)};`,
  loops: (times) => `${'for(;;)'.repeat(times)};`,
  calls: (times) => 'f('.repeat(times) + ')'.repeat(times),
  functions: (times) => 'function a(){'.repeat(times) + '}'.repeat(times),
  objects: (times) => `${'({a:'.repeat(times)}1${'})'.repeat(times)}`,
  'chains inside lists': (times) => `${`[${'!'.repeat(40)}`.repeat(times / 40)}1`,
};

describe('isParseable', () => {
  it.each(Object.keys(CHAINS))('refuses long chains of %s', (name) => {
    expect(isParseable(CHAINS[name]?.(4_000) ?? '')).toBe(false);
  });

  it.each(Object.keys(CHAINS))('takes short chains of %s', (name) => {
    expect(isParseable(CHAINS[name]?.(80) ?? '')).toBe(true);
  });

  it('takes long programs that are not deep', () => {
    expect(isParseable('function f(a, b) { if (a) { return [1, 2]; } else { g(a); } }\n'.repeat(3_000))).toBe(true);
    expect(isParseable(`const table = [${'-1.5, '.repeat(20_000)}];`)).toBe(true);
    expect(isParseable(`const words = \`${'a sentence with, and; '.repeat(5_000)}\`;`)).toBe(true);
    expect(isParseable('a();\n'.repeat(20_000))).toBe(true);
  });

  it('refuses texts that are too long', () => {
    expect(isParseable('a;'.repeat(300_000))).toBe(false);
  });

  it('does not lose count over closing brackets without opening ones', () => {
    expect(isParseable(`${')'.repeat(1_000)}${'('.repeat(4_000)}`)).toBe(false);
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('(', ')', '[', ']', '{', '}', ',', ';', 'a', ' ') }), (text) => {
        expect(isParseable(text)).toBe(true);
      }),
    );
  });
});
