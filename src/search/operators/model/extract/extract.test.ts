import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createProgram } from '../../../../core/program.ts';
import { isFailure } from '../edits/edit-failure.ts';
import { cleanBlock, cleanCode, cleanLine } from './clean-text.ts';
import { codeFences } from './code-fences.ts';
import { readReply, titleOf } from './read-reply.ts';
import { sectionOf, withoutThoughts } from './sections.ts';

describe('sections of a reply', () => {
  it.each([
    ['tags', '<NAME>\nA b\n</NAME>\n<DESCRIPTION>c\nd</DESCRIPTION>'],
    ['tags in lower case', '<name>A b</name><description>c\nd</description>'],
    ['tags without ends', '<NAME>\nA b\n<DESCRIPTION>\nc\nd\n<DIFF>\n<<<<<<< SEARCH'],
    ['labels', 'Sure!\nNAME: A b\nDESCRIPTION: c\nd\n```js\nx\n```'],
    ['bold labels', '**Name:** A b\n\n**Description**: c\nd\n<CODE>\nx\n</CODE>'],
    ['headings', '## NAME\nA b\n## DESCRIPTION\nc\nd\n<<<<<<< SEARCH\n'],
  ])('as %s', (_, reply) => {
    expect(titleOf(reply)).toEqual({ name: 'A b', description: 'c d' });
  });

  it('are missing where nothing names them', () => {
    expect(titleOf('My name is nobody, and code: x\nNames: a')).toEqual({ name: '', description: '' });
    expect(sectionOf('name the rest', 'NAME')).toBe(null);
  });

  it('of code may hold the text of an end tag', () => {
    expect(sectionOf('<CODE>\nconst end = "</CODE>";\n</CODE>\nDone.', 'CODE')).toBe('const end = "</CODE>";');
  });

  it('thoughts before the answer do not count', () => {
    expect(withoutThoughts('<think><NAME>no</NAME></think>\n<NAME>yes</NAME>').trim()).toBe('<NAME>yes</NAME>');
    expect(titleOf('a <NAME>no</NAME></thinking><NAME>yes</NAME>').name).toBe('yes');
  });

  it('titles are one clean line each, bounded', () => {
    const { name, description } = titleOf(
      `<NAME>\u001b]0;x\u0007a\u202eb\n\n c</NAME><DESCRIPTION>${'d'.repeat(1e5)}</DESCRIPTION>`,
    );
    expect(name).toBe('ab c');
    expect(description).toBe(`${'d'.repeat(599)}…`);
  });
});

describe('fenced code', () => {
  it('knows its file, its end, and longer fences around shorter ones', () => {
    const reply = 'main.js\n```js\na\n```\n**b.py**\n~~~\nb\n```\n~~~\n````js lib.js\n```\nc\n````\n```\nopen';
    expect(codeFences(reply, ['main.js', 'lib.js'])).toEqual([
      { path: 'main.js', code: 'a', isClosed: true },
      { path: 'b.py', code: 'b\n```', isClosed: true },
      { path: 'lib.js', code: '```\nc', isClosed: true },
      { path: null, code: 'open', isClosed: false },
    ]);
  });
});

describe('clean texts', () => {
  it('keep words and lose what steers a terminal', () => {
    expect(cleanLine('\u001b[31mred\u001b[0m\u0000 \t two\nlines \ud800', 100)).toBe('red two lines \ufffd');
    expect(cleanBlock('a\r\nb\u0007\n', 100)).toBe('a\nb');
    expect(cleanCode('a\r\n\u001b[2J\t\u{1f469}\u200d\u{1f680}\u202e')).toBe(
      'a\n\ufffd[2J\t\u{1f469}\u200d\u{1f680}\ufffd',
    );
    expect(cleanLine('x'.repeat(50), 10)).toBe(`${'x'.repeat(9)}…`);
  });
});

describe('a reply becomes a child', () => {
  const text = '// EVOLVE-BLOCK-START\nexport const f = 1;\n// EVOLVE-BLOCK-END\nexport const g = 2;\n';
  const program = createProgram({ language: 'javascript', entry: 'main.js', files: { 'main.js': text } });

  it.each<[string, string, string]>([
    ['bare code in a section', '<CODE>\nexport const f = 2;\n</CODE>', 'rewrite'],
    ['a label before a fence', 'CODE:\n```js\nexport const f = 2;\n```', 'rewrite'],
    ['no label at all', 'Here it is:\n```\nexport const f = 2;\n```\nUse it like this:\n```\nf\n```', 'rewrite'],
    [
      'a label before blocks',
      'DIFF:\n<<<<<<< SEARCH\nexport const f = 1;\n=======\nexport const f = 2;\n>>>>>>> REPLACE',
      'diff',
    ],
  ])('from %s', (_, reply, expects) => {
    const child = readReply(program, { text: reply, finish: 'stop' }, expects as 'diff' | 'rewrite');
    expect(child).toMatchObject({ program: { files: { 'main.js': text.replace('f = 1', 'f = 2') } } });
  });

  it('or a typed failure, whatever it is', () => {
    const part = fc.constantFrom(
      '<NAME>',
      '</NAME>',
      '<CODE>',
      '</CODE>',
      '```',
      '```js',
      '<<<<<<< SEARCH',
      '=======',
      '>>>>>>> REPLACE',
      'export const f = 1;',
      'export const f = 3;',
      '// EVOLVE-BLOCK-START',
      '// EVOLVE-BLOCK-END',
      'main.js',
      '</think>',
      'NAME:',
      '',
    );
    let children = 0;
    fc.assert(
      fc.property(fc.array(part, { maxLength: 16 }), fc.boolean(), fc.boolean(), (parts, isDiff, isCut) => {
        const reply = { text: parts.join('\n'), finish: isCut ? 'length' : 'stop' } as const;
        const child = readReply(program, reply, isDiff ? 'diff' : 'rewrite');
        if (isFailure(child)) return;
        children += 1;
        expect(child.program.files['main.js']?.endsWith('// EVOLVE-BLOCK-END\nexport const g = 2;\n')).toBe(true);
      }),
      { numRuns: 2_000, seed: 3 },
    );
    expect(children).toBeGreaterThan(20);
  });
});
