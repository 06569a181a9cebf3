import { create, type PageDocument, type PageElement } from '../browser.ts';
import type { Theme } from '../colours.ts';
import type { CoevolutionData, Outcome } from './coevolution-data.ts';
import { balanceColour } from './heat.ts';

/** Everybody who is met, by everybody who is measured: a cell for each pair. */
export interface MatrixView {
  draw(theme: Theme): void;
}

/** @param onPick is told which two warriors to fight, by their indices */
export function createMatrixView(
  document: PageDocument,
  table: PageElement,
  { rounds, warriors, benchmark, champions, judged }: CoevolutionData,
  onPick: (one: number, other: number) => void,
): MatrixView {
  const columns = [
    ...rounds.map(({ champion }, index) => ({ warrior: champion, title: `${index + 1}` })),
    ...benchmark.warriors.map((warrior) => ({ warrior, title: warriors[warrior]?.name ?? '' })),
  ];
  const painted: { readonly cell: PageElement; readonly balance: number }[] = [];
  const head = create(document, 'tr', '', '');
  head.append(create(document, 'th', '', 'round'));
  for (const [index, { title }] of columns.entries()) {
    const isFirstJudge = index === rounds.length;
    const element = create(document, 'th', isFirstJudge ? 'upright first' : 'upright', '');
    element.setAttribute('scope', 'col');
    element.append(create(document, 'bdi', '', title));
    head.append(element);
  }
  const rows = rounds.map(({ champion }, index) => {
    const row = create(document, 'tr', '', '');
    const title = create(document, 'th', '', `${index + 1}`);
    title.setAttribute('scope', 'row');
    row.append(title);
    const outcomes = [...(champions[index] ?? []), ...(judged[index] ?? [])];
    for (const [column, { warrior, title: name }] of columns.entries()) {
      const outcome = outcomes[column] ?? null;
      const element = create(document, 'td', column === rounds.length ? 'first' : '', '');
      row.append(element);
      if (outcome === null) continue;
      const button = create(document, 'button', 'cell', pointsOf(outcome).toFixed(0));
      const against = column < rounds.length ? `the champion of round ${name}` : name;
      const { wins, ties, losses } = outcome;
      button.title = `champion of round ${index + 1} against ${against}: ${wins} won, ${ties} tied, ${losses} lost`;
      button.addEventListener('click', () => onPick(champion, warrior));
      element.append(button);
      painted.push({ cell: button, balance: (wins - losses) / (wins + ties + losses) });
    }
    return row;
  });
  table.replaceChildren(head, ...rows);
  return {
    draw: (theme) => {
      for (const { cell, balance } of painted) cell.style.setProperty('background', balanceColour(balance, theme));
    },
  };
}

function pointsOf({ wins, ties, losses }: Outcome): number {
  return (100 * (3 * wins + ties)) / (wins + ties + losses);
}
