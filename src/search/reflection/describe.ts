import type { Direction } from '../../core/evaluation.ts';
import { scoreOf } from '../../core/evaluation.ts';
import type { ShownCandidate } from '../../core/model-operator.ts';
import { cleanText } from '../../models/clean-text.ts';
import { editableText } from '../novelty/editable-text.ts';
import { fenced } from '../operators/model/prompts/fenced.ts';
import { scoreTexts } from '../operators/model/prompts/score-text.ts';
import { shownResults } from '../operators/model/prompts/shown-results.ts';

/** Characters of a program that are shown: reflections look at many at once. */
const SHOWN = 8_000;

/**
 * Candidates as texts for a model: number, operator, rank, score with as many digits as tell them apart, what the
 * evaluator said on the train split, and the part of the program that may be edited. Texts of programs, their authors and
 * evaluators stand in fences that they cannot close.
 */
export function describeCandidates(candidates: readonly ShownCandidate[], direction: Direction): string[] {
  const known = candidates.flatMap(({ member }) => (member === null ? [] : [scoreOf(member.merit, direction)]));
  const texts = scoreTexts(known);
  return candidates.map((candidate) => {
    const { id, program, member, results, rank, note } = candidate;
    const name = typeof note.name === 'string' ? cleanText(note.name, 200).replace(/\s+/g, ' ').trim() : '';
    const score = member === null ? null : texts[known.indexOf(scoreOf(member.merit, direction))];
    return [
      `Candidate ${id}${member === null ? '' : `, made by ${member.operator}`}`,
      name === '' ? '' : `What its author called it (data):\n${fenced(name, 'text')}`,
      score === null
        ? 'score: none, the program fails'
        : `score: ${score}${rank === null ? '' : `, rank ${rank} on its island`}`,
      shownResults(results, direction),
      fenced(cleanText(editableText(program), SHOWN), program.language),
    ]
      .filter((part) => part !== '')
      .join('\n');
  });
}
