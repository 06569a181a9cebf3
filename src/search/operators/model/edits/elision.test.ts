import { describe, expect, it } from 'vitest';
import { findElision } from './elision.ts';

describe('comments that stand for code', () => {
  it.each([
    '// ...',
    '# ... existing code ...',
    '// … rest unchanged',
    '/* rest of the function … */',
    '# (rest of the code remains the same...)',
    '  // ... remaining code',
    '-- ... same as before',
  ])('%s', (text) => {
    expect(findElision(['a();', text], [])).toBe(text.trim());
  });

  it.each([
    '// the rest',
    '# existing items first',
    '// loops until ... then stops here',
    'const rest = [...a];',
    '#...#a',
    'f(...rest);',
    '// same as before',
  ])('not: %s', (text) => {
    expect(findElision([text], [])).toBe(null);
  });

  it('not what the program has already', () => {
    expect(findElision(['// ...'], ['  // ...'])).toBe(null);
  });
});
