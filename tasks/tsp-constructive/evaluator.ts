import { mean } from '../../src/base/statistics.ts';
import type { InvalidAnswer, Measurement } from '../../src/core/evaluation.ts';
import type { CandidateHandle, EvaluationContext } from '../../src/core/task.ts';
import { behaviourOf } from '../shared/behaviour.ts';
import { type Cities, instancesOf, largeInstances } from './instances.ts';
import { tourPicture } from './picture.ts';
import { normalisedLength, readTour } from './tour.ts';

/** How many instances of its split the screening stage looks at. */
const SCREENING = 3;

/** Questions are kept: equal lists are sent to a sandbox once, and answered from memory in later stages. */
const questions = new Map<string, readonly (readonly [Cities])[]>();

function questionOf(name: string, instances: readonly Cities[]): readonly (readonly [Cities])[] {
  const known = questions.get(name);
  if (known !== undefined) return known;
  const made = instances.map((cities) => [cities] as const);
  questions.set(name, made);
  return made;
}

/**
 * Mean normalised length of the tours that a candidate builds, minimised. It returns the order of the cities; lengths are
 * computed here.
 */
export async function evaluate(
  candidate: CandidateHandle,
  { stage, split }: EvaluationContext,
): Promise<Measurement | InvalidAnswer> {
  const isScreening = stage === 'quick';
  const instances = isScreening ? instancesOf(split).slice(0, SCREENING) : instancesOf(split);
  const tours = await toursOf(candidate, isScreening ? stage : split, instances);
  if (typeof tours === 'string') return { invalid: tours };

  const scores = instances.map((cities, index) => normalisedLength(cities, tours[index] as readonly number[]));
  const worst = scores.indexOf(Math.max(...scores));
  const best = scores.indexOf(Math.min(...scores));
  return {
    score: mean(scores),
    metrics: { shortest: scores[best] as number, longest: scores[worst] as number },
    ...(split === 'test' ? { privateMetrics: await largeScore(candidate) } : {}),
    descriptors: [mean(tours.map(crossingShare)), (scores[worst] as number) - (scores[best] as number)],
    instances: scores,
    feedback: `Normalised lengths from ${(scores[best] as number).toFixed(4)} to ${(scores[worst] as number).toFixed(4)}; instance ${worst} is the longest.`,
    behaviour: behaviourOf(tours.flat()),
    ...(split === 'train'
      ? {}
      : { artifacts: { picture: tourPicture(instances[0] as Cities, tours[0] as readonly number[]) } }),
  };
}

async function toursOf(
  candidate: CandidateHandle,
  name: string,
  instances: readonly Cities[],
): Promise<readonly (readonly number[])[] | string> {
  const answers = await candidate.call('tour', questionOf(name, instances));
  const tours: (readonly number[])[] = [];
  for (const [index, cities] of instances.entries()) {
    const tour = readTour(answers[index], cities.length);
    if (typeof tour === 'string') return `instance ${index}: ${tour}`;
    tours.push(tour);
  }
  return tours;
}

/** How often the city numbers fall from one place of the tour to the next: where a rule begins, and nothing of its score. */
function crossingShare(tour: readonly number[]): number {
  const falls = tour.filter((city, place) => city > (tour[(place + 1) % tour.length] as number));
  return falls.length / tour.length;
}

/** `length150` where the candidate has tours for larger instances within its limits; that it has none is no fault. */
async function largeScore(candidate: CandidateHandle): Promise<Record<string, number>> {
  const instances = largeInstances();
  try {
    const tours = await toursOf(candidate, 'large', instances);
    if (typeof tours === 'string') return {};
    return {
      length150: mean(instances.map((cities, index) => normalisedLength(cities, tours[index] as readonly number[]))),
    };
  } catch (thrown) {
    if (thrown instanceof Error && thrown.name === 'CandidateFault') return {};
    throw thrown;
  }
}
