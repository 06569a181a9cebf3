/** Red, green and blue, 0 .. 255. */
export type Colour = readonly [number, number, number];

/**
 * Okabe and Ito's palette, which people with any colour vision can tell apart; the two that differ most come first, and
 * the black of the palette is a grey that is seen on dark paper too. M. Okabe, K. Ito, "Color universal design", 2008.
 */
const PALETTE: readonly Colour[] = [
  [0xe6, 0x9f, 0x00],
  [0x56, 0xb4, 0xe9],
  [0x00, 0x9e, 0x73],
  [0xcc, 0x79, 0xa7],
  [0xd5, 0x5e, 0x00],
  [0x00, 0x72, 0xb2],
  [0xf0, 0xe4, 0x42],
  [0x8c, 0x8c, 0x8c],
];

/** What the page is drawn with in its light or dark mode. */
export interface Theme {
  /** Behind cells that nobody owns. */
  readonly paper: Colour;
  /** Glyphs and lines. */
  readonly ink: Colour;
}

export const LIGHT: Theme = { paper: [0xf1, 0xf1, 0xee], ink: [0x16, 0x18, 0x1c] };
export const DARK: Theme = { paper: [0x1d, 0x20, 0x26], ink: [0xf2, 0xf3, 0xf5] };

/** The colour of a warrior; with more than eight of them colours come again. */
export function colourOf(warrior: number): Colour {
  return PALETTE[warrior % PALETTE.length] as Colour;
}

/** @param share 0 .. 1 of the second colour */
export function mix(one: Colour, other: Colour, share: number): Colour {
  const part = (index: 0 | 1 | 2): number => Math.round(one[index] + (other[index] - one[index]) * share);
  return [part(0), part(1), part(2)];
}

export function cssOf([red, green, blue]: Colour): string {
  return `rgb(${red} ${green} ${blue})`;
}

/** The colour as canvas pixels hold it in a 32-bit integer on machines that are little-endian, as all browsers' are. */
export function pixelOf([red, green, blue]: Colour): number {
  return (0xff000000 | (blue << 16) | (green << 8) | red) >>> 0;
}
