import { type Colour, cssOf, mix, type Theme } from '../colours.ts';

/** Okabe and Ito's vermilion and blue: the ends of a scale that people with any colour vision can read. */
const LOW: Colour = [0xd5, 0x5e, 0x00];
const HIGH: Colour = [0x00, 0x72, 0xb2];
/** The paper shines through, so that ink stays readable on both ends. */
const STRENGTH = 0.62;

/** @param balance −1 (all lost) .. 1 (all won); 0 is the paper */
export function balanceColour(balance: number, { paper }: Theme): string {
  return cssOf(mix(paper, balance < 0 ? LOW : HIGH, Math.abs(balance) * STRENGTH));
}

/** @param share 0 .. 1, from a hint of colour to all of it */
export function heatColour(share: number, { paper }: Theme): string {
  return cssOf(mix(paper, HIGH, (0.12 + 0.88 * share) * STRENGTH));
}
