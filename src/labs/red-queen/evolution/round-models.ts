import type { Budget } from '../../../core/cost.ts';
import type { RunModels } from '../../../engine/models/create-desk.ts';
import type { ModelRequest } from '../../../engine/models/spec-models.ts';
import type { CallOptions } from '../../../models/contract.ts';
import { REDCODE_MODEL } from '../operators/redcode-model.ts';

/** Models that propose warriors, and what they may take. */
export interface CoevolutionModels {
  readonly request: Pick<ModelRequest, 'models' | 'genetic' | 'priceOf' | 'allowUnknownPrice'>;
  /** Tokens and money of one round. What a round leaves over is added to the next one. */
  readonly budgetPerRound: Pick<Budget, 'tokensIn' | 'tokensOut' | 'microUsd'>;
}

/** What a run has to know of them. */
export function roundRequest({ request }: CoevolutionModels): ModelRequest {
  return { ...request, operator: REDCODE_MODEL };
}

/** What of them decides which champions come out. Prices are a part of each run's specification. */
export function modelsIdentity({ request, budgetPerRound }: CoevolutionModels) {
  const { models, genetic = true } = request;
  return { models, genetic, budgetPerRound };
}

/**
 * The same models with calls that are named by their round: in a recording of all rounds, and to providers that know
 * idempotency keys, equal questions in equal slots of two rounds are two calls.
 */
export function modelsOfRound(round: number, open: (run: string) => RunModels): (run: string) => RunModels {
  const named = (options: CallOptions): CallOptions => ({
    ...options,
    idempotencyKey: `round/${round}/${options.idempotencyKey}`,
  });
  return (run) => {
    const { provider, ...rest } = open(run);
    return {
      ...rest,
      provider: {
        chat: (request, options) => provider.chat(request, named(options)),
        embed: (request, options) => provider.embed(request, named(options)),
      },
    };
  };
}
