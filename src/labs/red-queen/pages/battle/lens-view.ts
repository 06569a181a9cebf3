import { instructionText } from '../../assembler/disassemble.ts';
import { decodeInstruction } from '../../mars/encoding.ts';
import { create, type PageDocument, type PageElement } from '../browser.ts';
import { colourOf, cssOf } from '../colours.ts';
import { GLYPHS, glyphIndex } from './cell-paint.ts';
import type { Recording } from './recording.ts';

/** Cells that the lens shows before and behind the one it looks at. */
const REACH = 6;

/** Where the lens looks. */
export interface LensTarget {
  readonly cell: number;
  readonly why: 'next' | 'pointer' | 'pinned';
}

const WHY = { next: 'runs next', pointer: 'under the pointer', pinned: 'pinned: click it again to let go' } as const;

/** A listing of the core around a cell. */
export function drawLens(
  document: PageDocument,
  heading: PageElement,
  list: PageElement,
  recording: Recording,
  { cell, why }: LensTarget,
): void {
  const { machine, owners } = recording;
  const { coreSize } = machine.battle.rules;
  heading.textContent = `Cell ${cell} · ${why === 'next' && machine.isOver ? 'would run next' : WHY[why]}`;
  const processes = processesNear(recording);
  const reach = Math.min(REACH, Math.floor((coreSize - 1) / 2));
  const rows = Array.from({ length: 2 * reach + 1 }, (_, index) => {
    const address = (cell - reach + index + coreSize) % coreSize;
    const row = create(document, 'li', address === cell ? 'looked-at' : '', '');
    const swatch = create(document, 'span', 'swatch', '');
    const owner = owners[address] as number;
    if (owner >= 0) swatch.style.setProperty('background', cssOf(colourOf(owner)));
    const mark = create(document, 'span', 'mark', processes.get(address) ?? '');
    const glyph = create(document, 'span', 'glyph', GLYPHS[glyphIndex(recording, address)] ?? '');
    const text = create(document, 'code', '', textOf(recording, address));
    row.append(swatch, create(document, 'span', 'address', String(address)), mark, glyph, text);
    return row;
  });
  list.replaceChildren(...rows);
}

/** The instruction in a cell, as listings have it. */
export function textOf({ machine }: Recording, address: number): string {
  const pair = machine.values[address] as number;
  const instruction = decodeInstruction(machine.codes[address] as number, pair & 0xffff, pair >>> 16);
  return instruction === null ? '?' : instructionText(instruction, machine.battle.rules.coreSize);
}

/** Marks of cells with processes: an arrow for one that runs next in its warrior's turn, a dot for one that waits. */
function processesNear({ machine }: Recording): Map<number, string> {
  const marks = new Map<number, string>();
  for (let warrior = 0; warrior < machine.processCounts.length; warrior++) {
    for (const [index, address] of machine.processes(warrior).entries()) {
      if (index === 0) marks.set(address, warrior === machine.warrior && !machine.isOver ? '▶' : '▷');
      else if (!marks.has(address)) marks.set(address, '•');
    }
  }
  return marks;
}
