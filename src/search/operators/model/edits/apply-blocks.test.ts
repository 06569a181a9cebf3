import { describe, expect, it } from 'vitest';
import { createProgram, type Program } from '../../../../core/program.ts';
import { applyBlocks } from './apply-blocks.ts';
import { isFailure } from './edit-failure.ts';
import { parseBlocks } from './parse-blocks.ts';

const program = (text: string, language = 'javascript', entry = 'main.js'): Program =>
  createProgram({ language, entry, files: { [entry]: text } });

const block = (search: string, replace: string): string =>
  `<<<<<<< SEARCH\n${search === '' ? '' : `${search}\n`}=======\n${replace === '' ? '' : `${replace}\n`}>>>>>>> REPLACE\n`;

function apply(subject: Program, reply: string) {
  const blocks = parseBlocks(reply, Object.keys(subject.files));
  return isFailure(blocks) ? blocks : applyBlocks(subject, blocks);
}

function edited(text: string, reply: string): string {
  const applied = apply(program(text), reply);
  if (isFailure(applied)) throw new Error(applied.message);
  return applied.files['main.js'] as string;
}

const failure = (text: string, reply: string): { reason: string; message: string } => {
  const applied = apply(program(text), reply);
  return isFailure(applied) ? applied : { reason: 'none', message: JSON.stringify(applied) };
};

const MARKED = `const a = 1;
let x = 0;
// EVOLVE-BLOCK-START
let y = 0;
let x = 0;
  let x = 0;
// EVOLVE-BLOCK-END
let x = 0;
`;

describe('failures that users of such systems report', () => {
  it('a snippet that also stands in frozen text is changed where it may be', () => {
    expect(edited(MARKED, block('let x = 0;', 'let x = 9;'))).toBe(
      MARKED.replace('0;\nlet x = 0;\n  ', '0;\nlet x = 9;\n  '),
    );
  });

  it('a snippet that stands several times inside a block is changed at its first place, and that is told', () => {
    const applied = apply(program('f(1);\ng();\nf(1);\n'), block('f(1);', 'f(2);'));
    expect(applied).toEqual({
      files: { 'main.js': 'f(2);\ng();\nf(1);\n' },
      notices: ['The edit block fits in 2 places of main.js; the first one was taken.'],
    });
  });

  it('an insertion before the END marker leaves the marker on a line of its own', () => {
    const text = '// EVOLVE-BLOCK-START\nreturnIt();\n// EVOLVE-BLOCK-END\n';
    const wanted = '// EVOLVE-BLOCK-START\nreturnIt();\nmore();\n// EVOLVE-BLOCK-END\n';
    expect(edited(text, block('', 'more();'))).toBe(wanted);
    expect(edited(text, block('// EVOLVE-BLOCK-END', 'more();\n// EVOLVE-BLOCK-END'))).toBe(wanted);
    expect(edited(text, block('returnIt();', 'returnIt();\nmore();'))).toBe(wanted);
    expect(edited(text, block('returnIt();\n// EVOLVE-BLOCK-END', 'returnIt();\nmore();\n// EVOLVE-BLOCK-END'))).toBe(
      wanted,
    );
    expect(edited(text, block('It();\n\n', 'It();\nmore();'))).toBe(wanted);
    expect(edited(text, block('returnIt();', ''))).toBe('// EVOLVE-BLOCK-START\n// EVOLVE-BLOCK-END\n');
  });

  it('inserts at the end of the last block, also into an empty one', () => {
    const text =
      '// EVOLVE-BLOCK-START\na();\n// EVOLVE-BLOCK-END\nb();\n// EVOLVE-BLOCK-START\n// EVOLVE-BLOCK-END\nc();';
    expect(edited(text, block('', 'd();'))).toBe(
      text.replace('START\n// EVOLVE-BLOCK-END\nc', 'START\nd();\n// EVOLVE-BLOCK-END\nc'),
    );
    expect(edited('a();', block('', 'b();'))).toBe('a();\nb();\n');
    expect(edited('', block('', 'b();'))).toBe('b();\n');
  });

  it('lines with another indentation are found, and what replaces them is indented like the file', () => {
    const text = 'def f():\n    if x:\n        return 1\n    return 2\n';
    const subject = program(text, 'python', 'main.py');
    const reply = block('if x:\n    return 1', 'if y:\n    z = 1\n    return z');
    expect(apply(subject, reply)).toMatchObject({
      files: { 'main.py': 'def f():\n    if y:\n        z = 1\n        return z\n    return 2\n' },
    });
    const narrow = block('  if x:\n    return 1', '  if y:\n    while z:\n      z -= 1\n    return 3\na = 1');
    expect(apply(subject, narrow)).toMatchObject({
      files: {
        'main.py': 'def f():\n    if y:\n        while z:\n          z -= 1\n        return 3\n  a = 1\n    return 2\n',
      },
    });
    expect(edited('{\n\t\tf();\n\t\tg();\n}\n', block('    f();', '    f(1);\n    h();'))).toBe(
      '{\n\t\tf(1);\n\t\th();\n\t\tg();\n}\n',
    );
  });

  it('spaces at line ends and blank lines at the edges of a block do not matter', () => {
    expect(edited('a();  \nb();\n', block('\na();\nb(); ', '\nc();'))).toBe('c();\n');
  });

  it('a file with CRLF keeps it, and so do lines that are not edited', () => {
    expect(edited('a();\r\nb();\r\nc();\n', block('b();', 'd();\ne();'))).toBe('a();\r\nd();\r\ne();\r\nc();\n');
    expect(edited('a(); b();\r\nc(); d();\r\n', block('b();\nc();', 'e();\nf();'))).toBe('a(); e();\r\nf(); d();\r\n');
  });

  it('part of a line is replaced when no whole line fits', () => {
    expect(edited('const xx = 1; const x = 1;\n', block('const x = 1;', 'const x = 2;'))).toBe(
      'const xx = 1; const x = 2;\n',
    );
    expect(edited('xx = 10;\nx = 1;\n', block('x = 1', 'x = 2'))).toBe('xx = 20;\nx = 1;\n');
    expect(edited('xx = 1\nx = 1\n', block('x = 1', 'x = 2'))).toBe('xx = 1\nx = 2\n');
  });

  it('a block comment marker of another style than the file has is dropped', () => {
    expect(edited(MARKED, block('/* EVOLVE-BLOCK-START */\nlet y = 0;', '/* EVOLVE-BLOCK-START */\nlet y = 1;'))).toBe(
      MARKED.replace('y = 0', 'y = 1'),
    );
  });

  it('markers may nest: those inside stay too', () => {
    const text =
      '/* EVOLVE-BLOCK-START */\na();\n/* EVOLVE-BLOCK-START */\nb();\n/* EVOLVE-BLOCK-END */\nc();\n/* EVOLVE-BLOCK-END */\n';
    expect(edited(text, block('b();', 'd();'))).toBe(text.replace('b()', 'd()'));
    expect(failure(text, block('a();\n/* EVOLVE-BLOCK-START */\nb();', 'd();')).reason).toBe('search-not-found');
  });

  it('blocks are applied in order, each to what is there then', () => {
    expect(edited('a();\nb();\n', block('a();', 'c();') + block('c();\nb();', 'd();'))).toBe('d();\n');
  });
});

