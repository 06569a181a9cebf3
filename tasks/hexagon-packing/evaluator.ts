import type { InvalidAnswer, Measurement } from '../../src/core/evaluation.ts';
import type { CandidateHandle, EvaluationContext } from '../../src/core/task.ts';
import { behaviourOf } from '../shared/behaviour.ts';
import { readPoints } from '../shared/read-points.ts';
import { areApart, type Hexagon, LARGEST, outerSide, placed } from './hexagons.ts';
import { picture } from './picture.ts';
import { slackOf } from './slack.ts';

const COUNT = 11;

// One object: equal questions are answered from memory.
const QUESTION = [[COUNT]];

/** Closer than this counts as a contact in metrics; the check of overlaps has no tolerance. */
const CONTACT = 1e-7;

/**
 * Side of the smallest regular hexagon, around (0, 0) and with a corner at angle 0, that holds 11 unit hexagons,
 * minimised. That no two overlap has to be proved by fixed-point arithmetic with error bounds, and the side is computed in
 * the same way. There is one instance: train, validation and test are the same packing, checked again each time.
 */
export async function evaluate(
  candidate: CandidateHandle,
  { split }: EvaluationContext,
): Promise<Measurement | InvalidAnswer> {
  const [answer] = await candidate.call('pack', QUESTION);
  const hexagons = readHexagons(answer);
  if (typeof hexagons === 'string') return { invalid: hexagons };
  const exact = hexagons.map(placed);
  for (const [index, hexagon] of exact.entries()) {
    const other = exact.findIndex((later, place) => place > index && !areApart(hexagon, later));
    if (other >= 0) return { invalid: `hexagons ${index} and ${other} overlap, or touch too exactly to tell` };
  }

  const side = outerSide(exact);
  const { contacts, wallContacts, directions, report } = slackOf(hexagons, side, CONTACT);
  return {
    score: side,
    metrics: { contacts, wallContacts, directions },
    descriptors: [contacts + wallContacts, directions],
    feedback: report,
    ...(split === 'train' ? {} : { artifacts: { picture: picture(hexagons, side), hexagons } }),
    behaviour: behaviourOf(hexagons.flat()),
  };
}

function readHexagons(answer: unknown): readonly Hexagon[] | string {
  const items = readPoints(answer, { call: `pack(${COUNT})`, count: COUNT, dimension: 3, item: 'hexagon' });
  if (typeof items === 'string') return items;
  const odd = items.findIndex((item) => item.some((value) => Math.abs(value) > LARGEST));
  if (odd >= 0) return `hexagon ${odd} has a number beyond ${LARGEST}: ${items[odd]?.join(', ')}`;
  return items as readonly Hexagon[];
}
