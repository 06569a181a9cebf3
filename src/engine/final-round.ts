import { mean } from '../base/statistics.ts';
import { isBetter, type Member } from '../core/candidate.ts';
import { COST_UNITS, costOf } from '../core/cost.ts';
import type { NoiseSpec } from '../core/noise.ts';
import type { FinalRound, RunState } from '../core/run-state.ts';
import type { Stage, Task } from '../core/task.ts';
import { finalOrder, nextStep } from '../search/racing/sequential-halving.ts';
import type { EngineContext } from './engine-context.ts';
import { hasBudgetFor } from './ledger.ts';
import { estimateOf } from './racing.ts';
import { repeatStage, scoreOnly } from './repeat-stage.ts';

/**
 * The last word of a noisy run: its best candidates are measured on repeats that nobody was selected by, half of them
 * leaves after each round (`search/racing/sequential-halving.ts`), and the last one is the answer. Takes what the search
 * left of the budget, on validation where the task has it. Every step is an event, so it may be paused and resumed.
 */
export async function runFinalRound(context: EngineContext): Promise<'finished' | 'paused'> {
  const { recorder, task, isPauseRequested, observe } = context;
  const { state } = recorder;
  const { noise } = state.spec;
  if (noise === undefined || state.champion === null) return 'finished';
  const stage = finalStage(state, task);
  if (stage === undefined) return 'finished';
  if (state.noise.final === null) {
    const finalists = finalistsOf(state, noise).map(({ id }) => id);
    if (finalists.length < 2) return 'finished';
    recorder.emit({ type: 'final.opened', stage: stage.name, finalists, ...repeatsLeft(state, stage, noise) });
    // Who is measured must be in the log before anything is spent on it.
    for (const event of recorder.flush()) observe(event);
  }
  const final = state.noise.final as unknown as FinalRound;
  while (final.chosen === null) {
    if (isPauseRequested()) return 'paused';
    const { finalists, repeats } = final.opened;
    const halving = { finalists, repeats, measured: final.repeats };
    const step = nextStep(halving);
    const standing = step?.standing ?? [];
    const affordable = affordableRepeats(state, task, standing.length, step?.repeats ?? 0);
    if (affordable === 0) {
      choose(context, final);
      break;
    }
    await measure(context, stage, final, standing, affordable);
    for (const event of recorder.flush()) observe(event);
  }
  return 'finished';
}

/** Validation decides where there is some; else the stage that gives the score. */
function finalStage({ spec }: RunState, { stages }: Task): Stage | undefined {
  const stage = spec.task.hasValidation
    ? stages.find(({ split }) => split === 'validation')
    : stages.find(({ name }) => name === spec.task.scoreStage);
  return stage?.repeats === undefined ? undefined : stage;
}

/** The best by what is known, the champion among them. */
function finalistsOf(state: RunState, { finalists }: NoiseSpec): Member[] {
  const members = [...state.members.values()].sort((a, b) => (isBetter(a, b) ? -1 : isBetter(b, a) ? 1 : a.id - b.id));
  const chosen = members.slice(0, finalists);
  const champion = state.champion as Member;
  if (!chosen.some(({ id }) => id === champion.id)) chosen[chosen.length - 1] = champion;
  return chosen;
}

/**
 * Fresh ones: numbers that no finalist has used. As many as the rest of the budget has room for at the mean cost so far, but
 * no more than the final round's share of what the search took.
 */
function repeatsLeft(state: RunState, stage: Stage, { finalShare }: NoiseSpec): { first: number; repeats: number } {
  const { cost, members, steering } = state;
  let repeats = Math.ceil((finalShare / (1 - finalShare)) * cost.evaluations);
  for (const unit of COST_UNITS) {
    const limit = steering.budget[unit];
    if (limit === undefined || cost[unit] === 0) continue;
    repeats = Math.min(repeats, Math.floor(((limit - cost[unit]) / cost[unit]) * cost.evaluations));
  }
  const used = [...members.values()].map((member) => member.repeats?.[stage.name]?.length ?? 0);
  return { first: Math.max(0, ...used), repeats: Math.max(0, repeats) };
}

/** Repeats for each of so many candidates that the budget has room for, up to `wanted`. */
function affordableRepeats(state: RunState, { limits }: Task, candidates: number, wanted: number): number {
  let repeats = wanted;
  while (repeats > 0 && !hasBudgetFor(state, limits, repeats * candidates)) repeats = Math.floor(repeats / 2);
  return repeats;
}

async function measure(
  context: EngineContext,
  stage: Stage,
  { opened, repeats }: FinalRound,
  standing: readonly number[],
  count: number,
): Promise<void> {
  const { recorder, executor, desk, meter, programOf } = context;
  const { members, spec } = recorder.state;
  const { draws } = spec.noise as NoiseSpec;
  const measured = await Promise.all(
    standing.map(async (id) => {
      const first = opened.first + (repeats.get(id)?.length ?? 0);
      const evaluator = desk?.evaluator(id, 'again', count);
      const options = { draws, first, count, asking: evaluator?.asking };
      const done = await repeatStage(executor, programOf((members.get(id) as Member).program), stage, options);
      return { ...done, calls: evaluator?.cost };
    }),
  );
  for (const [index, { result, repeats: taken, usage, calls }] of measured.entries()) {
    meter.addChildCpu(usage.cpuMs);
    recorder.emit({
      type: 'candidate.remeasured',
      candidate: standing[index] as number,
      results: [scoreOnly(result)],
      cost: costOf({ evaluations: taken, steps: usage.steps, ...calls }),
      measured: meter.sinceLast(),
    });
  }
}

function choose({ recorder }: EngineContext, { opened, repeats }: FinalRound): void {
  const { state } = recorder;
  const [first] = finalOrder({ finalists: opened.finalists, repeats: opened.repeats, measured: repeats });
  const merits = first === undefined ? undefined : repeats.get(first);
  // Without a fresh repeat of anybody the search's own champion stands.
  const candidate = merits ? (first as number) : (state.champion as Member).id;
  recorder.emit({
    type: 'champion.chosen',
    candidate,
    split: state.spec.task.hasValidation ? 'validation' : 'train',
    estimate: estimateOf(merits ? mean(merits) : state.championMerit, state.spec.task.direction),
  });
}
