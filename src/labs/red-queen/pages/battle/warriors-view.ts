import { survivalShares } from '../../mars/score.ts';
import { create, type PageDocument, type PageElement } from '../browser.ts';
import { colourOf, cssOf } from '../colours.ts';
import { numberText } from '../number-text.ts';
import type { BattleData } from './battle-data.ts';
import type { Recording } from './recording.ts';

/** The table of warriors: who they are, and how they are at the position shown. */
export interface WarriorsView {
  /** For a round that begins to be shown. */
  start(recording: Recording): void;
  draw(recording: Recording): void;
}

interface Row {
  readonly state: PageElement;
  readonly processes: PageElement;
  readonly cells: PageElement;
  readonly executed: PageElement;
  readonly share: PageElement;
  readonly element: PageElement;
}

export function createWarriorsView(document: PageDocument, body: PageElement, data: BattleData): WarriorsView {
  const rows = data.battle.warriors.map(({ name, author }, index): Row => {
    const element = create(document, 'tr', '', '');
    const title = create(document, 'th', '', '');
    title.setAttribute('scope', 'row');
    const swatch = create(document, 'span', 'swatch', '');
    swatch.style.setProperty('background', cssOf(colourOf(index)));
    const label = create(document, 'span', 'label', '');
    label.append(create(document, 'bdi', 'name', data.names[index] ?? ''));
    const state = create(document, 'span', 'state', '');
    label.append(state);
    const by = [name, author].filter((text) => text !== '' && text !== data.names[index]).join(', by ');
    if (by !== '') title.title = by;
    title.append(swatch, label);
    const number = (className: string): PageElement => create(document, 'td', className, '');
    const [processes, cells, executed, share] = [
      number('processes'),
      number('cells'),
      number('executed'),
      number('share'),
    ] as const;
    element.append(title, processes, cells, executed, share);
    return { state, processes, cells, executed, share, element };
  });
  body.replaceChildren(...rows.map(({ element }) => element));

  return {
    start: ({ result }) => {
      const shares = survivalShares([result], data.battle.rules.cycles);
      for (const [index, { share }] of rows.entries()) share.textContent = (shares[index] as number).toFixed(3);
    },
    draw: ({ machine, owners }) => {
      const cells = new Int32Array(rows.length);
      for (const owner of owners) if (owner >= 0) cells[owner] = (cells[owner] as number) + 1;
      for (const [index, row] of rows.entries()) {
        const death = machine.deaths[index] as number;
        row.state.textContent = death === 0 ? 'alive' : `died in turn ${numberText(death)}`;
        row.element.className = death === 0 ? '' : 'dead';
        row.processes.textContent = numberText(machine.processCounts[index] as number);
        row.cells.textContent = numberText(cells[index] as number);
        row.executed.textContent = numberText(machine.executed[index] as number);
      }
    },
  };
}
