import { instructionText } from '../assembler/disassemble.ts';
import type { Round } from '../mars/battle.ts';
import { decodeInstruction } from '../mars/encoding.ts';
import type { Rules } from '../mars/rules.ts';
import { traceRound } from '../mars/tracer.ts';
import type { Warrior } from '../mars/warrior.ts';

/** One round that the first of its warriors lost. */
export interface LostRound {
  readonly warriors: readonly Warrior[];
  /** What the others are called, in their order. */
  readonly others: readonly string[];
  readonly round: Round;
  /** The turn in which the first lost its last process. */
  readonly death: number;
}

export interface DeathReport {
  /** Empty where nothing can be told, as for a warrior that remembers earlier rounds. */
  readonly text: string;
  /** Executed again to find it out. */
  readonly instructions: number;
}

/** Cells shown on each side of the one that was fatal. */
const AROUND = 4;

/**
 * What killed a warrior, for those who change it: who wrote the cell in which its last process ended, and the cells around
 * it at that moment, as a listing. The round is fought again, by the plain simulator, which knows who wrote what.
 */
export function deathReport(rules: Rules, { warriors, others, round, death }: LostRound): DeathReport {
  const [warrior] = warriors as [Warrior];
  const tracer = traceRound({ warriors, rules, rounds: [round], ending: 'one-left', countsCoverage: false }, 0);
  const { machine, owners } = tracer;
  let instructions = 0;
  let turns = 0;
  for (;;) {
    const fatal = machine.isOver
      ? null
      : { code: machine.codes[machine.address], pair: machine.values[machine.address] };
    const step = tracer.step();
    if (step === null) return { text: '', instructions };
    instructions += 1;
    if (step.warrior === 0) turns += 1;
    if (!step.hasDied || step.warrior !== 0) continue;
    if (turns !== death) return { text: '', instructions };
    // The fatal instruction may have changed its own fields: it is shown as it was met.
    machine.codes[step.address] = fatal?.code as number;
    machine.values[step.address] = fatal?.pair as number;
    const { coreSize } = rules;
    const start = ((round.positions[0] as number) + warrior.start) % coreSize;
    const lines = Array.from({ length: 2 * AROUND + 1 }, (_, index) => {
      const address = (step.address + index - AROUND + coreSize) % coreSize;
      const [code, pair] = [machine.codes[address], machine.values[address]] as [number, number];
      const instruction = decodeInstruction(code, pair & 0xffff, pair >>> 16);
      const text = instruction === null ? '?' : instructionText(instruction, coreSize);
      return `${index === AROUND ? '>' : ' '} ${signedDistance(address - start, coreSize).padStart(6)}  ${text}`;
    });
    const writer = writerText(owners[step.address] as number, others);
    const text = `Its last process ended at >, in a cell ${writer}; cells are counted from its first instruction:\n${lines.join('\n')}`;
    return { text, instructions };
  }
}

function writerText(owner: number, others: readonly string[]): string {
  if (owner < 0) return 'that nobody wrote';
  return owner === 0 ? 'that it wrote itself' : `written by ${others[owner - 1]}`;
}

/** The shorter way round the core, with its sign. */
function signedDistance(cells: number, coreSize: number): string {
  const forward = ((cells % coreSize) + coreSize) % coreSize;
  const distance = forward > coreSize / 2 ? forward - coreSize : forward;
  return distance < 0 ? String(distance) : `+${distance}`;
}
