import { describe, expect, it } from 'vitest';
import type { StageResult } from '../core/evaluation.ts';
import { createProgram } from '../core/program.ts';
import type { Stage } from '../core/task.ts';
import { type CascadeInput, runCascade } from './cascade.ts';
import type { Executor } from './executor.ts';

const STAGES: readonly Stage[] = [
  { name: 'quick', split: 'train', pass: { quantile: 0.5 } },
  { name: 'train', split: 'train', pass: { improves: 'best' } },
  { name: 'validation', split: 'validation' },
];
const program = createProgram({ language: 'javascript', entry: 'a.js', files: { 'a.js': '' } });

/** An executor whose answers are given; it counts what is asked of it. */
function scripted(answers: Readonly<Record<string, number | 'crash'>>) {
  const asked: string[] = [];
  let closed = 0;
  const executor: Executor = {
    sandbox: 'none',
    begin: () => ({
      evaluate: async ({ name, split }): Promise<StageResult> => {
        asked.push(name);
        const answer = answers[name] ?? 'crash';
        if (answer === 'crash') return { status: 'crash', stage: name, split, reason: 'threw' };
        return { status: 'ok', stage: name, split, measurement: { score: answer, behaviour: 'b' } };
      },
      usage: { steps: 7, cpuMs: 1 },
      close: () => {
        closed += 1;
      },
    }),
    close: async () => {},
  };
  return { executor, asked, closed: () => closed };
}

const input = (parts: Partial<CascadeInput> = {}): CascadeInput => ({
  program,
  size: 10,
  stages: STAGES,
  direction: 'minimize',
  thresholds: { stages: { quick: -5 }, incumbent: { merit: -4, size: 10 } },
  twinOf: () => null,
  ...parts,
});

describe('runCascade', () => {
  it.each([
    [
      'goes through all stages when it passes them',
      { quick: 4, train: 3, validation: 3 },
      ['quick', 'train', 'validation'],
    ],
    ['stops where a quantile is missed', { quick: 5.1, train: 3, validation: 3 }, ['quick']],
    ['passes a quantile that is met exactly', { quick: 5, train: 9, validation: 3 }, ['quick', 'train']],
    ['stops where the best is not beaten', { quick: 4, train: 4, validation: 3 }, ['quick', 'train']],
    ['stops at a failure', { quick: 'crash', train: 3, validation: 3 }, ['quick']],
  ] as const)('%s', async (_, answers, stages) => {
    const { executor, asked, closed } = scripted(answers);
    const outcome = await runCascade(executor, input());
    expect(asked).toEqual(stages);
    expect(outcome.results.map(({ stage }) => stage)).toEqual(stages);
    expect(outcome).toMatchObject({ twin: null, usage: { steps: 7 } });
    expect(closed()).toBe(1);
  });

  it('counts a smaller program with the same merit as an improvement', async () => {
    const { executor, asked } = scripted({ quick: 4, train: 4, validation: 4 });
    await runCascade(executor, input({ size: 9 }));
    expect(asked).toEqual(['quick', 'train', 'validation']);
  });

  it('without thresholds passes everything', async () => {
    const { executor, asked } = scripted({ quick: 99, train: 99, validation: 99 });
    await runCascade(executor, input({ thresholds: { stages: {}, incumbent: null } }));
    expect(asked).toHaveLength(3);
  });

  it('stops after the first stage when the behaviour is known', async () => {
    const { executor, asked } = scripted({ quick: 4, train: 3, validation: 3 });
    const outcome = await runCascade(executor, input({ twinOf: (behaviour) => (behaviour === 'b' ? 17 : null) }));
    expect(asked).toEqual(['quick']);
    expect(outcome.twin).toBe(17);
  });

  it('gives the session back also when the executor fails', async () => {
    const { executor, closed } = scripted({});
    const broken: Executor = {
      ...executor,
      begin: (...words) => ({ ...executor.begin(...words), evaluate: () => Promise.reject(new Error('gone')) }),
    };
    await expect(runCascade(broken, input())).rejects.toThrow('gone');
    expect(closed()).toBe(1);
  });
});
