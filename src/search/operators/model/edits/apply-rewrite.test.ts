import { describe, expect, it } from 'vitest';
import { createProgram } from '../../../../core/program.ts';
import { applyRewrites, rewriteText } from './apply-rewrite.ts';

const ONE = 'import x;\nconst K = 1;\n// EVOLVE-BLOCK-START\nold();\n// EVOLVE-BLOCK-END\nrun();\nstop();\n';
const NEW = ONE.replace('old();', 'fresh();\nmore();');
const TWO = `${ONE}// EVOLVE-BLOCK-START\nsecond();\n// EVOLVE-BLOCK-END\n`;
const reason = (text: string, code: string): string => {
  const result = rewriteText(text, code);
  return typeof result === 'string' ? 'none' : result.reason;
};

describe('a rewrite', () => {
  it.each([
    ['with both markers', ONE, NEW, NEW],
    ['with both markers and other frozen text', ONE, NEW.replace('K = 1', 'K = 2').replace('stop', 'halt'), NEW],
    ['with both markers in another comment style', ONE, NEW.replace(/\/\/ (EVOLVE-BLOCK-\w+)/g, '/* $1 */'), NEW],
    ['of the payload alone', ONE, 'fresh();\nmore();', NEW],
    ['with blank lines around', ONE, '\n\nfresh();\nmore();\n\n', ONE.replace('old();', '\n\nfresh();\nmore();')],
    [
      'with the frozen lines and no markers',
      ONE,
      'import x;\n\nconst K = 1;\nfresh();\nmore();\nrun();\n  stop();\n',
      NEW,
    ],
    ['with the frozen start alone', ONE, 'import x;\nconst K = 1;\nfresh();\nmore();', NEW],
    [
      'of two blocks',
      TWO,
      TWO.replace('old', 'fresh').replace('second', 'other'),
      TWO.replace('old', 'fresh').replace('second', 'other'),
    ],
    ['without markers on either side', 'a();\n', 'b();', 'b();\n'],
    [
      'without markers, and with stray ones in the code',
      'a();\n',
      '# EVOLVE-BLOCK-START\nb();\n# EVOLVE-BLOCK-END',
      'b();\n',
    ],
    ['without a line end at the end', 'a();', 'b();\n', 'b();'],
    ['that keeps CRLF', 'a();\r\nb();\r\n', 'c();\nd();\n', 'c();\r\nd();\r\n'],
    ['that empties a block', ONE, '// EVOLVE-BLOCK-START\n// EVOLVE-BLOCK-END', ONE.replace('old();\n', '')],
  ])('%s', (_, text, code, wanted) => {
    expect(rewriteText(text, code)).toBe(wanted);
  });

  it.each([
    ['one marker only', ONE, 'import x;\n// EVOLVE-BLOCK-START\nfresh();', 'malformed-edit'],
    ['a payload for two blocks', TWO, 'fresh();', 'malformed-edit'],
    ['one of two blocks', TWO, NEW, 'malformed-edit'],
    [
      'the frozen lines, changed, without markers',
      ONE,
      'import x;\nconst K = 2;\nfresh();\nrun();\nstop();',
      'frozen-text',
    ],
    ['code that is left out', ONE, NEW.replace('more();', '// ... rest of the code unchanged'), 'elided-code'],
  ])('is refused with %s', (_, text, code, wanted) => {
    expect(reason(text, code)).toBe(wanted);
  });

  it('of several files takes those that are named', () => {
    const files = { 'a.py': ONE, 'b.py': 'x = 1\n', 'notes.txt': 'keep' };
    const program = createProgram({ language: 'python', entry: 'a.py', files });
    const given = [
      { path: 'b.py', code: 'x = 2' },
      { path: null, code: NEW },
    ];
    expect(applyRewrites(program, given)).toEqual({ files: { 'a.py': NEW, 'b.py': 'x = 2\n' } });
    expect(applyRewrites(program, [{ path: 'c.py', code: '' }])).toMatchObject({ reason: 'unknown-file' });
    expect(applyRewrites(program, [{ path: 'notes.txt', code: '' }])).toMatchObject({ reason: 'frozen-text' });
    expect(applyRewrites(program, [{ path: '__proto__', code: '' }])).toMatchObject({ reason: 'unknown-file' });
  });
});
