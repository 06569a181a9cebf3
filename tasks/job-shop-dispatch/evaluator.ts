import { mean } from '../../src/base/statistics.ts';
import type { InvalidAnswer, Measurement } from '../../src/core/evaluation.ts';
import type { CandidateHandle, EvaluationContext } from '../../src/core/task.ts';
import { behaviourOf } from '../shared/behaviour.ts';
import { instancesOf, type Jobs, largeInstances } from './instances.ts';
import { gantt } from './picture.ts';
import { excessOf, readOrder, scheduleOf, type Task } from './schedule.ts';

/** How many instances of its split the screening stage looks at. */
const SCREENING = 4;

/** Questions are kept: equal lists are sent to a sandbox once, and answered from memory in later stages. */
const questions = new Map<string, readonly (readonly [Jobs])[]>();

function questionOf(name: string, instances: readonly Jobs[]): readonly (readonly [Jobs])[] {
  const known = questions.get(name);
  if (known !== undefined) return known;
  const made = instances.map((jobs) => [jobs] as const);
  questions.set(name, made);
  return made;
}

/**
 * Mean of the makespan above the lower bound in %, minimised. The candidate returns the order in which operations start;
 * times are computed here.
 */
export async function evaluate(
  candidate: CandidateHandle,
  { stage, split }: EvaluationContext,
): Promise<Measurement | InvalidAnswer> {
  const isScreening = stage === 'quick';
  const instances = isScreening ? instancesOf(split).slice(0, SCREENING) : instancesOf(split);
  const orders = await ordersOf(candidate, isScreening ? stage : split, instances);
  if (typeof orders === 'string') return { invalid: orders };

  const schedules = instances.map((jobs, index) => scheduleOf(jobs, orders[index] as readonly number[]));
  const scores = instances.map((jobs, index) => excessOf(jobs, schedules[index] as readonly Task[]));
  const worst = scores.indexOf(Math.max(...scores));
  const changes = mean(orders.map(changeShare));
  return {
    score: mean(scores),
    metrics: { worst: scores[worst] as number, changes },
    ...(split === 'test' ? { privateMetrics: await largeScore(candidate) } : {}),
    descriptors: [changes, mean(schedules.map(idleShare))],
    instances: scores,
    feedback: `From ${Math.min(...scores).toFixed(1)} to ${(scores[worst] as number).toFixed(1)} % above the lower bound; instance ${worst} is the worst.`,
    behaviour: behaviourOf(orders.flat()),
    ...(split === 'train' ? {} : { artifacts: { picture: gantt(schedules[0] as readonly Task[]) } }),
  };
}

async function ordersOf(
  candidate: CandidateHandle,
  name: string,
  instances: readonly Jobs[],
): Promise<readonly (readonly number[])[] | string> {
  const answers = await candidate.call('schedule', questionOf(name, instances));
  const orders: (readonly number[])[] = [];
  for (const [index, jobs] of instances.entries()) {
    const order = readOrder(answers[index], jobs);
    if (typeof order === 'string') return `instance ${index}: ${order}`;
    orders.push(order);
  }
  return orders;
}

/** How often the next operation is of another job: 1 when rules take turns, low when they finish jobs one by one. */
function changeShare(order: readonly number[]): number {
  return order.filter((job, place) => place > 0 && job !== order[place - 1]).length / Math.max(1, order.length - 1);
}

/** Share of machine time before the end in which nothing is done. */
function idleShare(tasks: readonly Task[]): number {
  const end = Math.max(...tasks.map((task) => task.end));
  const machines = new Set(tasks.map(({ machine }) => machine)).size;
  const busy = tasks.reduce((total, { start, end: stop }) => total + stop - start, 0);
  return 1 - busy / (end * machines);
}

/** `excess30x15` where the candidate has schedules for larger instances within its limits; that it has none is no fault. */
async function largeScore(candidate: CandidateHandle): Promise<Record<string, number>> {
  const instances = largeInstances();
  try {
    const orders = await ordersOf(candidate, 'large', instances);
    if (typeof orders === 'string') return {};
    const scores = instances.map((jobs, index) => excessOf(jobs, scheduleOf(jobs, orders[index] as readonly number[])));
    return { excess30x15: mean(scores) };
  } catch (thrown) {
    if (thrown instanceof Error && thrown.name === 'CandidateFault') return {};
    throw thrown;
  }
}
