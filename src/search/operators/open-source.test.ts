import { beforeAll, describe, expect, it } from 'vitest';
import { loadAllGrammars } from '../../../testing/analyse-text.ts';
import { sampleProgram } from '../../../testing/conformance/language-programs.ts';
import { parentOf, SAMPLE_TASK } from '../../../testing/conformance/operator.ts';
import type { JsonObject } from '../../base/json.ts';
import { randomFrom } from '../../base/random.ts';
import { createProgram } from '../../core/program.ts';
import { openSource } from './open-source.ts';
import { programSize } from './program-size.ts';
import { createOperator } from './registry.ts';

beforeAll(loadAllGrammars);

const program = createProgram({
  language: 'python',
  entry: 'main.py',
  files: {
    'main.py': '# EVOLVE-BLOCK-START\nx = 1 + 2\n# EVOLVE-BLOCK-END\n',
    'kernel.cpp': '// EVOLVE-BLOCK-START\nint f(int n) { return n * 3; }\n// EVOLVE-BLOCK-END\n',
    'broken.py': 'def (:\n',
    'data.json': '{ "size": 4 }\n',
    'moves.txt': '; EVOLVE-BLOCK-START\njump 5\n; EVOLVE-BLOCK-END\n',
  },
});

function propose(name: string, seed: number, state: JsonObject = {}, parent = program) {
  const operator = createOperator({ name });
  return operator.propose({
    parents: [parentOf(parent)],
    task: SAMPLE_TASK,
    random: randomFrom({ seed, path: '/' }),
    state,
  });
}

describe('a program of several files', () => {
  it('is opened file by file', () => {
    expect(openSource(program, 'main.py')).toMatchObject({ analysis: { table: { language: 'python' } } });
    expect(openSource(program, 'kernel.cpp')).toMatchObject({ analysis: { table: { language: 'cpp' } } });
    expect(openSource(program, 'moves.txt')).toMatchObject({ analysis: null, plain: { isBalanced: true } });
    expect(openSource(program, 'broken.py')).toBe('parent-does-not-parse');
    expect(openSource(program, 'data.json')).toBe('unsupported-language');
    expect(openSource(program, 'absent')).toBe('unsupported-language');
  });

  it('is tuned in all files that may be edited, and in no other', () => {
    const changed = new Set<string>();
    for (let seed = 0; seed < 60; seed++) {
      const proposal = propose('numeric-tuning', seed);
      if (proposal.kind !== 'proposed') continue;
      for (const [path, text] of Object.entries(proposal.program.files))
        if (text !== program.files[path]) changed.add(path);
    }
    expect([...changed].sort()).toEqual(['kernel.cpp', 'main.py', 'moves.txt']);
  });

  it('has a size in nodes where there is a grammar, and in tokens elsewhere', () => {
    const sizeOf = (language: string, text: string): number =>
      programSize(createProgram({ language, entry: 'program', files: { program: text } }));
    // Statement, assignment, name, binary expression and its two literals.
    expect(sizeOf('python', 'x = (1 + 2)\n')).toBe(6);
    expect(sizeOf('python', '# frozen\n# EVOLVE-BLOCK-START\nx = 1\n# EVOLVE-BLOCK-END\ny = 2\n')).toBe(4);
    expect(sizeOf('fortran', 'x = 1 + 2\n')).toBe(5);
    expect(sizeOf('python', 'def (:\n')).toBe(3);
  });
});

describe('tuning of numbers', () => {
  it('keeps whole numbers whole and unsigned ones positive, in any language', () => {
    for (let seed = 0; seed < 80; seed++) {
      const rust = sampleProgram('rust', 'whole');
      const proposal = propose('numeric-tuning', seed, {}, rust);
      if (proposal.kind !== 'proposed') continue;
      const text = proposal.program.files['main.rs'] as string;
      expect(text).toMatch(/const LIMIT: f64 = -?[\d.e-]+_f64;/);
      expect(text).toMatch(/while rounds > 0x[\dA-F]+_u32/);
      expect(text).toMatch(/rounds \/= \d+;/);
    }
  });

  it('learns by CMA-ES from values as they were written', () => {
    const operator = createOperator({ name: 'cma-es' });
    const python = createProgram({ language: 'python', entry: 'a.py', files: { 'a.py': 'x = 1.0\ny = -4.0\n' } });
    let state: JsonObject = {};
    let best = Number.NEGATIVE_INFINITY;
    for (let seed = 0; seed < 200; seed++) {
      const proposal = propose('cma-es', seed, state, python);
      if (proposal.kind !== 'proposed') break;
      const values = [...(proposal.program.files['a.py'] as string).matchAll(/= (\S+)/g)].map(([, value]) =>
        Number(value),
      );
      expect(proposal.note?.values).toEqual(values);
      const merit = -(((values[0] as number) - 3) ** 2) - ((values[1] as number) + 1) ** 2;
      best = Math.max(best, merit);
      state = {
        ...state,
        ...operator.learn?.(state, { slot: seed, note: proposal.note ?? {}, merit, parentMerit: -13 }),
      };
    }
    expect(best).toBeGreaterThan(-0.05);
  });
});
