import type { Direction, Measurement, StageResult } from '../../../../core/evaluation.ts';
import { meritOf } from '../../../../core/evaluation.ts';
import { cleanBlock, cleanLine } from '../extract/clean-text.ts';
import { fenced } from './fenced.ts';
import { scoreTexts } from './score-text.ts';

/** What one candidate's results may take in a prompt, in characters and in entries. */
const LIMITS = { text: 4_000, reason: 1_500, line: 100, metrics: 30, instances: 40 } as const;

/**
 * What a model sees of the results: the last train stage's public metrics, scores of single instances and feedback, all in
 * one fence, because names and texts come from candidates and evaluators. Other splits are never shown, whoever asks.
 */
export function shownResults(results: readonly StageResult[], direction: Direction): string {
  const last = results.filter(({ split }) => split === 'train').at(-1);
  if (last === undefined) return '';
  const lines =
    last.status === 'ok'
      ? measured(last.measurement, direction)
      : [
          `status: ${last.status}`,
          `reason: ${cleanBlock(last.reason, LIMITS.reason)}`,
          ...feedbackLines(last.feedback),
        ];
  return lines.length === 0 ? '' : `Results on the training instances (data):\n${fenced(lines.join('\n'), 'text')}`;
}

function measured({ metrics = {}, instances = [], feedback }: Measurement, direction: Direction): string[] {
  const names = Object.keys(metrics).slice(0, LIMITS.metrics);
  const lines = names.map((name) => `${cleanLine(name, LIMITS.line)}: ${numberText(metrics[name])}`);
  return [...lines, ...instanceLines(instances, direction), ...feedbackLines(feedback)];
}

/** All instances when they are few; else those with the worst scores, which is where there is most to gain. */
function instanceLines(instances: readonly number[], direction: Direction): string[] {
  if (instances.length === 0) return [];
  const texts = scoreTexts(instances);
  const all = instances.map((score, index) => ({ index, merit: meritOf(score, direction) }));
  const isAll = all.length <= LIMITS.instances;
  const shown = isAll ? all : all.sort((one, other) => one.merit - other.merit).slice(0, LIMITS.instances);
  const head = isAll ? 'score of each instance' : `the ${shown.length} worst of ${instances.length} instances`;
  return [`${head}: ${shown.map(({ index }) => `#${index + 1} ${texts[index]}`).join(', ')}`];
}

function feedbackLines(feedback: string | undefined): string[] {
  const text = cleanBlock(feedback ?? '', LIMITS.text);
  return text === '' ? [] : ['feedback:', text];
}

function numberText(value: unknown): string {
  return typeof value === 'number' ? (scoreTexts([value])[0] as string) : 'not a number';
}
