import type { InvalidAnswer, Measurement } from '../../src/core/evaluation.ts';
import type { CandidateHandle, EvaluationContext } from '../../src/core/task.ts';
import { behaviourOf } from '../shared/behaviour.ts';
import { type Comparator, depthOf, readNetwork, unsortedInput } from './network.ts';
import { networkPicture } from './picture.ts';

const CHANNELS: readonly number[] = [6, 7, 8, 9, 10];
/** Larger networks of the test split, for the report of how a rule transfers. */
const MORE_CHANNELS: readonly number[] = [11, 12];

// One object each: equal questions are answered from memory.
const QUESTION = CHANNELS.map((channels) => [channels]);
const OTHER_QUESTION = MORE_CHANNELS.map((channels) => [channels]);

/**
 * Comparators of the networks for 6 to 10 channels together, minimised. Every network is checked on all lists of zeros and
 * ones.
 */
export async function evaluate(
  candidate: CandidateHandle,
  { split }: EvaluationContext,
): Promise<Measurement | InvalidAnswer> {
  const networks = networksOf(CHANNELS, await candidate.call('network', QUESTION));
  if (typeof networks === 'string') return { invalid: networks };
  const sizes = networks.map((network) => network.length);
  const largest = networks.at(-1) as readonly Comparator[];
  const channels = CHANNELS.at(-1) as number;
  const span = largest.reduce((total, [low, high]) => total + high - low, 0) / largest.length;
  return {
    score: sizes.reduce((total, size) => total + size, 0),
    metrics: { depth10: depthOf(largest), meanSpan: span },
    ...(split === 'test' ? { privateMetrics: await otherSizes(candidate) } : {}),
    descriptors: [depthOf(largest), span],
    instances: sizes,
    feedback: `Comparators for ${CHANNELS.join(', ')} channels: ${sizes.join(', ')}.`,
    behaviour: behaviourOf(networks.flat(2)),
    ...(split === 'train' ? {} : { artifacts: { picture: networkPicture(channels, largest) } }),
  };
}

function networksOf(channels: readonly number[], answers: readonly unknown[]): (readonly Comparator[])[] | string {
  const networks: (readonly Comparator[])[] = [];
  for (const [index, count] of channels.entries()) {
    const network = readNetwork(answers[index], count);
    if (typeof network === 'string') return network;
    const input = unsortedInput(count, network);
    if (input !== undefined) {
      const list = Array.from({ length: count }, (_, channel) => (input >> channel) & 1);
      return `network(${count}) does not sort ${list.join('')}`;
    }
    networks.push(network);
  }
  return networks;
}

/** Sizes for 11 and 12 channels where the candidate has networks for them; that it has none is no fault. */
async function otherSizes(candidate: CandidateHandle): Promise<Record<string, number>> {
  try {
    const networks = networksOf(MORE_CHANNELS, await candidate.call('network', OTHER_QUESTION));
    if (typeof networks === 'string') return {};
    return Object.fromEntries(networks.map((network, index) => [`size${MORE_CHANNELS[index]}`, network.length]));
  } catch (thrown) {
    if (thrown instanceof Error && thrown.name === 'CandidateFault') return {};
    throw thrown;
  }
}
