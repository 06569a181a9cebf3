import { describe, expect, it } from 'vitest';
import { randomFrom } from '../../base/random.ts';
import { createProgram, type Program } from '../../core/program.ts';
import { dialectOf, openForEdit } from './program-files.ts';

function programOf(language: string, files: Record<string, string>): Program {
  return createProgram({ language, entry: Object.keys(files)[0] as string, files });
}

describe('dialectOf', () => {
  it.each([
    ['javascript', 'a.js', 'js'],
    ['javascript', 'a.mjs', 'js'],
    ['javascript', 'a', 'js'],
    ['javascript', 'a.ts', 'ts'],
    ['typescript', 'a', 'ts'],
    ['typescript', 'dir.x/a.tsx', 'tsx'],
    ['javascript', 'a.json', null],
    ['python', 'a.js', null],
  ])('%s %s: %s', (language, path, dialect) => {
    expect(dialectOf(programOf(language, { [path]: '' }), path)).toBe(dialect);
  });
});

describe('openForEdit', () => {
  const FROZEN = '// EVOLVE-BLOCK-START\n// EVOLVE-BLOCK-END\nconst a = 1;';

  it.each([
    ['python', { 'a.py': 'x = 1' }, 'unsupported-language'],
    ['javascript', { 'a.js': 'let = 1' }, 'parent-does-not-parse'],
    ['javascript', { 'a.js': FROZEN }, 'nothing-editable'],
    ['javascript', { 'a.js': '' }, 'nothing-editable'],
  ])('of a %s program %#: %s', (language, files, reason) => {
    expect(
      openForEdit(programOf(language, files as unknown as Record<string, string>), randomFrom({ seed: 1, path: '' })),
    ).toBe(reason);
  });

  it('chooses the entry more often than other files, and never a frozen one', () => {
    const program = programOf('javascript', {
      'main.js': 'let a = 1;',
      'b.js': 'let b = 2;',
      'c.js': FROZEN,
      'd.json': '{}',
    });
    const counts: Record<string, number> = {};
    for (let seed = 0; seed < 400; seed++) {
      const file = openForEdit(program, randomFrom({ seed, path: '' }));
      const path = typeof file === 'string' ? file : file.path;
      counts[path] = (counts[path] ?? 0) + 1;
    }
    expect(Object.keys(counts).sort()).toEqual(['b.js', 'main.js']);
    expect(counts['main.js']).toBeGreaterThan(240);
    expect(counts['b.js']).toBeGreaterThan(80);
  });

  it('opens another file when the entry is frozen', () => {
    const file = openForEdit(
      programOf('javascript', { 'main.js': FROZEN, 'b.js': 'let b = 2;' }),
      randomFrom({ seed: 1, path: '' }),
    );
    expect(typeof file === 'string' ? file : file.path).toBe('b.js');
  });
});
