import type { Browser, PageCanvas, PageContext } from '../browser.ts';
import { type Colour, colourOf, cssOf, pixelOf, type Theme } from '../colours.ts';
import { type CellColours, cellColours, cellPixel, GLYPHS, type Grid, glyphIndex, gridOf } from './cell-paint.ts';
import type { Recording } from './recording.ts';

/** Pixels that a cell needs for a glyph that can be read. */
const LEAST_GLYPH_CELL = 9;

/** The core on a canvas. */
export interface CoreView {
  /** Fits the grid to the width of the canvas, and takes the colours of a theme. */
  fit(theme: Theme, recording: Recording): void;
  /** @param halfLife instructions in which the heat of a cell halves */
  draw(recording: Recording, halfLife: number, marked: number | null): void;
  /** The cell at a place in CSS pixels, or null beside the core. */
  cellAt(x: number, y: number): number | null;
}

interface Surface {
  readonly grid: Grid;
  readonly colours: CellColours;
  readonly image: ReturnType<PageContext['createImageData']>;
  readonly pixels: Uint32Array;
  /** For each opcode how dark each pixel of a cell is, 0 .. 255; null where cells are too small. */
  readonly glyphs: readonly Uint8ClampedArray[] | null;
}

export function createCoreView(browser: Browser, canvas: PageCanvas): CoreView {
  const context = canvas.getContext('2d');
  let surface: Surface | null = null;
  let coreSize = 0;

  return {
    fit: (theme, { machine }) => {
      const { rules, warriors } = machine.battle;
      coreSize = rules.coreSize;
      const grid = gridOf(coreSize, canvas.clientWidth * browser.devicePixelRatio);
      canvas.width = grid.columns * grid.cell;
      canvas.height = grid.rows * grid.cell;
      const glyphs = grid.cell < LEAST_GLYPH_CELL ? null : drawGlyphs(context, grid.cell);
      const image = context.createImageData(canvas.width, canvas.height);
      const pixels = new Uint32Array(image.data.buffer);
      surface = { grid, colours: cellColours(theme, warriors.length), image, pixels, glyphs };
    },
    draw: (recording, halfLife, marked) => {
      if (surface === null) return;
      const { colours, image } = surface;
      const ink = colours.theme.ink;
      for (let cell = 0; cell < coreSize; cell++) {
        const pixel = cellPixel(colours, recording, cell, halfLife);
        fillCell(surface, cell, pixel);
        const glyph = surface.glyphs?.[glyphIndex(recording, cell)];
        if (glyph !== undefined) blend(surface, cell, glyph, pixel, ink);
      }
      const { machine } = recording;
      for (let warrior = 0; warrior < machine.processCounts.length; warrior++) {
        if (machine.processCounts[warrior] === 0) continue;
        const processes = machine.processes(warrior);
        const colour = pixelOf(colourOf(warrior));
        for (let at = 1; at < processes.length; at++) dot(surface, processes[at] as number, colour);
      }
      context.putImageData(image, 0, 0);
      drawHeads(context, surface.grid, recording, ink);
      if (marked !== null) outline(context, surface.grid, marked, cssOf(ink), 2);
    },
    cellAt: (x, y) => {
      if (surface === null) return null;
      const { columns, rows } = surface.grid;
      const size = canvas.clientWidth / columns;
      const [column, row] = [Math.floor(x / size), Math.floor(y / size)];
      const cell = row * columns + column;
      return column < 0 || column >= columns || row < 0 || row >= rows || cell >= coreSize ? null : cell;
    },
  };
}

