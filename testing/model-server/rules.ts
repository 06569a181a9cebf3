import { randomFrom, rootKey, subKey } from '../../src/base/random.ts';
import type { ModelRequest, ModelScript, ScriptedReply } from './script.ts';

/** A count that matches: one number, or a range with a period (`{ from: 2, every: 3 }` is 2, 5, 8, …). */
export type CountRange = number | { readonly from?: number; readonly to?: number; readonly every?: number };

/** All that is given must hold. */
export interface RuleCondition {
  readonly endpoint?: ModelRequest['endpoint'];
  readonly model?: string;
  /** A part of the text. */
  readonly text?: string;
  /** A regular expression that finds something in the text, with the flags `u` and `s`. */
  readonly pattern?: string;
  readonly call?: CountRange;
  readonly callOfModel?: CountRange;
  readonly attempt?: CountRange;
  /** 0 … 1: holds for this share of all contents and attempts, decided by seed, content and attempt alone. */
  readonly share?: number;
}

export interface Rule {
  readonly when?: RuleCondition;
  /** A text is short for a reply of that text. */
  readonly reply: ScriptedReply | string;
}

/**
 * A script made of rules: the first that holds gives the reply. Members that it leaves out come from `otherwise`, so that
 * a rule may only add a latency or a fault.
 */
export function scriptOfRules(rules: readonly Rule[], otherwise: ModelScript = () => undefined): ModelScript {
  const conditions = rules.map(({ when = {} }, index) => conditionOf(when, index));
  return (request) => {
    const rule = rules[conditions.findIndex((holds) => holds(request))];
    if (rule === undefined) return otherwise(request);
    return { ...otherwise(request), ...(typeof rule.reply === 'string' ? { text: rule.reply } : rule.reply) };
  };
}

function conditionOf(when: RuleCondition, index: number): (request: ModelRequest) => boolean {
  const pattern = when.pattern === undefined ? undefined : new RegExp(when.pattern, 'su');
  return (request) =>
    (when.endpoint === undefined || when.endpoint === request.endpoint) &&
    (when.model === undefined || when.model === request.model) &&
    isIn(when.call, request.call) &&
    isIn(when.callOfModel, request.callOfModel) &&
    isIn(when.attempt, request.attempt) &&
    (when.text === undefined || request.text.includes(when.text)) &&
    (pattern === undefined || pattern.test(request.text)) &&
    (when.share === undefined || isDrawn(request, index, when.share));
}

function isIn(range: CountRange | undefined, count: number): boolean {
  if (range === undefined || range === count) return true;
  if (typeof range === 'number') return false;
  const { from = 1, to = Number.POSITIVE_INFINITY, every = 1 } = range;
  return count >= from && count <= to && (count - from) % every === 0;
}

/** The attempt is part of the name, so that a retry has its own luck. */
function isDrawn({ seed, hash, attempt }: ModelRequest, index: number, share: number): boolean {
  return randomFrom(subKey(rootKey(seed), `${hash}/rule/${index}/${attempt}`)).chance(share);
}
