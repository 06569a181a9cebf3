import { bestKnownOf } from '../../../../core/best-known.ts';
import type { Guidance, ModelTask } from '../../../../core/model-operator.ts';
import { cleanBlock } from '../extract/clean-text.ts';
import { fillPrompt } from './prompt-text.ts';
import { SYSTEM_PROMPT } from './system.ts';

const LIMITS = { system: 20_000, advice: 3_000, advices: 10 } as const;

/**
 * The system message: what is asked, by the task or by the text that stands in its place, how it is scored, the rules,
 * and advice. `showsBestKnown` tells the best value that is known: off by default, because it invites to aim at a number.
 */
export function systemMessage(task: ModelTask, guidance: Guidance, showsBestKnown = false): string {
  const { title, statement, hints, direction, unit, language, functionSet } = task;
  const known = showsBestKnown ? bestKnownOf(task) : null;
  const asked = [
    `Task: ${title}`,
    guidance.system === undefined ? statement.trim() : cleanBlock(guidance.system, LIMITS.system),
    guidance.system === undefined && hints.trim() !== '' ? `Hints\n${hints.trim()}` : '',
  ];
  const limits = [
    functionSet.length > 0 ? `Functions that are known to be useful: ${functionSet.join(', ')}.` : '',
    known === null ? '' : `The best score that is known is ${known.score} (${known.source}).`,
  ];
  const advice = (guidance.advice ?? [])
    .slice(0, LIMITS.advices)
    .map((text) => `- ${cleanBlock(text, LIMITS.advice).replace(/\n/g, '\n  ')}`);
  return fillPrompt(SYSTEM_PROMPT, {
    task: asked.filter((part) => part !== '').join('\n\n'),
    language,
    direction: `The score${unit === '' ? '' : ` (${unit})`} is to be ${direction}d: ${direction === 'maximize' ? 'higher' : 'lower'} is better.`,
    limits: limits.filter((part) => part !== '').join('\n'),
    advice: advice.length === 0 ? '' : ['Advice from what was tried so far', ...advice].join('\n'),
  }).trim();
}
