import { describe, expect, it } from 'vitest';
import { parentOf, SAMPLE_TASK } from '../../../testing/conformance/operator.ts';
import { randomFrom } from '../../base/random.ts';
import { createProgram, entryText } from '../../core/program.ts';
import { functionCrossover } from './function-crossover.ts';

/** All children and rejections over many draws. */
function crossed(parent: string, mate: string): string[] {
  const [a, b] = [parent, mate].map((text) =>
    parentOf(createProgram({ language: 'javascript', entry: 'a.js', files: { 'a.js': text } })),
  );
  if (a === undefined || b === undefined) throw new Error('no parents');
  const found = new Set<string>();
  for (let seed = 0; seed < 60; seed++) {
    const random = randomFrom({ seed, path: '/functions' });
    const proposal = functionCrossover().propose({ parents: [a, b], task: SAMPLE_TASK, random, state: {} });
    found.add(proposal.kind === 'proposed' ? entryText(proposal.program) : proposal.reason);
  }
  return [...found].sort();
}

describe('function-crossover', () => {
  it('exchanges functions of the same name', () => {
    const parent =
      'function g(x) { return x; }\nexport function f(a) { return g(a) + 1; }\nexport const h = (a) => a;\n';
    const mate =
      'function g(x) { return x * 2; }\nexport function f(a) { return g(a) - 5; }\nconst h = (b) => b - 3;\n';
    expect(crossed(parent, mate)).toEqual(
      [
        parent.replace('return x;', 'return x * 2;'),
        parent.replace('g(a) + 1', 'g(a) - 5'),
        parent.replace('(a) => a;', '(b) => b - 3;'),
      ].sort(),
    );
  });

  it('brings missing helpers along', () => {
    const parent = '// frozen\n// EVOLVE-BLOCK-START\nexport function f(a) {\n  return a;\n}\n// EVOLVE-BLOCK-END\n';
    const mate = 'const k = 2;\nfunction twice(x) { return x * k; }\nexport function f(a) { return twice(a); }\n';
    expect(crossed(parent, mate)).toEqual([
      '// frozen\n// EVOLVE-BLOCK-START\nconst k = 2;\nfunction twice(x) { return x * k; }\nexport function f(a) { return twice(a); }\n// EVOLVE-BLOCK-END\n',
    ]);
  });

  it('leaves frozen functions alone', () => {
    const parent = 'export function f(a) { return a; }\n// EVOLVE-BLOCK-START\nconst b = 1;\n// EVOLVE-BLOCK-END\n';
    expect(crossed(parent, 'export function f(a) { return 2; }')).toEqual(['no-common-function']);
  });

  it('takes a guard or a result over where the child would be the mate itself', () => {
    const parent = 'export function f(a, b) {\n  return a + b;\n}\n';
    const mate = 'export function f(x, y) {\n  const s = x * 3;\n  if (s > y) return y;\n  return s - y;\n}\n';
    expect(crossed(parent, mate)).toEqual([
      'export function f(a, b) {\n  if (a * 3 > b) return b;\n  return a + b;\n}\n',
      'export function f(a, b) {\n  return a * 3 - b;\n}\n',
    ]);
  });

  it('rejects mates without a function in common', () => {
    const parent = 'export function f(a) { return a; }';
    expect(crossed(parent, parent)).toEqual(['no-common-function']);
    expect(crossed(parent, 'export const f = (a) => 2;')).toEqual(['no-common-function']);
    expect(crossed(parent, 'export function g(a) { return 2; }')).toEqual(['no-common-function']);
    expect(crossed(parent, 'export function (')).toEqual(['mate-does-not-parse']);
  });
});
