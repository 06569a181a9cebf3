import { COVERED_EDGES, SPAWNED_EDGES } from '../../evolution/descriptors.ts';
import { create, type PageDocument, type PageElement } from '../browser.ts';
import type { Theme } from '../colours.ts';
import { numberText } from '../number-text.ts';
import type { CoevolutionData, ShownElite } from './coevolution-data.ts';
import { heatColour } from './heat.ts';

/** The archive of a round as the grid that it is. */
export interface ArchiveView {
  draw(round: number, theme: Theme): void;
}

/** @param onPick is told which warrior was clicked, by its index */
export function createArchiveView(
  document: PageDocument,
  table: PageElement,
  { rounds, warriors }: CoevolutionData,
  onPick: (warrior: number) => void,
): ArchiveView {
  return {
    draw: (round, theme) => {
      const { archive, champion } = rounds[round] as (typeof rounds)[number];
      const scores = archive.map(({ score }) => score);
      const [least, most] = [Math.min(...scores), Math.max(...scores)];
      const cellOf = (elite: ShownElite | undefined): PageElement => {
        const element = create(document, 'td', '', '');
        if (elite === undefined) return element;
        const { warrior, score } = elite;
        const isChampion = warrior === champion;
        const button = create(document, 'button', isChampion ? 'cell champion' : 'cell', score.toFixed(2));
        const { name, warrior: code } = warriors[warrior] as (typeof warriors)[number];
        button.title = `${name}, ${code.instructions.length} instructions${isChampion ? ': the champion' : ''}`;
        button.style.setProperty('background', heatColour(most > least ? (score - least) / (most - least) : 1, theme));
        button.addEventListener('click', () => onPick(warrior));
        element.append(button);
        return element;
      };
      const rows = binsOf(SPAWNED_EDGES).map((label, spawned) => {
        const row = create(document, 'tr', '', '');
        row.append(header(document, 'row', label));
        for (const covered of binsOf(COVERED_EDGES).keys()) {
          row.append(cellOf(archive.find((elite) => elite.spawned === spawned && elite.covered === covered)));
        }
        return row;
      });
      const foot = create(document, 'tr', '', '');
      foot.append(create(document, 'th', 'axis', 'processes ↑ cells →'));
      foot.append(...binsOf(COVERED_EDGES).map((label) => header(document, 'col', label)));
      table.replaceChildren(...rows.reverse(), foot);
    },
  };
}

function header(document: PageDocument, scope: 'row' | 'col', label: string): PageElement {
  const element = create(document, 'th', '', label);
  element.setAttribute('scope', scope);
  return element;
}

/** What lies between edges, in words: `0–9`, `10–99`, … `1,000 +`. */
export function binsOf(edges: readonly number[]): string[] {
  const between = edges.map((edge, index) => {
    const first = edges[index - 1] ?? 0;
    return first === edge - 1 ? numberText(first) : `${numberText(first)}–${numberText(edge - 1)}`;
  });
  return [...between, `${numberText(edges.at(-1) ?? 0)} +`];
}
