/** Text of an SVG picture. The colour is that of the text around it, so that it fits light and dark pages. */
export function svg(label: string, width: number, height: number, shapes: readonly string[]): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${length(width)} ${length(height)}" role="img" aria-label="${label}">`,
    ...shapes,
    '</svg>',
  ].join('');
}

/** A length in a picture: two decimals are finer than anybody sees. */
export function length(value: number): string {
  return String(Number(value.toFixed(2)) || 0);
}

/** Corners for the attribute `points` of polygons and lines. */
export function corners(points: readonly (readonly number[])[]): string {
  return points.map((point) => point.map(length).join(',')).join(' ');
}

/** Shapes that share attributes, such as `fill="none"`. */
export function group(attributes: string, shapes: readonly string[]): string {
  return `<g ${attributes}>${shapes.join('')}</g>`;
}
