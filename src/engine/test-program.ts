import type { StageResult } from '../core/evaluation.ts';
import type { NoiseSpec } from '../core/noise.ts';
import type { Program } from '../core/program.ts';
import type { Stage } from '../core/task.ts';
import type { SandboxUsage } from '../sandbox/contract.ts';
import type { Executor } from './executor.ts';
import type { AskingOptions } from './models/named-models.ts';
import { repeatStage } from './repeat-stage.ts';

interface TestOptions {
  /** Set where the task is noisy. */
  readonly noise: NoiseSpec | undefined;
  /** A sandbox process of its own. */
  readonly fresh: boolean;
  /** Number of the first repeat of a noisy task; default 0. */
  readonly first?: number;
  /** For evaluators that ask a model. */
  readonly asking?: AskingOptions | undefined;
}

interface Tested {
  readonly result: StageResult;
  /** Evaluations that began. */
  readonly evaluations: number;
  readonly usage: SandboxUsage;
}

/** Scores a program on data that search did not see: once, or where scores are draws as often as a candidate in doubt. */
export async function testProgram(
  executor: Executor,
  program: Program,
  stage: Pick<Stage, 'name' | 'split'>,
  { noise, fresh, first = 0, asking }: TestOptions,
): Promise<Tested> {
  if (noise !== undefined) {
    const options = { draws: noise.draws, first, count: noise.most, fresh, asking };
    const { result, repeats, usage } = await repeatStage(executor, program, stage, options);
    return { result, evaluations: repeats, usage };
  }
  const session = executor.begin(program, { fresh, ...asking });
  try {
    const result = await session.evaluate(stage);
    session.close();
    return { result, evaluations: 1, usage: session.usage };
  } finally {
    session.close();
  }
}
