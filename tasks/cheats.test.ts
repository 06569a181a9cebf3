import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../src/base/clock.ts';
import { messageOf } from '../src/base/errors.ts';
import type { Split } from '../src/core/evaluation.ts';
import { createProgram, type Program } from '../src/core/program.ts';
import type { CandidateHandle, Task } from '../src/core/task.ts';
import { CandidateFault, type Sandbox } from '../src/sandbox/contract.ts';
import { createSandbox } from '../src/sandbox/create-sandbox.ts';
import { builtInTasks } from '../src/tasks/find-task.ts';
import { loadTask } from '../src/tasks/load-task.ts';
import { trustedCandidate } from '../src/tasks/trusted-candidate.ts';

/**
 * `cheats.json` of a task: file in `cheats/` → how its evaluation may end. `harmless` is an ordinary result that is not
 * better than that of the seed program. Cheats that would harm this process run in a sandbox only.
 */
interface Cheat {
  readonly expected: readonly ('invalid' | 'crash' | 'timeout' | 'harmless')[];
  readonly needsSandbox?: boolean;
}

/** Enough for honest work, and short enough for a test. */
const LIMITS = { steps: 500_000, wallMs: 5_000, memoryMb: 128, outputBytes: 1_000_000 };

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await createSandbox({ hosts: 1, clock: systemClock });
});
afterAll(() => sandbox.close());

async function outcome(task: Task, split: Split, handle: CandidateHandle, seedScore: number): Promise<string> {
  try {
    const result = await task.evaluate(handle, { stage: split, split, seed: 0 });
    if ('invalid' in result) return 'invalid';
    expect(Number.isFinite(result.score)).toBe(true);
    const isBetter = task.direction === 'maximize' ? result.score > seedScore : result.score < seedScore;
    return isBetter ? `scored ${result.score}` : 'harmless';
  } catch (thrown) {
    return thrown instanceof CandidateFault ? thrown.status : `crash of the evaluator: ${messageOf(thrown)}`;
  }
}

async function scoreOf(task: Task, split: Split, program: Program): Promise<number> {
  const result = await task.evaluate(await trustedCandidate(program), { stage: split, split, seed: 0 });
  if ('invalid' in result) throw new Error(result.invalid);
  return result.score;
}

describe.each(builtInTasks())('the cheats of $name', async ({ folder }) => {
  const task = await loadTask(folder);
  const seed = task.seeds[0] as Program;
  const cheats: Readonly<Record<string, Cheat>> = JSON.parse(readFileSync(join(folder, 'cheats.json'), 'utf8'));
  const files = Object.keys(cheats);

  it('are all listed, with what becomes of them', () => {
    expect(files.length).toBeGreaterThanOrEqual(20);
    expect(readdirSync(join(folder, 'cheats')).sort()).toEqual([...files].sort());
  });

  it.each(files)('%s does not pay', async (file) => {
    const cheat = cheats[file] as Cheat;
    expect(existsSync(join(folder, 'cheats', file))).toBe(true);
    const text = readFileSync(join(folder, 'cheats', file), 'utf8');
    const program = createProgram({ language: task.language, entry: file, files: { [file]: text } });

    const seedScore = await scoreOf(task, 'test', seed);
    const session = await sandbox.open(program, { limits: LIMITS, seed: 1 });
    const handle: CandidateHandle = {
      program,
      call: (name, lists) => session.call(name, lists),
      drive: (driver, input) => session.drive(driver, input),
    };
    const inSandbox = await outcome(task, 'test', handle, seedScore);
    session.close();
    expect(cheat.expected).toContain(inSandbox);

    if (cheat.needsSandbox) return;
    // The evaluator itself must hold, whatever the sandbox does.
    const trusted = await trustedCandidate(program);
    const asItIs: CandidateHandle = {
      ...trusted,
      call: (name, lists) => trusted.call(name, lists).catch((thrown) => failed(thrown)),
    };
    expect(cheat.expected).toContain(await outcome(task, 'test', asItIs, seedScore));
  });

  it('leave a sandbox that still gives the seed its score', async () => {
    const session = await sandbox.open(seed, { limits: task.limits, seed: 1 });
    const result = await task.evaluate(
      { program: seed, call: (name, lists) => session.call(name, lists), drive: async () => null },
      { stage: 'test', split: 'test', seed: 0 },
    );
    session.close();
    expect(result).toMatchObject({ score: await scoreOf(task, 'test', seed) });
  });
});

function failed(thrown: unknown): never {
  throw new CandidateFault('crash', messageOf(thrown));
}
