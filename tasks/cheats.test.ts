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
import { builtInFolder } from '../src/tasks/built-in-folder.ts';
import { builtInTasks } from '../src/tasks/find-task.ts';
import { loadTask } from '../src/tasks/load-task.ts';
import { trustedCandidate } from '../src/tasks/trusted-candidate.ts';

/**
 * `cheats.json` of a task: file in `cheats/` → how its evaluation may end. `harmless` is an ordinary result that is not
 * better than that of the seed program. Cheats that would harm this process run in a sandbox only.
 */
interface Cheat {
  readonly expected: readonly Ending[];
  readonly needsSandbox?: boolean;
}

type Ending = 'invalid' | 'crash' | 'timeout' | 'harmless';

/**
 * The entry `shared` of a `cheats.json` adds all of `shared/cheats/`, which pay in no task, and the entry `sharedPoints`
 * those of `shared/point-cheats/`, which pay in none that asks for n points. They export `answer`, which is read as
 * `function`, and end as the list beside their folder says where `differs` says nothing else.
 */
interface SharedCheats {
  readonly function: string;
  readonly differs?: Readonly<Record<string, readonly Ending[]>>;
}

const SHARED = join(builtInFolder, 'shared');
/** Entries of a `cheats.json` that stand for a whole folder of `shared/`. */
const SHARED_FOLDERS = { shared: 'cheats', sharedPoints: 'point-cheats' } as const;

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

interface KnownCheat extends Cheat {
  readonly file: string;
  readonly text: string;
}

function listOf(path: string): Record<string, Cheat> {
  return JSON.parse(readFileSync(path, 'utf8'));
}

function ownCheats(folder: string): KnownCheat[] {
  const { shared: _, sharedPoints: __, ...own } = listOf(join(folder, 'cheats.json'));
  return Object.entries(own).map(([file, cheat]) => ({ ...cheat, file, text: textOf(join(folder, 'cheats', file)) }));
}

function sharedCheats(folder: string, entry: keyof typeof SHARED_FOLDERS): KnownCheat[] {
  const shared = (listOf(join(folder, 'cheats.json')) as { [entry in string]?: Cheat & SharedCheats })[entry];
  if (shared === undefined) return [];
  const name = SHARED_FOLDERS[entry];
  return Object.entries(listOf(join(SHARED, `${name}.json`))).map(([file, cheat]) => ({
    ...cheat,
    expected: shared.differs?.[file] ?? cheat.expected,
    file: `shared ${file}`,
    text: textOf(join(SHARED, name, file)).replaceAll(/\banswer\b/g, shared.function),
  }));
}

/** Empty when the file is missing, which the test of the lists reports. */
function textOf(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

it.each(Object.values(SHARED_FOLDERS))('the shared %s are all listed', (name) => {
  expect(readdirSync(join(SHARED, name)).sort()).toEqual(Object.keys(listOf(join(SHARED, `${name}.json`))).sort());
});

describe.each(builtInTasks())('the cheats of $name', async ({ folder }) => {
  const task = await loadTask(folder);
  const seed = task.seeds[0] as Program;
  const own = ownCheats(folder);
  const cheats = [...own, ...sharedCheats(folder, 'shared'), ...sharedCheats(folder, 'sharedPoints')];
  let seedScore = Number.NaN;
  beforeAll(async () => {
    seedScore = await scoreOf(task, 'test', seed);
  });

  it('are all listed, with what becomes of them', () => {
    expect(cheats.length).toBeGreaterThanOrEqual(20);
    expect(readdirSync(join(folder, 'cheats')).sort()).toEqual(own.map(({ file }) => file).sort());
  });

  it.each(cheats)('$file does not pay', async ({ text, expected, needsSandbox }) => {
    const entry = 'cheat.js';
    const program = createProgram({ language: task.language, entry, files: { [entry]: text } });

    const session = await sandbox.open(program, { limits: LIMITS, seed: 1 });
    const handle: CandidateHandle = {
      program,
      call: (name, lists) => session.call(name, lists),
      drive: (driver, input) => session.drive(driver, input),
    };
    const inSandbox = await outcome(task, 'test', handle, seedScore);
    session.close();
    expect(expected).toContain(inSandbox);

    if (needsSandbox) return;
    // The evaluator itself must hold, whatever the sandbox does.
    const trusted = await trustedCandidate(program);
    const asItIs: CandidateHandle = {
      ...trusted,
      call: (name, lists) => trusted.call(name, lists).catch((thrown) => failed(thrown)),
    };
    expect(expected).toContain(await outcome(task, 'test', asItIs, seedScore));
  });

  it('leave a sandbox that still gives the seed its score', async () => {
    const session = await sandbox.open(seed, { limits: task.limits, seed: 1 });
    const result = await task.evaluate(
      { program: seed, call: (name, lists) => session.call(name, lists), drive: async () => null },
      { stage: 'test', split: 'test', seed: 0 },
    );
    session.close();
    expect(result).toMatchObject({ score: seedScore });
  });
});

function failed(thrown: unknown): never {
  throw new CandidateFault('crash', messageOf(thrown));
}
