import { describe, expect, it } from 'vitest';
import { type Analysis, analyse } from './analysis.ts';
import { parseSource } from './syntax.ts';
import { transplant } from './transplant.ts';

function analysisOf(text: string): Analysis {
  const source = parseSource(text, 'js');
  expect({ text, fault: source.fault }).toEqual({ text, fault: null });
  return analyse(source);
}

/** Moves the expression that `mark(…)` holds in the mate to the literal 999 of the parent. */
function moved(mate: string, parent: string): string | null {
  const from = analysisOf(mate);
  const to = analysisOf(parent);
  const place = to.sites.find(({ start, end }) => parent.slice(start, end) === '999');
  const donor = from.sites.find(({ start }) => mate.slice(0, start).endsWith('mark('));
  if (place === undefined || donor === undefined) throw new Error('no mark');
  return transplant({ from, to, place }, donor.node)?.text ?? null;
}

const PARENT =
  'const limit = 5; const h = (x) => x * 2; export function f(item, room) { const gap = room - item; return 999; }';

describe('transplant', () => {
  it.each([
    ['const f = (item, room) => mark(item * room);', 'item * room'],
    ['const f = (a, b) => mark(b - a / 2);', 'room - item / 2'],
    ['const f = (item, b) => mark(b - item);', 'room - item'],
    ['const limit = 3; const f = (a) => mark(a / limit);', 'item / limit'],
    ['const f = (a, b) => { const s = a + b; return mark(s * 2); };', '(item + room) * 2'],
    ['const f = (a, b) => { const s = a + b; return mark(-s); };', '-(item + room)'],
    ['const f = (a) => { const s = -3; return mark(a-s); };', 'item- -3'],
    [
      'const f = (a, b) => { const s = a + b; const t = s * 2; return mark(t > 1 ? t : 0); };',
      '(item + room) * 2 > 1 ? (item + room) * 2 : 0',
    ],
    ['const f = (a, b) => { const gap = a * b; return mark(gap + 1); };', 'gap + 1'],
    ['const f = (a) => { const s = 2 * a; return mark(s); };', '2 * item'],
    ['const h = (y) => y; const f = (a) => mark(h(a) + Math.sqrt(a));', 'h(item) + Math.sqrt(item)'],
    ['const f = (a) => mark(Math.max(...[1].map((z) => z * a)));', 'Math.max(...[1].map((z) => z * item))'],
  ])('moves the marked part of %s', (mate, text) => {
    expect(moved(mate, PARENT)).toBe(text);
  });

  it.each([
    ['an object where a number is needed', 'const f = (a, b) => { a.c; return mark(a.d * 2); };'],
    ['a parameter that the parent lacks', 'const f = (a, b, c) => mark(c * 2);'],
    ['a helper with other parameters', 'const h = (y, z) => y * z; const f = (a) => mark(h(a, 1) * 2);'],
    ['a helper that the parent lacks', 'const g = (y) => y; const f = (a) => mark(g(a) * 2);'],
    ['a variable that changes', 'const f = (a) => { let s = a; return mark(s * 2); };'],
    ['an assignment', 'let v = 1; const f = (a) => mark((v = a) + 1);'],
    ['what hangs on its function', 'const f = async (a) => mark((await a) * 2);'],
    [
      'constants of constants of constants',
      'const f = (a) => { const s = a + 1, t = s + 1, u = t + 1; return mark(u * 2); };',
    ],
    ['shorthand properties that would change their names', 'const f = (a) => mark(Object.keys({ a }).length);'],
  ])('does not move %s', (_, mate) => {
    expect(moved(mate, PARENT)).toBe(null);
  });

  it('does not move a global where a name hides it', () => {
    expect(moved('const f = (a) => mark(Math.sqrt(2));', 'const f = (Math) => 999 * Math;')).toBe(null);
  });

  it('does not read a name before it is declared', () => {
    expect(
      moved(
        'const gap = 1; const f = (a) => mark(gap * 2);',
        'const f = (a) => { const u = 999; const gap = 2; return gap; };',
      ),
    ).toBe('1 * 2');
  });
});
