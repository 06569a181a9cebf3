import { describe, expect, it } from 'vitest';
import type { Json } from '../../../base/json.ts';
import type { CandidateHandle } from '../../../core/task.ts';
import { HILLS } from '../assembler/hills.ts';
import { warriorProgram } from '../operators/warrior-program.ts';
import { createEvaluator } from './warrior-evaluator.ts';

const { rules } = HILLS.tiny;
const DATA = {
  rules,
  mode: 'pairwise',
  opponents: [
    { name: 'waiter', text: ';name Waiter\nJMP 0\n' },
    { name: 'imp', text: ';name Imp\nMOV 0, 1\n' },
  ],
  heldOut: [],
  placements: { quick: 1, train: 3 },
  pointsWeight: 0,
};
const evaluate = createEvaluator(DATA as unknown as Json);

async function feedbackOf(text: string, stage: string): Promise<string> {
  const handle = { program: warriorProgram(text) } as CandidateHandle;
  const answer = await evaluate(handle, { stage, split: 'train', seed: 1 });
  return answer.feedback ?? '';
}

describe('feedback on a warrior', () => {
  it('says who beat it, when, and what stood where it died', async () => {
    // Two turns of its own, then it runs into its bomb: nobody else has to do anything.
    const text = await feedbackOf('NOP 0\nNOP 0\nDAT #7, #9\n', 'train');
    expect(text).toContain('Waiter: 0 won, 0 tied, 3 lost, died in turn 3 of 8000');
    expect(text).toMatch(/A round lost to \w+, in turn 3\./);
    expect(text).toMatch(/^>\s+\+2\s+DAT\.F\s+#\s+7, #\s+9$/m);
    expect(text).toMatch(/^\s+\+1\s+NOP\.F/m);
    expect(text.length).toBeLessThan(1_000);
  });

  it('says so of a first instruction that is the last', async () => {
    expect(await feedbackOf('DAT 0\n', 'train')).toContain('It died of its first instruction.');
  });

  it('has no word on deaths where nobody died, or at the first look', async () => {
    expect(await feedbackOf('JMP 0\n', 'train')).not.toContain('A round lost');
    expect(await feedbackOf('DAT 0\n', 'quick')).not.toContain('A round lost');
  });

  it('is what the assembler says where a warrior does not assemble', async () => {
    expect(await feedbackOf('ROAST 1\n', 'train')).toMatch(/1:7 “1” cannot start a statement/);
  });
});