describe('refusals', () => {
  it.each([
    ['text that is not there', MARKED, block('nothing like it', 'x'), 'search-not-found'],
    ['frozen text', MARKED, block('const a = 1;', 'const a = 2;'), 'frozen-text'],
    ['text across the border', MARKED, block('let x = 0;\nlet y = 0;', 'x'), 'search-not-found'],
    ['one miss among hits', 'a();\n', block('a();', 'b();') + block('q();', 'b();'), 'search-not-found'],
    ['a file that is not there', MARKED, `evaluator.py\n${block('let y = 0;', 'x')}`, 'unknown-file'],
    ['code that is left out', MARKED, block('let y = 0;', '// ... existing code ...'), 'elided-code'],
    [
      'a program of two markers made of one',
      'a();\nx("EVOLVE-|BLOCK-START");\n',
      block('EVOLVE-|', 'EVOLVE-'),
      'frozen-text',
    ],
    ['a program that is too large', 'a();\n', block('a();', 'b'.repeat(200_000)), 'too-large'],
  ])('%s', (_, text, reply, reason) => {
    expect(failure(text, reply).reason).toBe(reason);
  });

  it('names what comes nearest, with a difference, and what may be edited', () => {
    const text =
      'start();\n// EVOLVE-BLOCK-START\nfunction f(a) {\n  const total = a.sum + 1;\n  return total;\n}\n// EVOLVE-BLOCK-END\nend();\n';
    expect(failure(text, block('  const total = a.sum + 2;\n  return total;', 'x')).message).toMatchInlineSnapshot(`
      "The edit block was refused, and with it the whole patch: its SEARCH text is not in the program. Copy the lines exactly.

      Most similar (91 % of the words): lines 4–5 of main.js. "-" is your SEARCH text, "+" is the file:
      -   const total = a.sum + 2;
      +   const total = a.sum + 1;
          return total;

      What may be edited:
      main.js: lines 3–6
      Everything else is frozen."
    `);
  });

  it('in a program of several files looks in all of them, and edits only the one that is named', () => {
    const files = { 'main.js': 'a();\n', 'other.js': 'a();\nb();\n', 'data.json': '{"a": 1}' };
    const several = createProgram({ language: 'javascript', entry: 'main.js', files });
    expect(apply(several, block('b();', 'c();'))).toMatchObject({ files: { 'other.js': 'a();\nc();\n' } });
    expect(apply(several, `other.js\n${block('a();', 'c();')}`)).toMatchObject({
      files: { 'other.js': 'c();\nb();\n' },
    });
    expect(apply(several, `data.json\n${block('1', '2')}`)).toMatchObject({ reason: 'frozen-text' });
  });

  it('is quick for texts made to be slow', () => {
    const text = 'a\n'.repeat(90_000);
    expect(failure(text, block(`${'a\n'.repeat(45_000)}b`, 'x')).reason).toBe('search-not-found');
    expect(failure('a'.repeat(190_000), block(`${'a'.repeat(95_000)}b`, 'x')).reason).toBe('search-not-found');
    expect(failure(' '.repeat(190_000), block(`${' '.repeat(95_000)}b`, 'x')).reason).toBe('search-not-found');
  });
});
