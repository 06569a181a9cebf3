import { KaizenError } from '../../base/errors.ts';
import type { ComponentSpec, Components } from '../../core/component.ts';
import type { Budget } from '../../core/cost.ts';
import { type ModelPrice, microUsdOf, ratesAt } from '../../core/model-price.ts';
import type { Program } from '../../core/program.ts';
import type { ModelReserve, RunSpec } from '../../core/run-spec.ts';
import { scoreStageOf } from '../../core/score-stage.ts';
import type { Task } from '../../core/task.ts';
import { estimateTokens } from '../../models/estimate-tokens.ts';
import { type Algorithms, createAlgorithms, type FurtherOperators } from '../components.ts';
import { DRAWS } from './briefing.ts';
import { MOST_EMBEDDED } from './briefings.ts';
import { addReserves, leastBudgetOf, taskReserveOf } from './task-reserve.ts';
import { triesOf } from './tries.ts';

/** Which models a run asks, and what for. */
export interface ModelRequest {
  /** Model strings; each is an arm of its own beside the genetic operators. */
  readonly models: readonly string[];
  /** Name of the operator that asks them, such as a lab's for a language of its own; `model` when left out. */
  readonly operator?: string;
  /** Model strings that edit with tools, step by step. */
  readonly agents?: readonly string[];
  /** Model string that keeps the meta-scratchpad; none is kept where it is missing. */
  readonly scratchpad?: string;
  /** Model string that varies the system prompt; it stays as it is where this is missing. */
  readonly promptEvolution?: string;
  /** Model string of an embedding by which near copies are found; the built-in one where this is missing. */
  readonly embedding?: string;
  /** Model string that decides whether a near copy is worth its evaluation; it is refused where this is missing. */
  readonly judge?: string;
  /** Model string of the model that the task's evaluator asks. */
  readonly taskModel?: string;
  /** False leaves the genetic operators out. */
  readonly genetic?: boolean;
  /** Calls that are to be in flight: the default of `lag` goes by it. It is no part of the specification. */
  readonly concurrency?: number;
  readonly priceOf: (model: string) => ModelPrice | null;
  /** Lets models without a known price work under a budget in money, in which they count as free. */
  readonly allowUnknownPrice?: boolean;
}

/** Bytes that a program may grow to before its prompts pass what is reserved for them. */
const LEAST_PROGRAM_BYTES = 8_000;

/** Changing one number of a long program is a proposal worth its evaluation: only near copies are refused. */
const NEAR_COPIES: ComponentSpec = { name: 'n-grams', options: { threshold: 0.999 } };

const NOTHING: ModelReserve = { tokensIn: 0, tokensOut: 0, microUsd: 0 };

/** Tokens of the parts of a prompt that do not depend on the task. */
const PROMPT_TOKENS = 3_000;

/** The components of a preset with one more arm for each model. */
export function withModels(components: Components, request: ModelRequest): Components {
  const { models, operator = 'model', agents = [], scratchpad, promptEvolution, genetic = true } = request;
  if (models.length + agents.length === 0) return components;
  const arm =
    (name: string) =>
    (model: string): ComponentSpec => ({ name, as: `${name}:${model}`, options: { model } });
  const reflectors = [
    ...(scratchpad === undefined ? [] : [{ name: 'meta-scratchpad', options: { model: scratchpad } }]),
    ...(promptEvolution === undefined ? [] : [{ name: 'prompt-evolution', options: { model: promptEvolution } }]),
  ];
  return {
    inspirations: { name: 'archive-and-top' },
    ...components,
    novelty: noveltyFor(components.novelty ?? NEAR_COPIES, request),
    // Equal shares would give one model an eighth of the slots whatever it is worth.
    allocator: components.allocator.name === 'fixed' ? { name: 'asymmetric-ucb' } : components.allocator,
    operators: [...(genetic ? components.operators : []), ...models.map(arm(operator)), ...agents.map(arm('agent'))],
    ...(reflectors.length > 0 && { reflectors }),
  };
}

/** The novelty check with the models that were named for it. */
function noveltyFor(check: ComponentSpec, { embedding, judge }: ModelRequest): ComponentSpec {
  const { threshold } = check.options ?? {};
  const named = embedding !== undefined && {
    name: 'provider',
    options: { model: embedding, ...(threshold !== undefined && { threshold }) },
  };
  const { name, options } = named || check;
  return judge === undefined
    ? { name, ...(options && { options }) }
    : { name, options: { ...options, judge: { model: judge } } };
}

/** What the specification of a run says about its models; nothing for a run without any. */
export function modelPartsOf(
  components: Components,
  request: ModelRequest,
  task: Task,
  budget: Budget,
  seeds: readonly Program[],
  further: FurtherOperators = {},
): Pick<RunSpec, 'prices' | 'reserve' | 'tries' | 'taskModel' | 'taskReserve' | 'computeRates'> {
  const algorithms = createAlgorithms(components, further);
  const { taskModel } = request;
  requireAskingTask(task, taskModel);
  const asked = [...new Set([...namesOf(algorithms), ...(taskModel === undefined ? [] : [taskModel])])];
  const prices = Object.fromEntries(asked.map((model) => [model, priceParts(request.priceOf(model))]));
  const unknown = asked.filter((model) => prices[model] === null);
  if (unknown.length > 0 && budget.microUsd !== undefined && request.allowUnknownPrice !== true) {
    throw new KaizenError('KAIZEN_PRICE_UNKNOWN', `nobody knows what ${unknown.join(' and ')} costs`, {
      wanted: 'a price for every model of a run with a budget in money',
      got: 'none in the built-in list or in yours',
      next: 'give one with --prices <file> (see `kaizen models`), or --allow-unknown-price to count it as free',
    });
  }
  const reserve = reserveOf(algorithms, task, seeds, prices);
  const scoreStage = scoreStageOf(task)?.name ?? '';
  const taskParts = taskModel !== undefined && {
    taskModel,
    taskReserve: taskReserveOf(task, scoreStage, algorithms, prices[taskModel] ?? null),
  };
  const least = leastBudgetOf({ reserve, ...taskParts });
  for (const unit of ['tokensIn', 'tokensOut', 'microUsd'] as const) {
    const limit = budget[unit];
    if (limit !== undefined && limit < least[unit]) throw budgetTooSmall(unit, limit, least[unit]);
  }
  const tries = triesOf(algorithms, task);
  // An evaluation counts like twenty micro-dollars, about two seconds of one core in a cloud.
  return {
    prices,
    reserve,
    ...(tries > 0 && { tries }),
    ...taskParts,
    computeRates: unknown.length > 0 ? { tokensOut: 1, evaluations: 20 } : { microUsd: 1, evaluations: 20 },
  };
}

