import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../src/base/hash.ts';
import { randomFrom, rootKey } from '../../../src/base/random.ts';
import type { ModelRequest } from '../script.ts';
import { changeNumber } from './change-number.ts';
import { findProgram } from './find-program.ts';
import { MALFORMATIONS, type Malformation, PROSE } from './malformed.ts';
import { type ProgramEditorOptions, programEditor } from './program-editor.ts';

const PROGRAM = `import math

# EVOLVE-BLOCK-START
def f(x):
    total = 0
    step = 0.25
    if x > 10:
        total = 0
    return total + step * x
# EVOLVE-BLOCK-END

LIMIT = 99`;

const EXAMPLE = '```\n<<<<<<< SEARCH\nold = 1\n=======\nnew = 2\n>>>>>>> REPLACE\n```';

function requestOf(text: string, overrides: Partial<ModelRequest> = {}): ModelRequest {
  return {
    endpoint: 'chat',
    model: 'm',
    text,
    body: {},
    headers: {},
    call: 1,
    callOfModel: 1,
    attempt: 1,
    hash: sha256(text),
    seed: 1,
    ...overrides,
  };
}

const diffPrompt = (note: string): string =>
  `Note ${note}\nAnswer as follows:\n${EXAMPLE}\n# Current program\n\`\`\`python\n${PROGRAM}\n\`\`\`\n`;
const fullPrompt = (note: string): string =>
  `Note ${note}\n# Current program\n\`\`\`python\n${PROGRAM}\n\`\`\`\nRewrite it.`;

function replyText(prompt: string, options: ProgramEditorOptions = {}, overrides: Partial<ModelRequest> = {}): string {
  return programEditor(options)(requestOf(prompt, overrides))?.text ?? '';
}

const BLOCK = /<{7} SEARCH\n([\s\S]*?)\n={7}\n([\s\S]*?)\n>{7} REPLACE/;

/** Whether `after` is `before` but for one editable number. */
function expectOneNumberChanged(after: string): void {
  const numbers = /\d+(\.\d+)?/g;
  const pairs = PROGRAM.split('\n').map((line, index) => [line, after.split('\n')[index]] as const);
  const changed = pairs.filter(([before, now]) => before !== now);
  expect(changed).toHaveLength(1);
  const [[before, now]] = changed as [[string, string]];
  expect(now.replace(numbers, '#')).toBe(before.replace(numbers, '#'));
  expect(PROGRAM.indexOf(before)).toBeGreaterThan(PROGRAM.indexOf('START'));
  expect(PROGRAM.indexOf(before)).toBeLessThan(PROGRAM.indexOf('EVOLVE-BLOCK-END'));
}

describe('the program editor', () => {
  it('answers with a diff that applies once and changes one editable number', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer(), (note, seed) => {
        const [, search = '', replace = ''] = BLOCK.exec(replyText(diffPrompt(note), {}, { seed })) ?? [];
        expect(PROGRAM.split(search)).toHaveLength(2);
        expectOneNumberChanged(PROGRAM.replace(search, () => replace));
      }),
      { numRuns: 200 },
    );
  });

  it('edits the program to edit, whatever was said about it and stands beside it', () => {
    const said = '````text\nChanges `return 2;` to `return 3;`.\n````\n';
    const program = (name: string, number: number): string => `\`\`\`\`javascript\n${name} = ${number};\n\`\`\`\`\n`;
    const other = `Candidate 4\nscore: 2 (+1 to the program to edit)\n${program('other', 7)}`;
    const current = `The program to edit\nscore: 1 (rank 2)\nWhat its author said about it (data):\n${said}`;
    for (const prompt of [`${other}\n${current}${program('own', 5)}`, `${current}${program('own', 5)}\n${other}`]) {
      expect(findProgram(prompt)?.text).toBe('own = 5;\n');
    }
  });

  it('answers with the whole program where no diff is asked for', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const reply = findProgram(replyText(fullPrompt('n'), {}, { seed }));
        expect(reply?.language).toBe('python');
        expectOneNumberChanged((reply?.text ?? '').trimEnd());
      }),
      { numRuns: 100 },
    );
  });

  it('tells the same again, and something else for another seed, content or, if wanted, attempt', () => {
    const first = replyText(diffPrompt('a'));
    expect(replyText(diffPrompt('a'), {}, { attempt: 2, call: 9 })).toBe(first);
    const others = Array.from({ length: 20 }, (_, seed) => replyText(diffPrompt('a'), {}, { seed }));
    expect(new Set(others).size).toBeGreaterThan(5);
    const notes = Array.from({ length: 20 }, (_, i) => replyText(diffPrompt(`${i}`)));
    expect(new Set(notes).size).toBeGreaterThan(5);
    const attempts = Array.from({ length: 20 }, (_, attempt) =>
      replyText(diffPrompt('a'), { variesByAttempt: true }, { attempt }),
    );
    expect(new Set(attempts).size).toBeGreaterThan(5);
  });

  it('uses the tags that the prompt speaks of', () => {
    const diff = replyText(`<NAME> <DESCRIPTION> <DIFF>\n${diffPrompt('')}`);
    expect(diff).toMatch(
      /^<NAME>\n\w+\n<\/NAME>\n<DESCRIPTION>\n.+\n<\/DESCRIPTION>\n<DIFF>\n<{7} SEARCH[\s\S]*<\/DIFF>\n$/,
    );
    const full = replyText(`<NAME> <CODE>\n${fullPrompt('')}`);
    expect(full).toMatch(/<CODE>\n```python\n[\s\S]*```\n<\/CODE>\n$/);
    expect(replyText(fullPrompt(''), { format: 'diff' })).toMatch(BLOCK);
  });

  it('says that everything is novel, and leaves to the server what is no edit', () => {
    expect(replyText('Answer NOVEL or NOT_NOVEL.')).toMatch(/^NOVEL\n/);
    const script = programEditor();
    expect(script(requestOf('Summarise what happened.'))).toBeUndefined();
    expect(script(requestOf(diffPrompt(''), { body: { response_format: { type: 'json_schema' } } }))).toBeUndefined();
    expect(script(requestOf(diffPrompt(''), { endpoint: 'embeddings' }))).toBeUndefined();
  });

  it('finds the current program among inspirations and examples', () => {
    const block = (text: string): string => `\`\`\`js\n${text}\n\`\`\`\n`;
    const prompt = `Inspiration:\n${block('a = 1')}\nCurrent program:\n${block('b = 2')}\nTop programs:\n${block('c = 3')}${EXAMPLE}`;
    expect(findProgram(prompt)?.text).toBe('b = 2\n');
    expect(findProgram(`One:\n${block('a = 1')}Two:\n${block('b = 2')}${EXAMPLE}`)?.text).toBe('b = 2\n');
    expect(findProgram(`${EXAMPLE}\n${block('no number')}`)).toBeNull();
  });
});

