import type { JsonObject } from '../../base/json.ts';

/**
 * Title and unit of a panel as marks of its own, right above the plot. A title of Vega's stands above whatever sticks out of
 * the panel, such as labels and the title of an axis, so in a row of panels each would stand elsewhere.
 */
export function panelTitle(title: string, note: string, color = 'black'): JsonObject[] {
  const text = (words: string, y: number, mark: JsonObject): JsonObject => ({
    data: { values: [{ words }] },
    mark: { type: 'text', align: 'left', baseline: 'alphabetic', ...mark },
    encoding: { x: { value: 0 }, y: { value: y }, text: { field: 'words' } },
  });
  return [
    text(title, note === '' ? -8 : -22, { fontSize: 12, fontWeight: 600, color }),
    ...(note === '' ? [] : [text(note, -8, { fontSize: 11, color: '#555' })]),
  ];
}
