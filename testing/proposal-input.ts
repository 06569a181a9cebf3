import { randomFrom } from '../src/base/random.ts';
import type { Member } from '../src/core/candidate.ts';
import { meritOf, type StageResult } from '../src/core/evaluation.ts';
import type { ModelProposalInput, ModelTask, ShownCandidate } from '../src/core/model-operator.ts';
import type { Program } from '../src/core/program.ts';
import { parentOf } from './conformance/operator.ts';
import { scriptedModels } from './scripted-models.ts';

export const MODEL_TASK: ModelTask = {
  name: 'bins',
  title: 'Bins',
  statement: 'Give each bin a priority for an item.',
  hints: 'Tight fits are good.',
  direction: 'maximize',
  unit: '%',
  language: 'javascript',
  functionSet: ['Math.max'],
  bestKnown: [{ instance: 'all', score: 99, source: 'a paper' }],
  stages: [{ name: 'train', split: 'train' }],
};

/** A candidate as an operator is shown it; `score` null for one that failed. */
export function shownCandidate(
  id: number,
  program: Program,
  score: number | null = id,
  results: readonly StageResult[] = [],
  more: Partial<ShownCandidate> = {},
): ShownCandidate {
  const member: Member | null =
    score === null ? null : { ...parentOf(program).member, id, merit: meritOf(score, MODEL_TASK.direction) };
  return { id, program, member, results, rank: score === null ? null : 1, note: {}, ...more };
}

/** What an operator gets for one proposal. Draws come from the seed; models answer by the script that is given. */
export function proposalInput(
  parent: ShownCandidate,
  more: Partial<ModelProposalInput> & { seed?: number } = {},
): ModelProposalInput {
  const { seed = 1, ...rest } = more;
  return {
    parent,
    inspirations: [],
    best: null,
    task: MODEL_TASK,
    guidance: {},
    random: (purpose) => randomFrom({ seed, path: `/1/${purpose}` }),
    models: scriptedModels([]).models,
    purpose: 'propose/0',
    tryOut: async () => null,
    ...rest,
  };
}
