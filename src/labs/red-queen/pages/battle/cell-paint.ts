import { EMPTY_CODE } from '../../mars/encoding.ts';
import { type Colour, colourOf, mix, pixelOf, type Theme } from '../colours.ts';
import type { Recording } from './recording.ts';

/** How much of its owner's colour a cell shows when nothing happens to it, and how much more when it was just touched. */
const OWNED = 0.36;
const HEAT = 0.6;
const HEAT_LEVELS = 16;

/** One glyph for each opcode, in the order of OPCODES. */
export const GLYPHS = '×M+-*/%JZNDS<=≠·LP=';

/** How the cells of a core lie on a canvas. */
export interface Grid {
  readonly columns: number;
  readonly rows: number;
  /** Pixels of a cell, its gap included. */
  readonly cell: number;
}

/** Columns that suit a core: 100 for the usual 8,000 cells. */
export function columnsOf(coreSize: number): number {
  if (coreSize <= 100) return 20;
  if (coreSize <= 1000) return 40;
  return coreSize <= 20_000 ? 100 : 240;
}

/** @param width pixels that the grid may take at most, as long as a cell has two */
export function gridOf(coreSize: number, width: number): Grid {
  const columns = columnsOf(coreSize);
  const cell = Math.max(2, Math.floor(width / columns));
  return { columns, rows: Math.ceil(coreSize / columns), cell };
}

/** Colours of cells: for each owner (none first), each toucher (none first) and each level of heat. */
export interface CellColours {
  readonly theme: Theme;
  readonly pixels: Uint32Array;
  readonly count: number;
}

export function cellColours(theme: Theme, warriors: number): CellColours {
  const count = warriors + 1;
  const pixels = new Uint32Array(count * count * HEAT_LEVELS);
  for (let owner = 0; owner < count; owner++) {
    const cold = owner === 0 ? theme.paper : mix(theme.paper, colourOf(owner - 1), OWNED);
    for (let toucher = 0; toucher < count; toucher++) {
      const hot: Colour = toucher === 0 ? cold : colourOf(toucher - 1);
      for (let heat = 0; heat < HEAT_LEVELS; heat++) {
        const share = (HEAT * heat) / (HEAT_LEVELS - 1);
        pixels[(owner * count + toucher) * HEAT_LEVELS + heat] = pixelOf(mix(cold, hot, share));
      }
    }
  }
  return { theme, pixels, count };
}

/**
 * The pixel of a cell: its owner's colour, brighter in the colour of who touched it last. The heat halves with every
 * `halfLife` instructions.
 */
export function cellPixel(
  { pixels, count }: CellColours,
  recording: Recording,
  cell: number,
  halfLife: number,
): number {
  const { owners, touched, touchers, position } = recording;
  const age = position - 1 - (touched[cell] as number);
  const heat = age > 8 * halfLife ? 0 : Math.round((HEAT_LEVELS - 1) * 2 ** (-Math.max(0, age) / halfLife));
  const owner = (owners[cell] as number) + 1;
  const toucher = (touchers[cell] as number) + 1;
  return pixels[(owner * count + toucher) * HEAT_LEVELS + heat] as number;
}

/** The glyph that a cell shows; empty for what an empty core is filled with. */
export function glyphIndex({ machine }: Recording, cell: number): number {
  const code = machine.codes[cell] as number;
  return code === EMPTY_CODE && machine.values[cell] === 0 ? -1 : code >> 9;
}
