import { create, type PageDocument, type PageElement } from '../browser.ts';
import type { CoevolutionData } from './coevolution-data.ts';

/** The line from the champion of a round back to the first program that it comes from. */
export interface AncestryView {
  draw(round: number): void;
}

/** @param onPick is told which two warriors to fight: a program and the one that it was made from */
export function createAncestryView(
  document: PageDocument,
  list: PageElement,
  { rounds, warriors }: CoevolutionData,
  onPick: (one: number, other: number) => void,
): AncestryView {
  return {
    draw: (round) => {
      const { ancestry } = rounds[round] as (typeof rounds)[number];
      const items = ancestry.map(({ run, candidate, operator, warrior, score, changed }, index) => {
        const parent = ancestry[index + 1];
        const number = rounds.findIndex((one) => one.run === run) + 1;
        const isNewRound = ancestry[index - 1]?.run !== run;
        const item = create(document, 'li', isNewRound ? 'new-round' : '', '');
        const where = create(document, 'span', 'where', isNewRound ? `round ${number}` : '');
        const button = create(document, 'button', 'step', '');
        const what = parent === undefined ? `begins as ${warriors[warrior]?.name ?? ''}` : operatorName(operator);
        button.append(
          create(document, 'bdi', 'what', what),
          create(document, 'span', 'soft', changed === null ? '' : `${changed} changed`),
          create(document, 'span', 'value', score === null ? '' : score.toFixed(3)),
        );
        button.title = `${run} #${candidate}`;
        if (parent === undefined) button.setAttribute('disabled', '');
        else button.addEventListener('click', () => onPick(warrior, parent.warrior));
        item.append(where, button);
        return item;
      });
      list.replaceChildren(...items);
    },
  };
}

/** Names of this lab's operators all begin alike. */
function operatorName(name: string): string {
  return name.replace(/^redcode-/, '').replaceAll('-', ' ');
}
