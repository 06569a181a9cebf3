import { describe, expect, it } from 'vitest';
import { parentOf } from '../../../testing/conformance/operator.ts';
import { randomFrom } from '../../base/random.ts';
import { createProgram } from '../../core/program.ts';
import { type Draft, proposeFrom } from './draft.ts';
import { type OpenFile, openForEdit } from './program-files.ts';

const PROGRAM = createProgram({
  language: 'javascript',
  entry: 'a.js',
  files: {
    'a.js': '// EVOLVE-BLOCK-START\nlet a = 1;\n// EVOLVE-BLOCK-START\n// EVOLVE-BLOCK-END\n// EVOLVE-BLOCK-END\n',
  },
});
const PARENT = parentOf(PROGRAM, { sigma: 0.5, edits: ['x'] });
const file = openForEdit(PROGRAM, randomFrom({ seed: 1, path: '' })) as OpenFile;
const at = file.analysis.source.text.indexOf('1;');

function draft(text: string, start = at, end = at + 1): Draft {
  return { file, edits: [{ start, end, text }] };
}

describe('proposeFrom', () => {
  it('makes a child, and hands the step size of the parent on', () => {
    const proposal = proposeFrom(PARENT, 1, () => ({ ...draft('2'), note: { kind: 'test' } }));
    expect(proposal).toMatchObject({ kind: 'proposed', note: { sigma: 0.5, kind: 'test' } });
    if (proposal.kind !== 'proposed') return;
    expect(proposal.program.files['a.js']).toContain('let a = 2;');
    expect(proposal.note).toEqual({ sigma: 0.5, kind: 'test' });
  });

  it.each([
    ['1', 'no-change'],
    ['2 +', 'does-not-parse'],
    ['2; let a = 3', 'does-not-parse'],
    ['2; // EVOLVE-BLOCK-END', 'touches-marker'],
  ])('rejects the draft %j: %s', (text, reason) => {
    expect(proposeFrom(PARENT, 3, () => draft(text))).toEqual({ kind: 'rejected', reason });
  });

  it('does not touch markers, even those inside an editable span', () => {
    const { text } = file.analysis.source;
    const start = text.indexOf('// EVOLVE-BLOCK-START', 5);
    expect(proposeFrom(PARENT, 1, () => draft('', start, text.indexOf('\n', start)))).toEqual({
      kind: 'rejected',
      reason: 'touches-marker',
    });
  });

  it('tries again, and gives the last reason when nothing came of it', () => {
    const drafts = ['first-reason', draft('1'), draft('3'), draft('4')];
    expect(proposeFrom(PARENT, 4, () => drafts.shift() ?? 'none')).toMatchObject({ kind: 'proposed' });
    expect(drafts).toHaveLength(1);
    expect(proposeFrom(PARENT, 3, () => 'some-reason')).toEqual({ kind: 'rejected', reason: 'some-reason' });
    expect(
      proposeFrom(
        PARENT,
        2,
        () => draft('5'),
        () => false,
      ),
    ).toEqual({ kind: 'rejected', reason: 'not-accepted' });
  });
});
