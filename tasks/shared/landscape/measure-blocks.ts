import { mean } from '../../../src/base/statistics.ts';
import type { InvalidAnswer, Measurement } from '../../../src/core/evaluation.ts';
import type { CandidateHandle } from '../../../src/core/task.ts';
import { behaviourOf } from '../behaviour.ts';
import { type Blocks, readBlocks } from './blocks.ts';
import { blockPicture } from './picture.ts';

/** A function of bits whose best value is known. All values are whole numbers, so that sums are exact. */
export interface Landscape {
  readonly count: number;
  readonly size: number;
  /** The value of each block, as few parts as the landscape can be told apart in; its value is their sum. */
  values(blocks: Blocks): readonly number[];
  /** The largest sum that there is. */
  readonly optimum: number;
  /** The value of each block in the optimum, for pictures. */
  readonly best: readonly number[];
}

// One object: equal questions are answered from memory.
const QUESTION: [][] = [[]];

/**
 * Score: 100 · value / optimum, so 100 means the optimum and nothing else does. The parts are `instances`, for archives
 * and selectors that look at more than a sum. There is one landscape: nothing is held out.
 */
export async function measureBlocks(
  candidate: CandidateHandle,
  landscape: Landscape,
  withPicture: boolean,
): Promise<Measurement | InvalidAnswer> {
  const { count, size, optimum, best } = landscape;
  const [answer] = await candidate.call('blocks', QUESTION);
  const blocks = readBlocks(answer, count, size);
  if (typeof blocks === 'string') return { invalid: blocks };
  const values = landscape.values(blocks);
  const value = values.reduce((total, part) => total + part, 0);
  const half = Math.ceil(count / 2);
  const weakest = values.reduce((low, part, index) => (part < (values[low] as number) ? index : low), 0);
  return {
    score: (100 * value) / optimum,
    metrics: { value, optimum },
    descriptors: [mean(blocks.slice(0, half).flat()), mean(blocks.slice(half).flat())],
    instances: values,
    feedback: `Values of the blocks: ${values.join(', ')}. The lowest is that of block ${weakest}.`,
    behaviour: behaviourOf(blocks.flat()),
    ...(withPicture ? { artifacts: { picture: blockPicture(blocks, values, best) } } : {}),
  };
}
