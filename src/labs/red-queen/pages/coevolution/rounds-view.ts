import { create, type PageDocument, type PageElement } from '../browser.ts';
import { numberText } from '../number-text.ts';
import type { CoevolutionData, ShownRound } from './coevolution-data.ts';

/** The most points that a warrior can have. */
const MOST_POINTS = 300;

/** The table of rounds: a bar with its interval for the points of each champion. */
export interface RoundsView {
  /** Marks the round that the rest of the page is about. */
  choose(round: number): void;
}

export function createRoundsView(
  document: PageDocument,
  body: PageElement,
  { rounds }: CoevolutionData,
  onChoose: (round: number) => void,
): RoundsView {
  const rows = rounds.map((round, index) => {
    const row = create(document, 'tr', '', '');
    const title = create(document, 'th', '', '');
    title.setAttribute('scope', 'row');
    const button = create(document, 'button', '', `${index + 1}`);
    button.title = `show the archive and the champion of round ${index + 1} (run ${round.run})`;
    button.addEventListener('click', () => onChoose(index));
    title.append(button);
    const cell = (text: string): PageElement => create(document, 'td', '', text);
    const { score, coverage } = round.qualityDiversity;
    row.append(
      ...[title, pointsCell(document, round), cell(round.elo.toFixed(0)), cell(score.toFixed(1))],
      ...[cell(`${(100 * coverage).toFixed(0)} %`), cell(compact(round.steps))],
    );
    row.addEventListener('click', () => onChoose(index));
    return row;
  });
  body.replaceChildren(...rows);
  return {
    choose: (round) => {
      for (const [index, row] of rows.entries()) row.className = index === round ? 'chosen' : '';
    },
  };
}

function pointsCell(document: PageDocument, { points, interval: [low, high] }: ShownRound): PageElement {
  const cell = create(document, 'td', 'points', '');
  const percent = (value: number): string => `${((100 * value) / MOST_POINTS).toFixed(2)}%`;
  const track = create(document, 'span', 'track', '');
  const bar = create(document, 'span', 'bar', '');
  bar.style.setProperty('width', percent(points));
  const whisker = create(document, 'span', 'whisker', '');
  whisker.style.setProperty('left', percent(low));
  whisker.style.setProperty('width', percent(high - low));
  track.append(bar, whisker);
  const line = create(document, 'div', '', '');
  line.append(track, create(document, 'span', 'value', points.toFixed(0)));
  cell.append(line);
  cell.title = `${points.toFixed(1)} points, 95 % interval ${low.toFixed(1)} to ${high.toFixed(1)}`;
  return cell;
}

/** Instructions in millions or thousands of millions. */
function compact(steps: number): string {
  return steps < 1e9 ? `${numberText(Math.round(steps / 1e6))} M` : `${(steps / 1e9).toFixed(1)} G`;
}