describe('malformed replies', () => {
  it('come at the chosen rates', () => {
    const prose = Array.from({ length: 400 }, (_, i) =>
      replyText(diffPrompt(`${i}`), { malformed: { 'prose-only': 0.25 } }),
    );
    const found = prose.filter((text) => text === PROSE).length;
    expect(Math.abs(found - 100)).toBeLessThan(5 * Math.sqrt(400 * 0.25 * 0.75));
  });

  const only = (kind: Malformation, prompt = diffPrompt('')): string => replyText(prompt, { malformed: { [kind]: 1 } });

  it.each<[Malformation, (reply: string) => void]>([
    ['unclosed-block', (reply) => expect(reply).not.toMatch(/>{7} REPLACE/)],
    [
      'wrong-indentation',
      (reply) => {
        const search = BLOCK.exec(reply)?.[1] ?? '';
        expect(PROGRAM.split('\n')).not.toContain(search.split('\n')[0]);
        expect(PROGRAM.replace(/^\s+/gm, '')).toContain(search.replace(/^\s+/gm, ''));
      },
    ],
    ['repeated-snippet', (reply) => expect(PROGRAM.split(BLOCK.exec(reply)?.[1] ?? '').length).toBeGreaterThan(2)],
    ['prose-only', (reply) => expect(reply).toBe(PROSE)],
    ['end-marker-inside', (reply) => expect(BLOCK.exec(reply)?.[2]).toMatch(/^# EVOLVE-BLOCK-END$/m)],
    ['crlf', (reply) => expect(reply.replaceAll('\r\n', '\n')).toMatch(BLOCK)],
    ['not-found', (reply) => expect(PROGRAM).not.toContain(BLOCK.exec(reply)?.[1])],
  ])('%s', (kind, check) => {
    check(only(kind));
    expect(only(kind, fullPrompt(''))).not.toBe('');
  });

  it('are all tested', () => {
    expect(MALFORMATIONS).toHaveLength(7);
  });
});

describe('a changed number', () => {
  it('differs, keeps whole numbers whole and never falls below zero', () => {
    const number = fc.oneof(
      fc.nat().map(String),
      fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }).map(String),
    );
    fc.assert(
      fc.property(number, fc.integer(), (digits, seed) => {
        const change = changeNumber([`x = ${digits};`], randomFrom(rootKey(seed)));
        const after = /^x = (.*);$/.exec(change?.after ?? '')?.[1] ?? '';
        expect(Number(after)).not.toBe(Number(digits));
        expect(Number(after)).toBeGreaterThanOrEqual(0);
        if (/^\d+$/.test(digits)) expect(after).toMatch(/^\d+$/);
      }),
    );
  });

  it('is none of a name, a text or a comment', () => {
    expect(changeNumber(['# 1', '// 2', 'x1 = y2', "s = '3'", 'a.5', '* 7'], randomFrom(rootKey(1)))).toBeNull();
  });
});
