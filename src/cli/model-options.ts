import type { Command } from 'commander';
import { KaizenError } from '../base/errors.ts';
import type { RunModels } from '../engine/models/create-desk.ts';
import { CONCURRENCY } from '../engine/models/model-machine.ts';
import type { ModelRequest } from '../engine/models/spec-models.ts';
import { nextAttempt } from '../models/next-attempt.ts';
import { type OpenModels, openModels } from '../models/open-models.ts';
import { loadPriceList } from '../models/price-list.ts';
import { parsePositive } from './parse-amount.ts';

/** Which models a run asks: part of what the run is. */
export interface ModelChoice {
  readonly model?: readonly string[];
  readonly agent?: readonly string[];
  readonly scratchpad?: string;
  readonly evolvePrompts?: string;
  readonly embedding?: string;
  readonly judge?: string;
  readonly taskModel?: string;
  readonly genetic: boolean;
  readonly prices?: string;
  readonly allowUnknownPrice?: boolean;
}

/** How they are reached: part of the machine. */
export interface ModelRoute {
  readonly concurrency?: number;
  readonly record?: string;
  readonly replay?: string;
}

const gather = (name: string, names: readonly string[] = []): readonly string[] => [...names, name];

/** Models that propose, for every command that searches. */
export function addProposingModels(command: Command): Command {
  return command
    .option('--model <name>', 'a language model that proposes edits beside the genetic operators; repeatable', gather)
    .option('--no-genetic', 'only models propose')
    .option('--prices <file>', 'your own prices of models (see `kaizen models`)')
    .option('--allow-unknown-price', 'let models without a known price work under --usd, counted as free');
}

/** All that models can do in a run of a task. */
export function addModelChoice(command: Command): Command {
  return addProposingModels(command)
    .option('--agent <name>', 'a language model that edits step by step with tools; repeatable', gather)
    .option('--scratchpad <name>', 'a model that writes down what was learned and recommends what to try')
    .option('--evolve-prompts <name>', 'a model that varies the system prompt')
    .option('--embedding <name>', 'an embedding model that finds near copies (default: a built-in one)')
    .option('--judge <name>', 'a model that decides whether a near copy is worth its evaluation (default: it is not)')
    .option('--task-model <name>', 'the model that the evaluator asks, for tasks such as agent-scaffold');
}

export function addModelRoute(command: Command): Command {
  return command
    .option('--concurrency <n>', `calls of models in flight at a time (default: ${CONCURRENCY})`, parsePositive)
    .option('--record <file>', 'write every call of a model to a file that --replay reads')
    .option('--replay <file>', 'answer calls of models from a recording, without a key or a network');
}

/** What the specification needs to know; null for a run without models. */
export function modelRequestOf(options: ModelChoice & Pick<ModelRoute, 'concurrency'>): ModelRequest | null {
  const { model = [], agent = [], scratchpad, evolvePrompts, embedding, judge, taskModel, genetic } = options;
  const { prices, allowUnknownPrice } = options;
  if (model.length + agent.length === 0) {
    const isLone = [scratchpad, evolvePrompts, embedding, judge].every((name) => name === undefined) && genetic;
    if (isLone && taskModel === undefined) return null;
    if (!isLone)
      throw new KaizenError('KAIZEN_OPTION_INVALID', 'no model proposes edits', {
        wanted: '--model <name> or --agent <name> beside options that only serve those',
        next: 'kaizen models lists what can be named',
      });
  }
  const { priceOf } = loadPriceList(prices === undefined ? {} : { path: prices });
  return {
    models: model,
    agents: agent,
    genetic,
    priceOf,
    ...(options.concurrency !== undefined && { concurrency: options.concurrency }),
    ...(scratchpad !== undefined && { scratchpad }),
    ...(evolvePrompts !== undefined && { promptEvolution: evolvePrompts }),
    ...(embedding !== undefined && { embedding }),
    ...(judge !== undefined && { judge }),
    ...(taskModel !== undefined && { taskModel }),
    ...(allowUnknownPrice && { allowUnknownPrice }),
  };
}

/**
 * The way to models for one run at a time; opened when the run has a number, closed when it is over. `scopeOf` names a run
 * among all runs, the same again when it is resumed, so that a call that was in flight is not billed twice by providers
 * that know idempotency keys.
 */
export function createModelRoute(
  { concurrency = CONCURRENCY, ...route }: ModelRoute,
  scopeOf: (run: string) => string,
): { open(run: string): RunModels; close(): void } {
  const abort = new AbortController();
  let models: OpenModels | null = null;
  return {
    open: (run) => {
      models?.close();
      models = openModels({ ...route, idempotencyScope: scopeOf(run) });
      return { provider: models, nextAttempt, concurrency, signal: abort.signal };
    },
    close: () => {
      abort.abort();
      models?.close();
    },
  };
}
