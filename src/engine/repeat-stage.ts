import { mean } from '../base/statistics.ts';
import type { Measurement, StageResult } from '../core/evaluation.ts';
import type { Draws } from '../core/noise.ts';
import type { Program } from '../core/program.ts';
import type { Stage } from '../core/task.ts';
import type { SandboxUsage } from '../sandbox/contract.ts';
import type { Executor } from './executor.ts';
import { type AskingOptions, namedModels } from './models/named-models.ts';

export interface RepeatOptions {
  readonly draws: Draws;
  /** Number of the first repeat. */
  readonly first: number;
  /** How many at the most, ≥ 1. */
  readonly count: number;
  /** Asked after each one with all scores so far; true ends it. Default: never. */
  readonly isEnough?: (scores: readonly number[]) => boolean;
  /** A sandbox process of its own for each. */
  readonly fresh?: boolean;
  /** For evaluators that ask a model. */
  readonly asking?: AskingOptions | undefined;
}

export interface RepeatedStage {
  /** With the mean of all repeats; the first failure ends it and is the result. */
  readonly result: StageResult;
  /** Repeats that began. */
  readonly repeats: number;
  readonly usage: SandboxUsage;
}

type Ok = Extract<StageResult, { status: 'ok' }>;

/** Evaluates one stage several times, each in a session of its own with the full limits, one after another. */
export async function repeatStage(
  executor: Executor,
  program: Program,
  stage: Pick<Stage, 'name' | 'split'>,
  options: RepeatOptions,
): Promise<RepeatedStage> {
  const { draws, first, count, isEnough = () => false, fresh = false, asking } = options;
  const results: Ok[] = [];
  let steps = 0;
  let cpuMs = 0;
  while (results.length < count) {
    const repeat = first + results.length;
    const session = executor.begin(program, {
      fresh,
      repetition: { repeat, draws },
      ...(asking && { ...asking, models: namedModels(asking.models, `repeat/${repeat}`) }),
    });
    let result: StageResult;
    try {
      result = await session.evaluate({ name: stage.name, split: stage.split });
    } finally {
      session.close();
    }
    steps += session.usage.steps;
    cpuMs += session.usage.cpuMs;
    if (result.status !== 'ok') return { result, repeats: results.length + 1, usage: { steps, cpuMs } };
    results.push(result);
    if (isEnough(results.map(({ measurement }) => measurement.score))) break;
  }
  return { result: gathered(stage, results, first), repeats: results.length, usage: { steps, cpuMs } };
}

/** For fresh repeats the log keeps the numbers; texts and pictures it has from the first evaluation. */
export function scoreOnly(result: StageResult): StageResult {
  if (result.status !== 'ok') return result;
  return { ...result, measurement: { score: result.measurement.score } };
}

function gathered({ name, split }: Pick<Stage, 'name' | 'split'>, results: readonly Ok[], first: number): StageResult {
  const scores = results.map(({ measurement }) => measurement.score);
  const measurement = meanOf(results);
  if (!Number.isFinite(measurement.score)) {
    const reason = `the mean of ${scores.join(', ')} is not a finite number`;
    return { status: 'invalid', stage: name, split, reason };
  }
  return { ...(results[0] as Ok), measurement, repeats: { first, scores } };
}

/** Numbers are means over the repeats, steps their sum; texts, artifacts and behaviour are those of the first repeat. */
function meanOf(results: readonly Ok[]): Measurement {
  const all = results.map(({ measurement }) => measurement);
  const [first] = all as [Measurement];
  const lists = (name: 'instances' | 'descriptors') => means(all.map((measurement) => measurement[name]));
  const records = (name: 'metrics' | 'privateMetrics') => meanRecord(all.map((measurement) => measurement[name]));
  return {
    ...first,
    score: mean(all.map(({ score }) => score)),
    ...(first.metrics && { metrics: records('metrics') }),
    ...(first.privateMetrics && { privateMetrics: records('privateMetrics') }),
    ...(first.descriptors && { descriptors: lists('descriptors') }),
    ...(first.instances && { instances: lists('instances') }),
    ...(first.steps !== undefined && { steps: all.reduce((sum, { steps = 0 }) => sum + steps, 0) }),
  };
}

/** By place; places that not every repeat has are left out. */
function means(lists: readonly (readonly number[] | undefined)[]): number[] {
  const length = Math.min(...lists.map((list) => list?.length ?? 0));
  return Array.from({ length }, (_, place) => mean(lists.map((list) => list?.[place] as number)));
}

/** By name; names that not every repeat has are left out. */
function meanRecord(records: readonly (Readonly<Record<string, number>> | undefined)[]): Record<string, number> {
  const names = Object.keys(records[0] ?? {}).filter((name) => records.every((record) => record?.[name] !== undefined));
  return Object.fromEntries(names.map((name) => [name, mean(records.map((record) => record?.[name] as number))]));
}
