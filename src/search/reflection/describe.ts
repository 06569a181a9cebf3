import type { ShownCandidate } from '../../core/model-operator.ts';
import { cleanText } from '../../models/clean-text.ts';
import { editableText } from '../novelty/editable-text.ts';
import { fenced } from './fenced.ts';

/** Characters of a program, and of what an evaluator says of it, that are shown. */
const SHOWN_PROGRAM = 8_000;
const SHOWN_FEEDBACK = 1_000;

/**
 * A candidate as text for a model: number, operator, scores, what the evaluator said, and the part of the program that
 * may be edited. Numbers have ten significant digits, so that candidates close to each other can be told apart. Texts of
 * programs and evaluators stand in fences that they cannot close.
 */
export function describeCandidate(candidate: ShownCandidate, withProgram = true): string {
  const { id, program, member, results, rank, note } = candidate;
  const lines = [`## Candidate ${id}`];
  const name = typeof note.name === 'string' ? cleanText(note.name, 200) : '';
  if (member !== null)
    lines.push(`Made by: ${member.operator}${name === '' ? '' : `, "${name.replaceAll('\n', ' ')}"`}`);
  if (rank !== null) lines.push(`Rank among its island's members: ${rank} (1 is the best)`);
  for (const result of results) {
    if (result.split !== 'train') continue;
    if (result.status !== 'ok') {
      lines.push(`${result.stage}: ${result.status}`, fenced(cleanText(result.reason, SHOWN_FEEDBACK)));
      continue;
    }
    const { score, metrics = {}, feedback } = result.measurement;
    const numbers = Object.entries({ score, ...metrics }).map(
      ([key, value]) => `${cleanText(key, 60)} ${digits(value)}`,
    );
    lines.push(`${result.stage}: ${numbers.join(', ')}`);
    if (feedback !== undefined && feedback !== '') lines.push(fenced(cleanText(feedback, SHOWN_FEEDBACK)));
  }
  if (withProgram) lines.push(fenced(editableText(program).slice(0, SHOWN_PROGRAM), program.language));
  return lines.join('\n');
}

function digits(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(10))) : String(value);
}
