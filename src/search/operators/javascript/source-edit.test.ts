import { describe, expect, it } from 'vitest';
import { analyse } from './analysis.ts';
import { binaryFragment, type Fragment, nameFragment, numberFragment, unaryFragment } from './fragment.ts';
import { applyEdits, replaceSite, touchesMarker } from './source-edit.ts';
import { parseSource } from './syntax.ts';

/** The text with the site of the given text replaced; y is a number. */
function replaced(code: string, site: string, fragment: Fragment): string {
  const text = `${DECLARED}${code}`;
  const { sites } = analyse(parseSource(text, 'js'));
  const found = sites.find(({ start, end }) => text.slice(start, end) === site);
  if (found === undefined) throw new Error(`no site ${site}`);
  const edited = applyEdits(text, [replaceSite(text, found, fragment)]);
  expect({ edited, fault: parseSource(edited, 'js').fault }).toEqual({ edited, fault: null });
  return edited.slice(DECLARED.length);
}

const DECLARED = 'let y = 0.125; ';

const sum = binaryFragment('+', nameFragment('a'), nameFragment('b'));

describe('replaceSite', () => {
  it.each([
    ['x = y * 2;', 'y', sum, 'x = (a + b) * 2;'],
    ['x = (y) * 2;', '(y)', numberFragment(3), 'x = 3 * 2;'],
    ['x = y-2;', '2', numberFragment(-3), 'x = y- -3;'],
    ['x = y - 2;', '2', numberFragment(-3), 'x = y - -3;'],
    ['x = y+2;', '2', numberFragment(-3), 'x = y+-3;'],
    ['x = -(y + 1);', '(y + 1)', numberFragment(-3), 'x = -(-3);'],
    ['x = !(y > 1);', '(y > 1)', unaryFragment('!', nameFragment('a')), 'x = !(!a);'],
    ['x = 2 ** 3;', '2', numberFragment(-3), 'x = (-3) ** 3;'],
    ['x = 2 ** 3;', '3', numberFragment(-3), 'x = 2 ** -3;'],
    ['f = () => {return(y * 2)}', '(y * 2)', nameFragment('a'), 'f = () => {return a}'],
    ['f = (y) => {return(y)}', '(y)', numberFragment(-1), 'f = (y) => {return-1}'],
    ['x = [y+1, 2];', 'y+1', sum, 'x = [a + b, 2];'],
    [`x = \`\${y + 1}\`;`, 'y + 1', sum, `x = \`\${a + b}\`;`],
    ['x = y + 1 ? 2 : 3;', 'y + 1', numberFragment(0.5), 'x = 0.5 ? 2 : 3;'],
  ])('in %s, %s', (text, site, fragment, expected) => {
    expect(replaced(text, site, fragment)).toBe(expected);
  });

  it('keeps comments and everything else around it', () => {
    const text = '// größe 𝒳\r\nx = /* a */ y * 2 /* b */; // c\r\n';
    expect(replaced(text, 'y * 2', sum)).toBe('// größe 𝒳\r\nx = /* a */ a + b /* b */; // c\r\n');
  });
});

describe('applyEdits', () => {
  it('exchanges, inserts and removes in one go', () => {
    const edits = [
      { start: 6, end: 7, text: 'C' },
      { start: 0, end: 2, text: '' },
      { start: 2, end: 2, text: '+' },
    ];
    expect(applyEdits('a b c d', edits)).toBe('+b c C');
  });
});

describe('touchesMarker', () => {
  const text = 'a;\n// EVOLVE-BLOCK-START\nb;\n';
  it.each([
    [{ start: 0, end: 2, text: 'c;' }, false],
    [{ start: 0, end: 25, text: 'c;' }, true],
    [{ start: 0, end: 0, text: '// EVOLVE-BLOCK-END\n' }, true],
  ])('%j: %s', (edit, answer) => {
    expect(touchesMarker(text, [edit])).toBe(answer);
  });
});