/** Draws each glyph once, side by side (no grid has fewer columns), and reads back how much of each pixel it covers. */
function drawGlyphs(context: PageContext, cell: number): Uint8ClampedArray[] {
  context.font = `600 ${Math.round(cell * 0.82)}px ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillStyle = '#000';
  for (const [index, glyph] of [...GLYPHS].entries()) {
    context.fillText(glyph, index * cell + (cell - 1) / 2, cell / 2 + 0.5);
  }
  const width = GLYPHS.length * cell;
  const { data } = context.getImageData(0, 0, width, cell);
  const alpha = (index: number, pixel: number): number => {
    const [row, column] = [Math.floor(pixel / cell), pixel % cell];
    return data[(row * width + index * cell + column) * 4 + 3] as number;
  };
  return Array.from(GLYPHS, (_, index) =>
    Uint8ClampedArray.from({ length: cell * cell }, (_none, pixel) => alpha(index, pixel)),
  );
}

/** A gap of one pixel stays free where cells are big enough to be told apart. */
function innerSize({ cell }: Grid): number {
  return cell >= 5 ? cell - 1 : cell;
}

function originOf({ columns, cell }: Grid, index: number): number {
  return Math.floor(index / columns) * cell * columns * cell + (index % columns) * cell;
}

function fillCell({ grid, pixels }: Surface, index: number, pixel: number): void {
  const width = grid.columns * grid.cell;
  const inner = innerSize(grid);
  const origin = originOf(grid, index);
  for (let row = 0; row < inner; row++) pixels.fill(pixel, origin + row * width, origin + row * width + inner);
}

function blend({ grid, pixels }: Surface, index: number, glyph: Uint8ClampedArray, under: number, ink: Colour): void {
  const width = grid.columns * grid.cell;
  const inner = innerSize(grid);
  const origin = originOf(grid, index);
  const below: Colour = [under & 255, (under >> 8) & 255, (under >> 16) & 255];
  for (let row = 0; row < inner; row++) {
    for (let column = 0; column < inner; column++) {
      // Three quarters of the ink, so that colours stay first.
      const share = ((glyph[row * grid.cell + column] as number) / 255) * 0.75;
      if (share < 0.05) continue;
      const part = (from: number, to: number): number => Math.round(from + (to - from) * share);
      const colour: Colour = [part(below[0], ink[0]), part(below[1], ink[1]), part(below[2], ink[2])];
      pixels[origin + row * width + column] = pixelOf(colour);
    }
  }
}

/** A process that waits: the cell's middle in the full colour of its warrior. */
function dot({ grid, pixels }: Surface, index: number, pixel: number): void {
  const width = grid.columns * grid.cell;
  const inner = innerSize(grid);
  const size = Math.max(1, Math.round(inner / 2));
  const margin = (inner - size) >> 1;
  const origin = originOf(grid, index) + margin * width + margin;
  for (let row = 0; row < size; row++) pixels.fill(pixel, origin + row * width, origin + row * width + size);
}

/** The process of each warrior that runs next; that of the warrior whose turn it is has a second frame. */
function drawHeads(context: PageContext, grid: Grid, { machine }: Recording, ink: Colour): void {
  for (let warrior = 0; warrior < machine.processCounts.length; warrior++) {
    const [head] = machine.processCounts[warrior] === 0 ? [] : machine.processes(warrior);
    if (head === undefined) continue;
    const x = (head % grid.columns) * grid.cell;
    const y = Math.floor(head / grid.columns) * grid.cell;
    const inner = innerSize(grid);
    context.fillStyle = cssOf(colourOf(warrior));
    context.fillRect(x, y, inner, inner);
    outline(context, grid, head, cssOf(ink), 1);
    if (warrior === machine.warrior && !machine.isOver) outline(context, grid, head, cssOf(colourOf(warrior)), 3);
  }
}

/** @param distance pixels between the cell and the middle of its frame */
function outline(context: PageContext, { columns, cell }: Grid, index: number, style: string, distance: number): void {
  const x = (index % columns) * cell;
  const y = Math.floor(index / columns) * cell;
  const side = cell - 1 + 2 * distance;
  context.strokeStyle = style;
  context.lineWidth = 2;
  context.beginPath();
  context.moveTo(x - distance, y - distance);
  context.lineTo(x - distance + side, y - distance);
  context.lineTo(x - distance + side, y - distance + side);
  context.lineTo(x - distance, y - distance + side);
  context.closePath();
  context.stroke();
}