function requireAskingTask({ name, usesModels }: Task, taskModel: string | undefined): void {
  if (taskModel === undefined || usesModels === true) return;
  throw new KaizenError('KAIZEN_OPTION_INVALID', `the evaluator of '${name}' asks no model`, {
    wanted: 'a task whose task.json says "models"',
    got: `--task-model ${taskModel}`,
    next: 'leave it out; --model names a model that proposes edits',
  });
}

function namesOf({ modelOperators, reflectors, novelty }: Algorithms): string[] {
  const names = [...modelOperators, ...reflectors].map(({ model }) => model);
  if (novelty?.asks) names.push(novelty.asks.model);
  if (novelty?.embeds) names.push(novelty.embeds.model);
  return names;
}

function priceParts(price: ModelPrice | null): ModelPrice | null {
  if (price === null) return null;
  const { tokensIn, tokensCached, tokensOut, dearer } = price;
  return { tokensIn, tokensCached, tokensOut, ...(dearer && { dearer }) };
}

/** The most that one slot's calls may take, over all arms and reflectors. */
function reserveOf(
  { modelOperators, reflectors, novelty }: Algorithms,
  task: Task,
  seeds: readonly Program[],
  prices: Readonly<Record<string, ModelPrice | null>>,
): ModelReserve {
  const bytes = Math.max(LEAST_PROGRAM_BYTES, ...seeds.map(({ files }) => 4 * Object.values(files).join('').length));
  const perProgram = Math.ceil(bytes / 2.5);
  const fixed = PROMPT_TOKENS + estimateTokens(task.statement + task.hints);
  const checks = noveltyReserve(novelty, perProgram, prices);
  const needs = [
    ...modelOperators.map((operator) => ({
      ...operator.reserve,
      model: operator.model,
      shown: 1 + operator.inspirations,
    })),
    // A reflector looks at many programs at once.
    ...reflectors.map(({ reserve, model, interval }) => ({ ...reserve, tokensOfTools: 0, model, shown: 2 * interval })),
  ].map(({ calls, tokensOut, tokensOfTools = 0, model, shown }) => {
    const prompt = fixed + shown * perProgram;
    // Later calls of a conversation contain the replies to the earlier ones, and what tools answered to each of them.
    const earlierReplies = Math.max(0, calls - 1) * tokensOut;
    const earlierAnswers = ((calls * (calls - 1)) / 2) * tokensOfTools;
    const tokensIn = calls * prompt + earlierReplies + earlierAnswers;
    const price = prices[model] ?? null;
    // Each call is charged by its own length, and none is longer than the last of a conversation.
    const rates = price && ratesAt(price, prompt + tokensOut + (calls - 1) * tokensOfTools);
    return addReserves(
      { tokensIn, tokensOut, microUsd: microUsdOf({ tokensIn, tokensCached: 0, tokensOut }, rates) },
      checks,
    );
  });
  const largest = (unit: keyof ModelReserve): number => Math.max(0, ...needs.map((need) => need[unit]));
  return { tokensIn: largest('tokensIn'), tokensOut: largest('tokensOut'), microUsd: largest('microUsd') };
}

/** The most that looking at the children of one slot may take: a vector of each and of neighbours, and one judge. */
function noveltyReserve(
  novelty: Algorithms['novelty'],
  perProgram: number,
  prices: Readonly<Record<string, ModelPrice | null>>,
): ModelReserve {
  const reserveFor = (model: string, programs: number, tokensOut: number): ModelReserve => {
    const tokensIn = programs * perProgram;
    return {
      tokensIn,
      tokensOut,
      microUsd: microUsdOf({ tokensIn, tokensCached: 0, tokensOut }, prices[model] ?? null),
    };
  };
  const { asks, embeds } = novelty ?? {};
  // A judge is shown two programs and what is asked.
  const judge = asks ? reserveFor(asks.model, asks.calls * 3, asks.tokensOut) : NOTHING;
  const vectors = embeds ? reserveFor(embeds.model, MOST_EMBEDDED + DRAWS, 0) : NOTHING;
  return addReserves(judge, vectors);
}

function budgetTooSmall(unit: keyof ModelReserve, limit: number, reserve: number): KaizenError {
  const shown = (amount: number): string =>
    unit === 'microUsd' ? `$${(amount / 1e6).toFixed(2)}` : `${amount} tokens`;
  return new KaizenError(
    'KAIZEN_BUDGET_TOO_SMALL',
    'the budget is smaller than what one slot and the final tests may take',
    {
      wanted: `at least ${shown(reserve)}, which is reserved before a model is asked`,
      got: shown(limit),
      next: 'raise the budget, choose a cheaper model, or lower maximumTokensOut of its operator',
    },
  );
}
