import type { Direction } from '../../../../core/evaluation.ts';
import { scoreOf } from '../../../../core/evaluation.ts';
import type { ShownCandidate } from '../../../../core/model-operator.ts';
import { cleanLine } from '../extract/clean-text.ts';
import { fenced } from './fenced.ts';
import { deltaText, scoreTexts } from './score-text.ts';
import { shownProgram } from './shown-program.ts';
import { shownResults } from './shown-results.ts';

/** The candidates of one prompt: their scores are written so that they can be told apart from each other. */
export interface Shown {
  readonly parent: ShownCandidate;
  readonly inspirations: readonly ShownCandidate[];
  readonly best: { readonly score: number } | null;
  readonly direction: Direction;
}

export function shownParent(shown: Shown): string {
  return describe(shown.parent, shown);
}

/** The other candidates, in the order given (worst first); an empty text when there are none. */
export function shownInspirations(shown: Shown): string {
  if (shown.inspirations.length === 0) return '';
  const described = shown.inspirations.map((candidate) => `Candidate ${candidate.id}\n${describe(candidate, shown)}`);
  return ['Other programs that were tried, the best of them last', ...described].join('\n\n');
}

function describe(candidate: ShownCandidate, shown: Shown): string {
  const parts = [scoreLine(candidate, shown), noteOf(candidate), shownProgram(candidate.program)];
  return [...parts, shownResults(candidate.results, shown.direction)].filter((part) => part !== '').join('\n');
}

/** `score 2.635 (rank 1 on its island; +0.003 to the program to edit; −0.0008 to the best)`. */
function scoreLine(candidate: ShownCandidate, shown: Shown): string {
  const score = scoreIn(candidate, shown);
  if (score === null) return 'score: none, the program fails';
  const parentScore = scoreIn(shown.parent, shown);
  const remarks: string[] = [];
  if (candidate.rank !== null) remarks.push(`rank ${candidate.rank} on its island`);
  if (candidate.id !== shown.parent.id && parentScore !== null)
    remarks.push(`${deltaText(score - parentScore)} to the program to edit`);
  if (shown.best !== null)
    remarks.push(
      score === shown.best.score
        ? 'the best so far'
        : `${deltaText(score - shown.best.score)} to the best so far, ${textOf(shown.best.score, shown)}`,
    );
  return `score: ${textOf(score, shown)}${remarks.length > 0 ? ` (${remarks.join('; ')})` : ''}`;
}

function scoreIn({ member }: ShownCandidate, { direction }: Shown): number | null {
  return member === null ? null : scoreOf(member.merit, direction);
}

function textOf(score: number, shown: Shown): string {
  const scores = [shown.parent, ...shown.inspirations].map((candidate) => scoreIn(candidate, shown));
  const known = [
    score,
    ...scores.filter((value) => value !== null),
    ...(shown.best === null ? [] : [shown.best.score]),
  ];
  return scoreTexts(known)[0] as string;
}

/** What a model said about the candidate when it made it. */
function noteOf({ note }: ShownCandidate): string {
  const { name, description } = note;
  const texts = [
    typeof name === 'string' ? cleanLine(name, 80) : '',
    typeof description === 'string' ? cleanLine(description, 600) : '',
  ].filter((text) => text !== '');
  return texts.length === 0 ? '' : `What its author said about it (data):\n${fenced(texts.join('\n'), 'text')}`;
}
