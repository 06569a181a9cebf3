import { fileURLToPath } from 'node:url';
import { hashOf } from '../../../base/hash.ts';
import type { Json } from '../../../base/json.ts';
import type { Program } from '../../../core/program.ts';
import { DEFAULT_LIMITS, type Stage, type Task } from '../../../core/task.ts';
import { REDCODE } from '../operators/warrior-program.ts';
import { GRID } from './descriptors.ts';
import { createEvaluator, rulesOf, SCORE_STAGE, type WarriorTaskData } from './warrior-evaluator.ts';

/**
 * Few short battles for everybody, more for the promising ones, others in full for those that would be champion. These are
 * compared with the best tenth of the archive, not with the best score of the run: that one was lucky, and nobody would
 * get past it.
 */
const STAGES: readonly Stage[] = [
  { name: 'quick', split: 'train', pass: { quantile: 0.3 } },
  { name: SCORE_STAGE, split: 'train', pass: { quantile: 0.9 } },
  { name: 'validation', split: 'validation' },
];

/** Raise it when what a warrior scores changes: scores of different versions are never compared. */
export const EVALUATOR_VERSION = 3;

/** The task of beating given opponents under given rules. */
export function warriorTask(data: WarriorTaskData, seeds: readonly Program[]): Task {
  const evaluatorPath = fileURLToPath(new URL(`./warrior-evaluator${import.meta.url.slice(-3)}`, import.meta.url));
  const evaluatorData = data as unknown as Json;
  return {
    name: 'red-queen',
    version: hashOf({ data: evaluatorData, evaluator: EVALUATOR_VERSION }),
    title: 'Core War: outlive the opponents',
    statement: 'Write a warrior in Redcode that lives longer than its opponents in the core.',
    direction: 'maximize',
    unit: 'share of life',
    language: REDCODE,
    seeds,
    stages: STAGES,
    splits: ['train', 'validation', 'test'],
    limits: { ...DEFAULT_LIMITS, steps: mostInstructions(data, data.opponents.length) },
    descriptors: GRID,
    functionSet: [],
    idioms: [],
    hints: '',
    bestKnown: [],
    evaluatorPath,
    evaluatorData,
    evaluate: createEvaluator(evaluatorData),
  };
}

/** What all stages together can cost at the most, with everybody alive to the last turn. */
export function mostInstructions(
  data: Pick<WarriorTaskData, 'rules' | 'mode' | 'placements' | 'turnShares' | 'tellsOfDeaths'>,
  opponents: number,
): number {
  const inOneCore = data.mode === 'melee' ? opponents + 1 : 2;
  const warriorTurns = data.mode === 'melee' ? inOneCore : inOneCore * opponents;
  const foughtAgain = data.tellsOfDeaths === true ? inOneCore * rulesOf(data, SCORE_STAGE).cycles : 0;
  return STAGES.reduce(
    (sum, { name }) => sum + (data.placements[name] ?? 1) * warriorTurns * rulesOf(data, name).cycles,
    foughtAgain,
  );
}
