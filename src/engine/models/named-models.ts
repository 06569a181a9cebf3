import type { ModelAccess } from '../../core/model.ts';

/** What an evaluator that asks a model is given. */
export interface AskingOptions {
  readonly models: ModelAccess;
  /** Model string. */
  readonly model: string;
}

/** The same models, with every call's name below `name`: what two sides of one slot ask is never taken for the same call. */
export function namedModels(models: ModelAccess, name: string): ModelAccess {
  return {
    chat: (purpose, request) => models.chat(`${name}/${purpose}`, request),
    embed: (purpose, request) => models.embed(`${name}/${purpose}`, request),
  };
}
